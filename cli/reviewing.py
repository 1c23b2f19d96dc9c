"""``review``, ``publish`` and ``retire``: what officials do, one step a command."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cli.compiling import short
from cli.files import read_text
from cli.output import Page, emit
from cli.problems import rejected
from cli.program import OK
from cli.site import document_id, opened_store
from rules.codec import dump_ruleset
from rules.ruling import (
    AcceptAsIs,
    AcceptAttribute,
    DeclareJudged,
    DropRule,
    MarkBackground,
    MergeAttribute,
    RenameAttribute,
    Ruling,
    TakeReading,
    told_key,
)
from rules.wording import describe_rule
from rules.wording_reading import describe_reading
from store import DraftRecord


def list_documents(*, as_json: bool) -> int:
    """Every document with its state and what is still open."""
    with opened_store() as store:
        found = store.list_documents()
    if as_json:
        emit("review list", ok=True, documents=[d.model_dump(mode="json") for d in found])
        return OK
    page = Page()
    if not found:
        page.line("还没有文件。可以用 policycalc compile 文件 --save --author 姓名 存入。")
        return OK
    page.table(
        ("编号", "状态", "条目", "待裁定", "起草", "批准", "文件"),
        [
            (
                d.id,
                d.state.chinese,
                str(d.rules),
                str(d.open_blocks),
                d.last_editor,
                d.approver or "—",
                short(d.title or d.source_name),
            )
            for d in found
        ],
    )
    return OK


def show(document: str, *, rules: bool, as_json: bool) -> int:
    """One document: where it stands, what it says, what must be ruled on."""
    with opened_store() as store:
        record = store.get_draft(document_id(store, document))
        vocabulary = store.vocabulary()
    if as_json:
        emit("review show", ok=True, **_plain(record, whole=True))
        return OK
    page = Page()
    draft = record.draft
    if rules:
        page.line(dump_ruleset(draft.ruleset).rstrip("\n"))
        return OK
    page.title(f"《{draft.document.meta.title or draft.document.source_name}》")
    _show_state(record, page)
    page.line(f"提取：{describe_reading(draft)}")
    known = vocabulary.extended(draft.ruleset.attributes)
    for rule in draft.ruleset.rules:
        page.line()
        for number, sentence in enumerate(describe_rule(rule, known)):
            page.line(sentence if number else f"{sentence}  [{rule.id}]", 3 if number else 0)
    page.line()
    _show_blocks(record, page)
    proposed = [a for a in draft.ruleset.attributes if a.proposed]
    if proposed:
        page.line()
        page.line("文件带来的新指标（可用 policycalc review attribute 采纳、改名或并入）：")
    for attribute in proposed:
        page.line(f"· {attribute.label}  [{attribute.id}]", 2)
    return OK


def _show_state(record: DraftRecord, page: Page) -> None:
    page.line(
        f"编号 {record.draft.document.id}，第{record.revision}稿，{record.state.chinese}；"
        f"起草 {record.author}，最后修改 {record.last_editor}"
        + (f"，批准 {record.approver}" if record.approver else "")
    )


def _show_blocks(record: DraftRecord, page: Page) -> None:
    if not record.blocks:
        page.line("没有待裁定的事项。")
        return
    page.line(f"待裁定 {len(record.blocks)} 处，全部裁定后才能批准：")
    for block in record.blocks:
        page.line(f"· {block.line()}", 2)
        page.line(f"--block {block.id}", 4, "dim")


def _plain(record: DraftRecord, *, whole: bool = False) -> dict[str, Any]:
    """The record as JSON; the draft itself only when the whole is asked for."""
    left_out = {} if whole else {"draft"}
    return {
        "document": record.draft.document.id,
        "state": record.state.value,
        **record.model_dump(mode="json", exclude=set(left_out) | {"state"}),
    }


def step(name: str, document: str, actor: str, why: str, *, as_json: bool) -> int:
    """Submit, approve or send back."""
    with opened_store() as store:
        taken = {"submit": store.submit, "approve": store.approve, "send-back": store.send_back}
        record = taken[name](document_id(store, document), actor, why)
    return _report(f"review {name}", record, as_json=as_json)


def rule_on(
    document: str,
    blocks: Sequence[str],
    decision: str,
    actor: str,
    why: str,
    *,
    body: str,
    gate: str,
    rule: str,
    as_json: bool,
) -> int:
    """Decide on blocking things; several blocks get the same decision, all or none."""
    if not why.strip():
        raise rejected("CLI111", "请用 --why 写明理由")
    if not blocks and decision != "drop":
        raise rejected("CLI111", "请用 --block 指明待裁定事项")
    rulings: list[Ruling] = []
    for block in blocks or ("",):
        match decision:
            case "accept":
                rulings.append(AcceptAsIs(block=block, why=why))
            case "background":
                rulings.append(MarkBackground(block=block, why=why))
            case "judged":
                if not body.strip():
                    raise rejected("CLI111", "由部门认定的条件要用 --body 写明部门")
                rulings.append(DeclareJudged(block=block, body=body, gate=gate, why=why))
            case "grammar":
                rulings.append(TakeReading(part=told_key(block), side="grammar", why=why))
            case "model":
                rulings.append(TakeReading(part=told_key(block), side="model", why=why))
            case _:
                if not rule:
                    raise rejected("CLI111", "删去条目要用 --rule 写明条目编号")
                rulings.append(DropRule(rule=rule, block=block, why=why))
    with opened_store() as store:
        record = store.rule_on(document_id(store, document), rulings, actor)
    return _report("review rule", record, as_json=as_json)


def rule_on_attribute(
    document: str,
    attribute: str,
    actor: str,
    why: str,
    *,
    into: str,
    to: str,
    label: str,
    department: str,
    as_json: bool,
) -> int:
    """Accept a proposed attribute, merge it into a known one, or rename it."""
    if into and (to or label):
        raise rejected("CLI111", "--into 与 --to、--label 不能同时使用")
    if bool(to) != bool(label):
        raise rejected("CLI111", "改名要同时写明 --to 新编号 与 --label 新名称")
    ruling: Ruling
    if into:
        if department:
            raise rejected(
                "CLI111", "并入已有指标时，掌握数据的部门以已有指标为准，不写 --department"
            )
        ruling = MergeAttribute(attribute=attribute, into=into, why=why)
    elif to:
        ruling = RenameAttribute(
            attribute=attribute, to=to, label=label, department=department, why=why
        )
    else:
        ruling = AcceptAttribute(attribute=attribute, department=department, why=why)
    with opened_store() as store:
        record = store.rule_on(document_id(store, document), ruling, actor)
    return _report("review attribute", record, as_json=as_json)


def edit(document: str, file: Path, actor: str, why: str, *, as_json: bool) -> int:
    """Put an edited rule file in the place of the document's rules."""
    from rules.codec import check_kinds, check_spans, load_ruleset
    from rules.errors import InputRejected, Severity

    text = read_text(file)
    with opened_store() as store:
        chosen = document_id(store, document)
        vocabulary = store.vocabulary()
        edited = load_ruleset(text, file=str(file), vocabulary=vocabulary)
        found = (
            *check_kinds(edited, vocabulary.extended(edited.attributes)),
            *check_spans(edited, store.get_draft(chosen).draft.document),
        )
        if any(d.severity is Severity.ERROR for d in found):
            raise InputRejected(d.model_copy(update={"file": str(file)}) for d in found)
        record = store.edit_rules(chosen, edited, actor, why)
    return _report("review edit", record, as_json=as_json)


