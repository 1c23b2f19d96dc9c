"""Pages for officials: sign in, upload, and review a document beside its text.

A form that could not be carried out is shown again with what was typed, never lost.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api import amending, desk, signing
from api.model_view import MARKS, WANTED, disagreements, marks_of_rules, model_panel, words_for
from api.new_attributes import new_attributes, rulings_of
from api.problems import Problem
from api.routes.forms import Actor, OurForm
from api.site import Site, TheSite
from api.web import words
from api.web.highlight import ROLE_LABELS, headings, lines, marks_of
from api.web.pages import page
from api.web.rule_view import rule_view
from rules.blocks import diagnostic_key
from rules.codec import dump_ruleset
from rules.document import SentenceKind
from rules.errors import Diagnostic, InputRejected, Severity, TransitionRefused
from rules.review import TRANSITIONS, ReviewState, Step
from rules.ruling import told_block
from rules.wording_reading import describe_reading
from store import DraftRecord

router = APIRouter(prefix="/review", include_in_schema=False)
# The steps offered as buttons, with the word in the address and whether a reason must be given.
_BUTTONS = {
    Step.SUBMIT: ("submit", False),
    Step.APPROVE: ("approve", False),
    Step.PUBLISH: ("publish", False),
    Step.SEND_BACK: ("send_back", True),
}
# In place of a rule id: the whole rule file is being edited. No rule can be called that.
_ALL = "*"
_SAID = {
    "created": "已入库并解析。",
    "unchanged": "这份文件已经在库中，内容没有变化。",
    "recompiled": "已按新的解析结果更新。",
    "amended": "已改出新的文本并解析，请核对每处修改和条目的变化。",
    "kept": "这份文件已有人工处理，保留人工结果，没有覆盖。",
    "ruling": "已记录裁定。",
    "edit": "已保存修改。",
    "submit": "已提交审核，请由另一人批准。",
    "approve": "已批准，可以发布。",
    "publish": "已发布，立即生效。",
    "send_back": "已退回。",
    "asked": "已请模型读，读完会更新这一页；现在可以先看下面的草稿。",
    "words": "已删去这一条的通俗解读。",
}


@dataclass(frozen=True, slots=True)
class _Edit:
    """An edit that was not saved: which rule, what was typed, and why it was refused."""

    rule: str = ""
    text: str = ""
    why: str = ""
    errors: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _AttributeForm:
    """What was asked of the new attributes: one thing for one, or for all that are picked."""

    do: str
    picked: tuple[str, ...]
    fields: dict[str, str]
    revision: int


@router.get("")
def overview(request: Request, site: TheSite, back: str = "/review") -> HTMLResponse:
    return page(request, "review.html", documents=site.store.list_documents(), back=_ours(back))


@router.post("/sign-in", dependencies=[OurForm])
def sign_in(
    site: TheSite, name: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/review"
) -> Response:
    response = RedirectResponse(_ours(back), status_code=303)
    value = signing.signed(signing.clean_name(name), site.settings)
    signing.set_cookie(response, signing.ACTOR_COOKIE, value, site.settings)
    return response


@router.post("/sign-out", dependencies=[OurForm])
def sign_out() -> Response:
    response = RedirectResponse("/review", status_code=303)
    response.delete_cookie(signing.ACTOR_COOKIE, path="/")
    return response


@router.get("/{document}")
def document(
    request: Request, document: str, site: TheSite, done: str = "", edit: str = ""
) -> HTMLResponse:
    """The review page; ``edit`` names the rule whose text is opened for editing."""
    record = site.store.get_draft(document)
    opened = _Edit(_ALL, dump_ruleset(record.draft.ruleset)) if edit == _ALL else _Edit()
    for rule in record.draft.ruleset.rules:
        if rule.id == edit:
            opened = _Edit(edit, desk.rule_text(record.draft, rule))
    return _document_page(request, site, record, done=_SAID.get(done, ""), edit=opened)


@router.post("/{document}/rulings", dependencies=[OurForm])
async def rule_on(request: Request, document: str, site: TheSite, actor: Actor) -> Response:
    form = await request.form()
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(_rule_on, request, document, site, actor, fields)


@router.post("/{document}/attributes", dependencies=[OurForm])
async def rule_on_attributes(
    request: Request, document: str, site: TheSite, actor: Actor
) -> Response:
    form = await request.form()
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    revision = fields.get("revision", "")
    asked = _AttributeForm(
        do=fields.get("do", ""),
        picked=tuple(value for value in form.getlist("pick") if isinstance(value, str)),
        fields=fields,
        revision=int(revision) if revision.isdigit() else 0,
    )
    return await run_in_threadpool(_rule_on_attributes, request, document, site, actor, asked)


@router.post("/{document}/amend", dependencies=[OurForm])
def amend(
    request: Request,
    document: str,
    site: TheSite,
    actor: Actor,
    base: Annotated[str, Form()] = "",
) -> Response:
    try:
        saved = amending.amend(site, document, base, actor)
    except (InputRejected, Problem) as error:
        return refused(request, site, document, error)
    return RedirectResponse(f"/review/{saved.document_id}?done=amended", status_code=303)


@router.post("/{document}/rules/{rule}", dependencies=[OurForm])
def edit_rule(
    request: Request,
    document: str,
    rule: str,
    site: TheSite,
    actor: Actor,
    revision: Annotated[int, Form()],
    yaml: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
) -> Response:
    return _save_edit(
        request, site, document, revision, _Edit(rule, yaml.replace("\r\n", "\n"), why), actor
    )


@router.post("/{document}/ruleset", dependencies=[OurForm])
def edit_ruleset(
    request: Request,
    document: str,
    site: TheSite,
    actor: Actor,
    revision: Annotated[int, Form()],
    yaml: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
) -> Response:
    return _save_edit(
        request, site, document, revision, _Edit(_ALL, yaml.replace("\r\n", "\n"), why), actor
    )


@router.post("/{document}/{step}", dependencies=[OurForm])
def take_step(
    request: Request,
    document: str,
    step: Step,
    site: TheSite,
    actor: Actor,
    revision: Annotated[int, Form()],
    why: Annotated[str, Form()] = "",
) -> Response:
    if step not in _BUTTONS:
        raise Problem(404, "not-found", "没有这个操作。")
    record = site.store.get_draft(document)
    try:
        desk.refuse_stale(record, revision)
        desk.take_step(site, document, step, actor, why)
    except (TransitionRefused, InputRejected, Problem) as error:
        return refused(request, site, document, error)
    return RedirectResponse(f"/review/{document}?done={step.value}", status_code=303)


def _save_edit(
    request: Request, site: Site, document: str, revision: int, typed: _Edit, actor: str
) -> Response:
    record = site.store.get_draft(document)
    try:
        desk.refuse_stale(record, revision)
        if typed.rule == _ALL:
            desk.edit_ruleset(site, record, typed.text, typed.why, actor)
        else:
            desk.edit_rule(site, record, typed.rule, typed.text, typed.why, actor)
    except InputRejected as error:
        edit = replace(typed, errors=error.diagnostics)
        return _document_page(request, site, record, status=422, edit=edit)
    except (TransitionRefused, Problem) as error:
        return _document_page(request, site, record, status=409, refused=str(error), edit=typed)
    place = "rules" if typed.rule == _ALL else f"rule-{typed.rule}"
    return RedirectResponse(f"/review/{document}?done=edit#{place}", status_code=303)


def _rule_on(
    request: Request, document: str, site: Site, actor: str, fields: dict[str, str]
) -> Response:
    record = site.store.get_draft(document)
    revision = fields.pop("revision", "")
    fields.pop("token", None)
    fields = {key: value.strip() for key, value in fields.items() if value.strip()}
    try:
        desk.refuse_stale(record, int(revision) if revision.isdigit() else 0)
        site.store.rule_on(document, desk.ruling_of(fields), actor)
    except (TransitionRefused, InputRejected, Problem) as error:
        return refused(request, site, document, error)
    return RedirectResponse(f"/review/{document}?done=ruling#open", status_code=303)


def _rule_on_attributes(
    request: Request, document: str, site: Site, actor: str, form: _AttributeForm
) -> Response:
    record = site.store.get_draft(document)
    vocabulary = site.catalogue().vocabulary
    try:
        desk.refuse_stale(record, form.revision)
        rulings = rulings_of(form.do, form.picked, form.fields, record.draft, vocabulary)
        site.store.rule_on(document, rulings, actor)
    except (TransitionRefused, InputRejected, Problem) as error:
        return refused(request, site, document, error)
    return RedirectResponse(f"/review/{document}?done=ruling#attributes", status_code=303)


def refused(request: Request, site: Site, document: str, error: Exception) -> HTMLResponse:
    """The page as it now stands, with why the step was not carried out."""
    rejected = isinstance(error, InputRejected)
    return _document_page(
        request,
        site,
        site.store.get_draft(document),
        status=422 if rejected else 409,
        refused="提交的内容有误。" if rejected else str(error),
        refused_diagnostics=error.diagnostics if isinstance(error, InputRejected) else (),
    )


def _document_page(
    request: Request,
    site: Site,
    record: DraftRecord,
    *,
    status: int = 200,
    done: str = "",
    refused: str = "",
    refused_diagnostics: tuple[Diagnostic, ...] = (),
    edit: _Edit = _Edit(),
) -> HTMLResponse:
    draft = record.draft
    rules = sorted(draft.ruleset.rules, key=lambda rule: (rule.source.start, rule.id))
    vocabulary = site.catalogue().vocabulary.extended(draft.ruleset.attributes)
    marks = marks_of(rules)
    used = {mark.role for mark in marks}
    counts = Counter(entry.kind for entry in draft.ledger)
    unlike = disagreements(record, vocabulary)
    told = {told_block(d.key) for d in unlike}
    beside = {part.told for part in draft.consensus if part.told}
    blocks = [block for block in record.blocks if block.id not in told]
    return page(
        request,
        "review_document.html",
        status=status,
        title=draft.document.meta.title or draft.document.source_name,
        record=record,
        done=done,
        refused=refused,
        refused_diagnostics=refused_diagnostics,
        edit=edit,
        may_edit_all=(record.state, Step.EDIT) in TRANSITIONS,
        steps=_steps(record.state),
        may_rule=(record.state, Step.RULE) in TRANSITIONS,
        may_edit=(record.state, Step.EDIT) in TRANSITIONS or record.state is ReviewState.IN_REVIEW,
        roles=[(role, label) for role, label in ROLE_LABELS.items() if role in used],
        lines=lines(draft.document.text, marks, anchors=_anchors(record)),
        heads=headings(draft),
        views=[(rule, rule_view(rule, vocabulary)) for rule in rules],
        titles={rule.id: rule.title for rule in rules},
        notice=amending.notice_of(site, record),
        history=amending.history_of(site, record),
        proposed=new_attributes(draft, site.catalogue().vocabulary),
        known=site.catalogue().vocabulary.attributes,
        notices=[
            d
            for d in draft.diagnostics
            if d.severity is not Severity.ERROR and diagnostic_key(d) not in beside
        ],
        blocks=blocks,
        clashes=[d for d in unlike if d.blocks],
        alone=[d for d in unlike if not d.blocks],
        panel=model_panel(site, record),
        wanted_names=WANTED,
        marks=marks_of_rules(record),
        mark_names=MARKS,
        words=words_for(rules, site.store.jobs.words(draft.document.id)),
        ledger_counts=[
            (words.SENTENCES[kind], counts[kind]) for kind in SentenceKind if counts[kind]
        ],
        events=site.store.events(draft.document.id),
        block_names=words.BLOCKS,
        rulings_for=words.RULINGS,
        reading=describe_reading(draft),
        kinds=words.KINDS,
        subjects=words.SUBJECTS,
        sentence_names=words.SENTENCES,
        event_names=words.EVENTS,
        ruling_names=words.RULING_NAMES,
        side_names=words.SIDES,
    )


def _anchors(record: DraftRecord) -> list[int]:
    """Every place the page links to."""
    draft = record.draft
    spans: list[Any] = [b.span for b in record.blocks] + [d.span for d in draft.diagnostics]
    spans += [entry.span for entry in draft.ledger] + [r.source for r in draft.ruleset.rules]
    return [span.start for span in spans if span]


def _steps(state: ReviewState) -> list[tuple[str, str, bool]]:
    return [
        (word, step.chinese, needs_reason)
        for step, (word, needs_reason) in _BUTTONS.items()
        if (state, step) in TRANSITIONS
    ]


def _ours(back: str) -> str:
    """Only an address of our own pages; anything else would let a link lead away after sign-in."""
    ours = back == "/review" or back.startswith("/review/")
    return back if ours and "\\" not in back and "//" not in back else "/review"
