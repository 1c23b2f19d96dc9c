"""企业条件导办: the questions as a form, the result as a link that can be shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api import matching
from api.answers import Answers, Field, Form, form_of, read_answers
from api.problems import Problem
from api.shapes import FIRST_DAY, LAST_DAY
from api.site import Catalogue, TheCatalogue
from api.web.pages import page
from matcher import Verdict
from matcher.bundle_result import Bundle
from matcher.decision import MissingFact
from matcher.recommend import Recommendation
from matcher.tags import TagQuestion
from rules.errors import MissingExtra
from rules.vocabulary import Subject

router = APIRouter(include_in_schema=False)
# Questions shown at once in a group; the rest unfold. A link to one of them opens them all.
_SHOWN = 8
_FEW = 5  # cards of what does not fit that are open; a plan is made for these only
_NEXT = 3  # questions proposed beside a result
_OPEN = "all"
_MAX_FIELDS = 10_000


@dataclass(frozen=True, slots=True)
class _Visit:
    """What the address says: whose facts, on which day, and what was answered."""

    subject: Subject
    on: date
    form: Form
    answers: Answers

    def link(self, path: str, **more: str) -> str:
        """An address of the tag pages with these answers."""
        fixed = {"subject": self.subject.value, "on": self.on.isoformat(), **more}
        return f"{path}?{self.answers.query(**fixed)}"


@router.get("/match")
def form(request: Request, catalogue: TheCatalogue) -> HTMLResponse:
    visit = _visit(request, catalogue)
    given = dict(visit.answers.fields)
    opened = request.query_params.get(_OPEN, "") != ""

    def has_answer(fields: tuple[Field, ...]) -> bool:
        names = {name for f in fields for name in (f.name, f.exact, *(r.field for r in f.rows))}
        return not names.isdisjoint(given)

    return page(
        request,
        "match.html",
        visit=visit,
        given=given,
        shown=_SHOWN,
        open=opened,
        has_answer=has_answer,
        rules=len(matching.rules_for(catalogue, visit.subject)),
    )


@router.post("/match/result")
async def to_link(request: Request) -> Response:
    """The form as a link: blanks left out, so that it stays short enough to share.

    The form is posted because a thousand blanks do not fit into an address everywhere. It changes
    nothing and leads only where a plain link could lead, so it carries no token.
    """
    form = await request.form(max_fields=_MAX_FIELDS)
    given = {k: v.strip() for k, v in form.items() if isinstance(v, str) and v.strip()}
    return RedirectResponse(f"/match/result?{urlencode(given)}", status_code=303)


@router.get("/match/result")
def result(request: Request, catalogue: TheCatalogue) -> HTMLResponse:
    visit = _visit(request, catalogue)
    short = visit.link("/match/result")
    items = matching.decide(catalogue, visit.answers.facts, visit.on, visit.subject)
    edit = visit.link("/match")
    asked = matching.interview(catalogue, visit.on, visit.subject).ask(visit.answers.facts)
    unfolded = visit.link("/match", **{_OPEN: "1"})

    def ask_link(wanted: MissingFact | TagQuestion) -> str:
        anchor = visit.form.anchors.get(wanted.key)
        return f"{unfolded}#{quote(anchor)}" if anchor else ""

    together, obstacle = _together(catalogue, items, visit.on)
    refused = [
        item
        for item in items
        if item.decision.in_force and item.decision.verdict is Verdict.INELIGIBLE
    ]
    return page(
        request,
        "match_result.html",
        visit=visit,
        together=together,
        obstacle=obstacle,
        edit=edit,
        link=str(request.base_url).rstrip("/") + short,
        groups=_groups(items),
        few=_FEW,
        near=matching.near(catalogue, refused[:_FEW], visit.answers.facts, visit.on),
        by_id={item.rule_id: catalogue.rule(item.rule_id).rule for item in items},
        ask_link=ask_link,
        asked=[item for item in asked if ask_link(item.question)],
        shown_questions=_NEXT,
    )


def _together(
    catalogue: Catalogue, items: tuple[Recommendation, ...], on: date
) -> tuple[Bundle | None, str]:
    """What can be had together, or why this site cannot compute it; the items stand anyway."""
    if all(item.decision.verdict is Verdict.INELIGIBLE for item in items):
        return None, ""
    try:
        return matching.combine(catalogue, items, on), ""
    except MissingExtra as missing:
        return None, str(missing)


def _visit(request: Request, catalogue: Catalogue) -> _Visit:
    given = dict(request.query_params)
    if len(given) != len(request.query_params.multi_items()):
        raise Problem(422, "repeated", "网址里有一项写了不止一次，看不出以哪个为准。")
    subject = given.pop("subject", "") or Subject.ENTERPRISE.value
    if subject not in (Subject.ENTERPRISE.value, Subject.PERSON.value):
        raise Problem(422, "subject", "网址里的 subject 应为 enterprise（企业）或 person（个人）。")
    on = _day(given.pop("on", ""))
    given.pop(_OPEN, None)
    questions = matching.questions_for(catalogue, Subject(subject), on)
    return _Visit(
        subject=Subject(subject),
        on=on,
        form=form_of(questions),
        answers=read_answers(given, questions, catalogue.vocabulary),
    )


def _day(text: str) -> date:
    if not text:
        return date.today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Problem(422, "date", f"日期「{text}」应写成 2026-05-20 这样的形式。") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Problem(422, "date", f"测算日期应在 {FIRST_DAY} 至 {LAST_DAY} 之间，收到 {text}。")
    return day


def _groups(
    items: tuple[Recommendation, ...],
) -> list[tuple[str, str, list[Recommendation]]]:
    """Heading, explanation and items; what is not in force stands apart from what does not fit."""
    live = [item for item in items if item.decision.in_force]

    def having(verdict: Verdict) -> list[Recommendation]:
        return [item for item in live if item.decision.verdict is verdict]

    return [
        ("符合条件", "按您填写的情况，条件均已满足。", having(Verdict.ELIGIBLE)),
        (
            "还不能确定",
            "还缺一些情况，不代表不符合。补充后即可判断。",
            having(Verdict.UNKNOWN),
        ),
        ("目前不符合", "按您填写的情况，至少有一项条件不满足。", having(Verdict.INELIGIBLE)),
        (
            "不在有效期内",
            "在所选日期尚未施行或已经失效。",
            [item for item in items if not item.decision.in_force],
        ),
    ]