def _report(command: str, record: DraftRecord, *, as_json: bool) -> int:
    if as_json:
        emit(command, ok=True, **_plain(record))
        return OK
    page = Page()
    _show_state(record, page)
    _show_blocks(record, page)
    return OK


def publish(document: str, actor: str, *, as_json: bool) -> int:
    """Make approved rules live."""
    with opened_store() as store:
        done = store.publish(document_id(store, document), actor)
    if as_json:
        emit("publish", ok=True, **done.model_dump(mode="json"))
        return OK
    page = Page()
    for version in done.created:
        page.line(f"已发布 {version.rule.id} 第{version.version}版：{version.rule.title}")
    for rule_id in done.unchanged:
        page.line(f"没有变化 {rule_id}")
    for rule_id in done.still_retired:
        page.line(f"仍为停用 {rule_id}（没有变化的条目不会因发布而恢复）")
    for rule_id in done.withdrawn:
        page.line(f"已撤下 {rule_id}（这一稿中没有这个条目）")
    return OK


def retire(rule_id: str, actor: str, why: str, *, as_json: bool) -> int:
    """Take a published rule out of force."""
    with opened_store() as store:
        version = store.retire(rule_id, actor, why)
    if as_json:
        emit("retire", ok=True, rule=version.model_dump(mode="json"))
    else:
        Page().line(f"已停用 {version.rule.id} 第{version.version}版：{version.rule.title}")
    return OK
