"""``compile`` and ``check-rules``: from files to drafts, shown to a person or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.extracting import Reader, Wanted, reader_of
from cli.files import read_bytes, read_text
from cli.output import Page, emit, plain_diagnostics, tracked
from cli.problems import problem
from cli.program import OK, REFUSED
from rules.codec import check_kinds, check_spans, dump_json, load_ruleset
from rules.condition import AllOf, Condition, leaves
from rules.document import DocumentMeta, SentenceKind, SourceSpan
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity
from rules.rule import Rule, RuleSet
from rules.tree import nodes
from rules.vocabulary import Vocabulary, standard_vocabulary
from rules.wording import describe_award, describe_condition, describe_rule, describe_stacking
from rules.wording_reading import describe_reading

_SHOWN = 20
GRAMMAR = Wanted()
_KINDS = {
    SentenceKind.HEADING: "标题",
    SentenceKind.CONDITION: "条件",
    SentenceKind.AMOUNT: "金额",
    SentenceKind.EXCLUSION: "不予支持",
    SentenceKind.STACKING: "叠加限制",
    SentenceKind.WINDOW: "申报时间",
    SentenceKind.PROCEDURE: "程序",
    SentenceKind.OBLIGATION: "义务",
    SentenceKind.DEFINITION: "定义",
    SentenceKind.BACKGROUND: "背景",
    SentenceKind.NOT_MODELLED: "未成规则",
}


@dataclass(frozen=True)
class Compiled:
    """One file named on the command line and what became of it."""

    file: str
    data: bytes
    draft: Draft | None
    diagnostics: tuple[Diagnostic, ...]
    saved: str = ""
    notes: tuple[str, ...] = ()  # what the model cost, what is still to be answered by hand

    @property
    def ok(self) -> bool:
        """Whether nothing in it blocks publication."""
        return self.draft is not None and not _errors(self.diagnostics)


def compile_files(
    files: Sequence[Path],
    wanted: Wanted,
    *,
    author: str,
    save: bool,
    brief: bool,
    as_json: bool,
) -> int:
    """Compile every file; one that cannot be used does not keep the others back."""
    done = [compile_one(path, wanted) for path in tracked(files, "编译")]
    if save:
        done = _saved(done, author)
    if as_json:
        emit("compile", all(c.ok for c in done), files=[_plain(c) for c in done])
    else:
        page = Page()
        for number, compiled in enumerate(done):
            if number:
                page.line()
            show(compiled, page, brief=brief)
    return OK if all(c.ok for c in done) else REFUSED


def compile_one(path: Path, wanted: Wanted = GRAMMAR) -> Compiled:
    """Compile one file; never raises for a bad one."""
    from compiler import compile_document

    name, data = str(path), b""
    reader = reader_of(wanted)
    try:
        data = read_bytes(path)
        draft = compile_document(data, path.name, extraction=reader.extraction)
    except InputRejected as error:
        found = tuple(_in_file(d, name) for d in error.diagnostics)
        return Compiled(name, data, None, found)
    found = tuple(_in_file(_placed(d, draft), name) for d in draft.diagnostics)
    return Compiled(name, data, draft, found, notes=_notes(reader, draft))


def _notes(reader: Reader, draft: Draft) -> tuple[str, ...]:
    """What the model cost; which questions of a worksheet are open, what was written wrongly."""
    lines = [reader.cost_line(len(draft.document.text))]
    if (sheet := reader.worksheet) is not None:
        lines += [f"待写：{place}" for place in sheet.open]
        lines += [f"要改：{complaint}" for complaint in sheet.complaints]
        lines.append(f"已答 {sheet.answered} 个，待写 {len(sheet.open)} 个")
    return tuple(line for line in lines if line)


def _placed(diagnostic: Diagnostic, draft: Draft) -> Diagnostic:
    """The diagnostic with the clause its span stands in, as an official would cite it."""
    span = diagnostic.span
    if diagnostic.place or span is None:
        return diagnostic
    around = [c for c in draft.clauses if c.start <= span.start < c.subtree_end and c.path]
    place = max(around, key=lambda c: c.level).place if around else ""
    return diagnostic.model_copy(update={"place": place})


def _saved(done: Sequence[Compiled], author: str) -> list[Compiled]:
    from dataclasses import replace

    from cli.site import opened_store

    with opened_store() as store:
        return [
            replace(c, saved=store.save_document(c.data, c.draft, author).outcome) if c.draft else c
            for c in done
        ]


def show(compiled: Compiled, page: Page, *, brief: bool) -> None:
    """One compiled file for a person: every item with its conditions, amount and quotes."""
    draft = compiled.draft
    if draft is None:
        page.title(f"{compiled.file}：没有编译成功")
        page.diagnostics(compiled.diagnostics, 2)
        return
    meta = draft.document.meta
    page.title(f"《{meta.title or draft.document.source_name}》")
    page.line(_about(meta))
    counts = Counter(entry.kind for entry in draft.ledger)
    page.line(
        f"文件 {compiled.file}：{len(draft.parts)} 项政策，{len(draft.ruleset.rules)} 个补贴条目，"
        f"{len(draft.ledger)} 个句子全部有归类"
    )
    page.line("句子归类：" + "、".join(f"{_KINDS[k]} {n}" for k, n in counts.most_common()))
    exact, checked = _spans(draft)
    page.line(f"引文核对：{checked} 处引文，{exact} 处与原文逐字一致")
    page.line(f"提取：{describe_reading(draft)}")
    for note in compiled.notes:
        page.line(note)
    if compiled.saved:
        page.line(_SAVED[compiled.saved].format(id=draft.document.id))
    _show_rules(draft, page, brief=brief)
    _show_diagnostics(compiled.diagnostics, page)


_SAVED = {
    "created": "已存为草稿，编号 {id}",
    "unchanged": "与库中的草稿相同，没有改动，编号 {id}",
    "recompiled": "草稿已按这次编译更新，编号 {id}",
    "kept": "库中的草稿已有人修改或送审，予以保留，这次编译没有存入，编号 {id}",
}


def _about(meta: DocumentMeta) -> str:
    published = f"{meta.published} 发布" if meta.published else ""
    said = [part for part in (meta.issuer, meta.number, published) if part]
    return " · ".join(said) or "（文中没有写明发文机关、文号、日期）"


def _show_rules(draft: Draft, page: Page, *, brief: bool) -> None:
    """The items; in a file of several policies under the policy each stands in."""
    vocabulary = standard_vocabulary().extended(draft.ruleset.attributes)
    numbered = list(enumerate(draft.ruleset.rules, start=1))
    several = len(draft.parts) > 1
    for part in draft.parts:
        mine = [(n, r) for n, r in numbered if part.start <= r.source.start < part.end]
        if several:
            page.line()
            page.title(f"◆ 《{part.meta.title}》 {len(mine)} 个条目")
            page.line(_about(part.meta), 2)
        if brief:
            continue
        for number, rule in mine:
            page.line()
            _show_rule(number, rule, vocabulary, page)


def _show_rule(number: int, rule: Rule, vocabulary: Vocabulary, page: Page) -> None:
    place = f"（{rule.place}）" if rule.place else ""
    page.title(f"{number}. {rule.title}{place}  [{rule.id}]")
    when = rule.when.of if isinstance(rule.when, AllOf) else (rule.when,)
    page.line("条件", 3)
    for condition in when:
        _show_part(describe_condition(condition, vocabulary), quotes(condition), page)
    if rule.unless:
        page.line("不予支持", 3)
    for condition in rule.unless:
        _show_part(describe_condition(condition, vocabulary), quotes(condition), page)
    page.line("支持标准", 3)
    award = rule.award
    _show_part(describe_award(award, vocabulary), short(award.source.quote, 120), page)
    if rule.stacking:
        page.line("叠加限制", 3)
    for stacking in rule.stacking:
        _show_part(describe_stacking(stacking), short(stacking.source.quote), page)


def _show_part(text: str, quote: str, page: Page) -> None:
    page.line(f"· {text}", 5)
    page.line(f"原文：「{quote}」", 7, "dim")


def quotes(condition: Condition) -> str:
    """The words a condition rests on, each stretch once."""
    found = dict.fromkeys(leaf.source.quote for leaf in leaves(condition))
    return " … ".join(short(quote) for quote in found)


def short(quote: str, limit: int = 60) -> str:
    """A quote on one line, cut in the middle when it is long."""
    flat = " ".join(quote.split())
    return flat if len(flat) <= limit else f"{flat[: limit // 2]}……{flat[-limit // 3 :]}"


def _show_diagnostics(found: Sequence[Diagnostic], page: Page) -> None:
    """All errors; of warnings and notes the first few of each, equal ones once."""
    page.line()
    if not found:
        page.line("没有需要处理的问题。")
        return
    counts = Counter(d.severity for d in found)
    page.line(
        f"问题：错误 {counts[Severity.ERROR]}、提醒 {counts[Severity.WARNING]}、"
        f"说明 {counts[Severity.NOTE]}。有错误的不能发布，须先由人裁定。"
    )
    for severity in Severity:
        mine = dict.fromkeys(
            d.model_copy(update={"file": "", "span": None}) for d in found if d.severity is severity
        )
        shown = list(mine) if severity is Severity.ERROR else list(mine)[:_SHOWN]
        page.diagnostics(shown, 2)
        if len(shown) < len(mine):
            page.line(f"……这一级共 {len(mine)} 处，用 --json 列出全部", 2)


def _plain(compiled: Compiled) -> dict[str, Any]:
    draft = compiled.draft
    shown: dict[str, Any] = {
        "file": compiled.file,
        "ok": compiled.ok,
        "diagnostics": plain_diagnostics(compiled.diagnostics),
    }
    if draft is None:
        return shown
    exact, checked = _spans(draft)
    vocabulary = standard_vocabulary().extended(draft.ruleset.attributes)
    return {
        **shown,
        **({"saved": compiled.saved} if compiled.saved else {}),
        "document": draft.document.model_dump(mode="json"),
        "parts": [part.model_dump(mode="json") for part in draft.parts],
        "spans": {"checked": checked, "exact": exact},
        "ruleset": json.loads(dump_json(draft.ruleset)),
        "wording": {rule.id: describe_rule(rule, vocabulary) for rule in draft.ruleset.rules},
        "ledger": [entry.model_dump(mode="json") for entry in draft.ledger],
        **(_plain_reading(draft, compiled) if draft.replies or compiled.notes else {}),
        "sentences": dict(Counter(entry.kind.value for entry in draft.ledger)),
    }


def _plain_reading(draft: Draft, compiled: Compiled) -> dict[str, Any]:
    """What a model said, and how its reading stands to the grammar's."""
    return {
        "reading": describe_reading(draft),
        "notes": list(compiled.notes),
        "replies": [reply.model_dump(mode="json") for reply in draft.replies],
        "origins": [origin.model_dump(mode="json") for origin in draft.origins],
        "consensus": [part.model_dump(mode="json") for part in draft.consensus],
    }


