"""``seed``: the sample policies with the rules people read from them, reviewed and published.

Two demonstration people take every step of the review, so that the site has content and the log
shows what a real review leaves behind. Running it again changes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cli.files import read_bytes, read_text
from cli.output import Page, emit, tracked
from cli.problems import rejected
from cli.program import OK
from cli.site import opened_store
from rules.codec import check_kinds, check_spans, load_ruleset
from rules.condition import leaves
from rules.document import LedgerEntry, SentenceKind, SourceSpan
from rules.draft import Draft
from rules.errors import InputRejected
from rules.review import BlockKind, ReviewState
from rules.rule import Rule, RuleSet
from rules.ruling import AcceptAsIs, MarkBackground, Ruling
from rules.tree import nodes
from rules.vocabulary import standard_vocabulary
from store import DraftRecord, Store

AUTHOR, APPROVER = "起草员", "审核员"
_WHY = "示范数据：规则由人逐句读原文写成，这一句不影响是否符合与金额"


class Seeded(NamedTuple):
    """One sample policy and whether it was published now or had been before."""

    slug: str
    document: str
    rules: int
    published_now: bool


def seed(texts: Path, golden: Path, *, as_json: bool) -> int:
    """Publish every policy that has both a text and a golden rule set."""
    for folder in (texts, golden):
        if not folder.is_dir():
            raise rejected("CLI204", str(folder))
    slugs = sorted(path.parent.name for path in golden.glob("*/rules.yaml"))
    with opened_store() as store:
        done = [_one(store, texts / s, golden / s) for s in tracked(slugs, "装入示范政策")]
    if as_json:
        emit("seed", ok=True, policies=[s._asdict() for s in done])
        return OK
    page = Page()
    for item in done:
        state = "已发布" if item.published_now else "本来就已发布"
        page.line(f"{state} {item.slug}：{item.rules} 个条目，文件编号 {item.document}")
    total = sum(item.rules for item in done)
    page.line(f"共 {len(done)} 份示范政策、{total} 个条目，起草 {AUTHOR}、批准 {APPROVER}。")
    page.line("示范政策为虚构，不代表任何地区的真实政策。")
    return OK


def _one(store: Store, text: Path, golden: Path) -> Seeded:
    source = next(iter(sorted(text.glob("source.*"))), None)
    if source is None:
        raise rejected("CLI101", file=str(text / "source.*"))
    data = read_bytes(source)
    file = golden / "rules.yaml"
    rules = load_ruleset(read_text(file), file=str(file))
    draft = _written_by_hand(data, source, rules, str(file))
    record = _kept(store, data, draft)
    if record.state is ReviewState.PUBLISHED:
        return Seeded(golden.name, draft.document.id, len(rules.rules), published_now=False)
    _review(store, record)
    return Seeded(golden.name, draft.document.id, len(rules.rules), published_now=True)


def _written_by_hand(data: bytes, source: Path, rules: RuleSet, file: str) -> Draft:
    """The compiled document with the hand-written rules and a ledger that points at them."""
    from compiler import compile_document

    compiled = compile_document(data, source.name)
    found = (
        *check_kinds(rules, standard_vocabulary().extended(rules.attributes)),
        *check_spans(rules, compiled.document),
    )
    if found:
        raise InputRejected(d.model_copy(update={"file": file}) for d in found)
    ledger = tuple(_entry(entry, rules.rules) for entry in compiled.ledger)
    return compiled.model_copy(update={"ruleset": rules, "ledger": ledger, "diagnostics": ()})


def _entry(entry: LedgerEntry, rules: tuple[Rule, ...]) -> LedgerEntry:
    """The sentence with the rules that rest on it, and what it is to them."""
    resting = tuple(r.id for r in rules if any(_meets(entry.span, s) for s in _supports(r)))
    kind = entry.kind
    if kind is SentenceKind.NOT_MODELLED and resting:
        paid = any(_meets(entry.span, r.award.source) for r in rules)
        kind = SentenceKind.AMOUNT if paid else SentenceKind.CONDITION
    return entry.model_copy(
        update={
            "kind": kind,
            "rules": resting,
            "reason": entry.reason if kind is entry.kind else "",
        }
    )


def _supports(rule: Rule) -> list[SourceSpan]:
    """The spans of a rule's parts; not that of the rule, which covers its whole clause."""
    found = [leaf.source for c in (rule.when, *rule.unless) for leaf in leaves(c)]
    parts = (rule.award, *rule.stacking, *rule.windows, *rule.obligations, *rule.materials)
    found += [n for part in parts for n in nodes(part) if isinstance(n, SourceSpan)]
    return found


def _meets(left: SourceSpan, right: SourceSpan) -> bool:
    return left.start < right.end and right.start < left.end


def _kept(store: Store, data: bytes, draft: Draft) -> DraftRecord:
    document = draft.document.id
    store.save_document(data, draft, AUTHOR)
    record = store.get_draft(document)
    if record.draft.ruleset != draft.ruleset:
        why = "示范数据：按最新的示范规则更正"
        record = store.edit_rules(document, draft.ruleset, AUTHOR, why, diagnostics=())
    return record


def _review(store: Store, record: DraftRecord) -> None:
    document = record.draft.document.id
    rulings: list[Ruling] = [
        MarkBackground(block=block.id, why=_WHY)
        if block.kind is BlockKind.SENTENCE
        else AcceptAsIs(block=block.id, why=_WHY)
        for block in record.blocks
    ]
    state = record.state
    if rulings and state in (ReviewState.DRAFT, ReviewState.IN_REVIEW):
        store.rule_on(document, rulings, AUTHOR)
    if state is ReviewState.DRAFT:
        store.submit(document, AUTHOR)
        state = ReviewState.IN_REVIEW
    if state is ReviewState.IN_REVIEW:
        store.approve(document, APPROVER)
    store.publish(document, APPROVER)
