"""``match``, ``recommend``, ``tags`` and ``ask``: one applicant before the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.applicants import read_applicant
from cli.compiling import short
from cli.files import read_text
from cli.output import Page, emit
from cli.problems import rejected
from cli.program import OK
from matcher import Decision, Facts, Verdict, read_facts
from matcher.decision import Reason
from matcher.recommend import Recommendation, recommend
from matcher.tags import tag_questions
from matcher.truth import Truth
from rules.codec import load_ruleset
from rules.rule import Rule
from rules.vocabulary import Subject, Vocabulary, standard_vocabulary

if TYPE_CHECKING:
    from api.site import Catalogue

_HEADINGS = {
    Verdict.ELIGIBLE: "符合",
    Verdict.UNKNOWN: "还缺信息，暂不能判断",
    Verdict.INELIGIBLE: "不符合",
}
_WANTED = 10
DISCLAIMER = "以上由规则测算得出，仅供参考，不代表主管部门决定；以政策原文和主管部门审核为准。"


@dataclass(frozen=True)
class Offer:
    """The rules to decide, with the vocabulary they need and the title of each rule's policy."""

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    titles: Mapping[str, str]

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id."""
        return next(rule for rule in self.rules if rule.id == rule_id)


def offered(rules_files: Sequence[Path], ids: Sequence[str], subject: str | None) -> Offer:
    """The published rules, or those of rule files; only some of them when named."""
    offer = _from_files(rules_files) if rules_files else _published()
    known = {rule.id for rule in offer.rules}
    for rule_id in ids:
        if rule_id not in known:
            raise rejected("CLI106", rule_id)
    kept = tuple(r for r in offer.rules if (not ids or r.id in ids) and _for(r, subject))
    return Offer(kept, offer.vocabulary, offer.titles)


def _for(rule: Rule, subject: str | None) -> bool:
    return subject is None or (rule.subject is Subject.PERSON) == (subject == "person")


def _published() -> Offer:
    from cli.site import published

    return _offer(published())


def _offer(catalogue: Catalogue) -> Offer:
    titles = {i: d.document.meta.title for i, d in catalogue.drafts.items()}
    return Offer(
        catalogue.rules,
        catalogue.vocabulary,
        {p.rule.id: p.rule.policy.title or titles[p.document_id] for p in catalogue.published},
    )


def _from_files(files: Sequence[Path]) -> Offer:
    vocabulary, rules, titles = standard_vocabulary(), list[Rule](), dict[str, str]()
    for path in files:
        ruleset = load_ruleset(read_text(path), file=str(path))
        vocabulary = vocabulary.extended(ruleset.attributes)
        for rule in ruleset.rules:
            if rule.id in titles:
                raise rejected("CLI107", rule.id, file=str(path))
            rules.append(rule)
            titles[rule.id] = rule.policy.title or ruleset.document.meta.title
    return Offer(tuple(rules), vocabulary, titles)


def given_facts(file: Path | None, pairs: Sequence[str], on: date, vocabulary: Vocabulary) -> Facts:
    """The facts of a file and those written on the command line, which win."""
    facts = Facts() if file is None else read_applicant(file, on, vocabulary)
    return facts.with_facts(*said_facts(pairs, on, vocabulary).facts)


def said_facts(pairs: Sequence[str], on: date, vocabulary: Vocabulary) -> Facts:
    """The facts written on the command line."""
    written: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise rejected("CLI105", f"--fact 应写成 指标=值，收到的是「{pair}」")
        if key.strip() in written:
            raise rejected("CLI105", f"--fact 「{key.strip()}」写了两次")
        written[key.strip()] = value.strip()
    return read_facts(written, vocabulary=vocabulary, on=on, file="--fact")


def match(
    offer: Offer, facts: Facts, on: date, *, whole: bool, as_json: bool, first: int | None = None
) -> int:
    """Every item with verdict, amount, reasons and clause."""
    found = recommend(offer.rules, facts, on, offer.vocabulary)
    if as_json:
        emit("match", ok=True, on=on.isoformat(), decisions=decisions_json(offer, found))
        return OK
    page = Page()
    if not offer.rules:
        nothing_published(page)
        return OK
    show_decisions(offer, found, on, page, whole=whole, first=first)
    page.line()
    page.line(DISCLAIMER, style="dim")
    return OK


def decisions_json(offer: Offer, found: Sequence[Recommendation]) -> list[dict[str, Any]]:
    """The decisions as the HTTP interface gives them."""
    from api.shapes import DecisionOut

    return [
        DecisionOut.of(r.decision, offer.rule(r.rule_id)).model_dump(mode="json") for r in found
    ]


def show_decisions(
    offer: Offer, found: Sequence[Recommendation], on: date, page: Page,
    *, whole: bool, first: int | None,
) -> None:  # fmt: skip
    """A summary, the items by verdict, and what should be asked next."""
    counts = {v: sum(r.decision.verdict is v for r in found) for v in Verdict}
    summary = "，".join(f"{_HEADINGS[v]} {n} 项" for v, n in counts.items() if n)
    page.line(f"测算日期 {on}，共 {len(found)} 项：{summary}。")
    shown = found[:first] if first else found
    for verdict, heading in _HEADINGS.items():
        group = [r for r in shown if r.decision.verdict is verdict]
        if group:
            page.line()
            page.title(f"【{heading}】")
        brief = not whole and verdict is Verdict.INELIGIBLE
        for item in group[: _WANTED if brief else None]:
            if brief:
                page.line(f"· {item.title}（{_where(offer.rule(item.rule_id), offer)}）", 2)
                page.line(item.reason, 4)
            else:
                _show(item.decision, offer, page, whole=whole)
        if brief and len(group) > _WANTED:
            page.line(f"……共 {len(group)} 项，用 --all 列出全部和各自的理由", 2)
    _show_wanted([r.decision for r in found], page)
    if len(shown) < len(found):
        page.line()
        page.line(f"只列出前 {len(shown)} 项，其余 {len(found) - len(shown)} 项未列出。")


def nothing_published(page: Page) -> None:
    """Say that there is nothing to decide, and what to do."""
    page.line("还没有已发布的条目。可以先运行 policycalc seed 装入示范政策。")


def _where(rule: Rule, offer: Offer) -> str:
    return f"《{offer.titles[rule.id]}》{rule.place}"


def _show_wanted(decisions: Sequence[Decision], page: Page) -> None:
    """The facts that most undecided items wait for."""
    counts = Counter(m for d in decisions if d.verdict is Verdict.UNKNOWN for m in d.missing)
    if not counts:
        return
    page.line()
    page.title("补充这些情况，可以判断更多条目（用 --fact 编号=值，或写进情况文件）：")
    for missing, count in counts.most_common(_WANTED):
        page.line(f"· {missing.question}  [{missing.key}]  {count} 个条目在等", 2)
    if len(counts) > _WANTED:
        page.line(f"……共 {len(counts)} 项", 2)


def _show(decision: Decision, offer: Offer, page: Page, *, whole: bool) -> None:
    rule = offer.rule(decision.rule_id)
    page.title(f"· {rule.title}：{_amount(decision)}")
    department = rule.department or rule.policy.issuer
    page.line(_where(rule, offer) + (f"，{department}" if department else ""), 4)
    for text in decision.amount.lines:
        page.line(f"计算：{text}", 4)
    if decision.verdict is not Verdict.INELIGIBLE:
        page.line(f"金额依据：「{short(rule.award.source.quote, 120)}」", 4, "dim")
    if decision.verdict is Verdict.UNKNOWN and not whole:
        page.line("还缺：" + "、".join(f"{m.label} [{m.key}]" for m in decision.missing), 4)
        return
    for reason in decision.reasons:
        page.line(_reason(reason), 4)
        page.line(f"原文：「{short(reason.source.quote)}」", 6, "dim")
    for gate in decision.gates:
        page.line(f"尚待{gate.body or '主管部门'}认定：{gate.gate}", 4)
    for missing in decision.missing:
        page.line(f"还缺：{missing.question}  [{missing.key}]", 4)
    for note in decision.notes:
        page.line(f"{'限制' if note.kind == 'stacking' else '义务'}：{short(note.text, 120)}", 4)
    if decision.window.text:
        page.line(f"申报时间：{short(decision.window.text, 120)}", 4)


def _amount(decision: Decision) -> str:
    amount = decision.amount
    return amount.text + (f"（{amount.total}）" if amount.total else "")


def _reason(reason: Reason) -> str:
    """Whether it speaks for or against the applicant, what it says, and the fact used."""
    fact = f"（{reason.fact}）" if reason.fact else ""
    if reason.truth is Truth.UNKNOWN:
        return f"？ {reason.text}{fact}"
    if reason.role == "exclusion":
        if reason.truth is Truth.TRUE:
            return f"× 属于不予支持的情形：{reason.text}{fact}"
        return f"√ 不属于不予支持的情形：{reason.text}{fact}"
    return f"{'√' if reason.truth is Truth.TRUE else '×'} {reason.text}{fact}"


def recommend_items(
    offer: Offer, facts: Facts, on: date, *, first: int | None, as_json: bool
) -> int:
    """The items in the order worth looking at, one sentence each."""
    found = recommend(offer.rules, facts, on, offer.vocabulary)[:first]
    if as_json:
        from api.shapes import DecisionOut

        items = [
            {
                "reason": r.reason,
                "decision": DecisionOut.of(r.decision, offer.rule(r.rule_id)).model_dump(
                    mode="json"
                ),
            }
            for r in found
        ]
        emit("recommend", ok=True, on=on.isoformat(), items=items)
        return OK
    page = Page()
    if not offer.rules:
        nothing_published(page)
        return OK
    for number, item in enumerate(found, start=1):
        page.title(f"{number}. [{_HEADINGS[item.decision.verdict]}] {item.title}")
        page.line(item.reason, 4)
        page.line(_where(offer.rule(item.rule_id), offer), 4, "dim")
    page.line()
    page.line(DISCLAIMER, style="dim")
    return OK


def tags(offer: Offer, on: date, *, as_json: bool) -> int:
    """Every question the rules ask, with its choices, those most rules use first."""
    questions = tag_questions(offer.rules, offer.vocabulary, on)
    if as_json:
        emit(
            "tags", ok=True, on=on.isoformat(), tags=[q.model_dump(mode="json") for q in questions]
        )
        return OK
    page = Page()
    if not offer.rules:
        nothing_published(page)
        return OK
    page.line(f"{len(offer.rules)} 个条目共询问 {len(questions)} 个条件标签：")
    for question in questions:
        page.title(f"· {question.label}  [{question.key}]  {question.needed_by} 个条目用到")
        page.line(question.question, 4)
        if question.options:
            page.line("选项：" + "｜".join(option.label for option in question.options), 4)
    return OK


def ask(question: str, on: date, *, as_json: bool) -> int:
    """Answer a question from what is published: facts read, decisions, clauses."""
    from api.ask import answer
    from cli.searching import standing_index
    from cli.site import published, settings

    catalogue = published()
    near = standing_index(catalogue.index)
    found = answer(question, catalogue.rules, catalogue.vocabulary, on, catalogue.index, near=near)
    if as_json:
        from api.shapes import DecisionOut, HitOut

        emit(
            "ask",
            ok=True,
            question=question,
            on=on.isoformat(),
            facts=[item.model_dump(mode="json") for item in found.facts],
            decisions=[
                DecisionOut.of(a.decision, a.rule).model_dump(mode="json") for a in found.decisions
            ],
            clauses=[HitOut.of(hit).model_dump(mode="json") for hit in found.hits],
            searched=found.searched,
            nothing=found.nothing,
            contact=settings().contact,
        )
        return OK
    page = Page()
    for item in found.facts:
        unused = f"，没有采用：{item.problem}" if item.problem else ""
        page.line(f"读到：{item.label}（{item.key}）＝{item.value}，来自「{item.quote}」{unused}")
    if found.nothing:
        page.line(f"已发布的政策里没有找到能回答这个问题的内容。请咨询：{settings().contact}")
        return OK
    offer = _offer(catalogue)
    for answered in found.decisions:
        page.line()
        _show(answered.decision, offer, page, whole=False)
    if found.hits:
        page.line()
        page.title(f"相关条款（{found.searched}）：")
    for hit in found.hits:
        passage = hit.passage
        page.line(f"· 《{passage.title}》{passage.place}", 2)
        page.line(f"「{short(passage.span.quote, 160)}」", 4)
        page.line(f"位置：/policies/{passage.document}#s{passage.span.start}", 4, "dim")
    page.line()
    page.line(DISCLAIMER, style="dim")
    return OK