def _spans(draft: Draft) -> tuple[int, int]:
    """How many of the rules' and the ledger's spans equal their quote, and how many there are."""
    spans = {n for n in nodes(draft.ruleset) if isinstance(n, SourceSpan)}
    spans |= {entry.span for entry in draft.ledger}
    return sum(draft.document.holds(span) for span in spans), len(spans)


def check_rule_files(files: Sequence[Path], text: Path | None, *, as_json: bool) -> int:
    """Check rule files; with the policy's text also every quote against it."""
    found: list[Diagnostic] = []
    counts: dict[str, int] = {}
    owners: dict[str, str] = {}
    for path in tracked(files, "检查"):
        try:
            ruleset = load_ruleset(read_text(path), file=str(path))
        except InputRejected as error:
            found.extend(error.diagnostics)
            continue
        counts[str(path)] = len(ruleset.rules)
        found.extend(_in_file(d, str(path)) for d in _faults(ruleset, text, str(path)))
        for rule in ruleset.rules:
            owner = owners.setdefault(rule.id, str(path))
            if owner != str(path):
                found.append(problem("CLI107", rule.id, file=str(path), place=f"另见 {owner}"))
    failed = bool(_errors(found))
    if as_json:
        emit("check-rules", not failed, rules=counts, diagnostics=plain_diagnostics(found))
        return REFUSED if failed else OK
    page = Page()
    for file, count in counts.items():
        page.line(f"{file}：{count} 条规则")
    page.diagnostics(found)
    page.line("有错误，请更正后再检查。" if failed else "检查通过。")
    return REFUSED if failed else OK


def _faults(ruleset: RuleSet, text: Path | None, file: str) -> Iterator[Diagnostic]:
    yield from check_kinds(ruleset, standard_vocabulary().extended(ruleset.attributes))
    if text is None:
        return
    from compiler.read import read

    document = read(read_bytes(text), text.name).document
    if ruleset.document.id and document.id != ruleset.document.id:
        yield problem("CLI110", ruleset.document.id, file=file, place=str(text))
        return
    yield from check_spans(ruleset, document)


def _errors(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.severity is Severity.ERROR]


def _in_file(diagnostic: Diagnostic, file: str) -> Diagnostic:
    """The diagnostic with the path as it was written on the command line."""
    return diagnostic.model_copy(update={"file": file})
