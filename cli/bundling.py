"""``bundle``: which items one applicant can have together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cli.compiling import short
from cli.files import read_text
from cli.matching import DISCLAIMER, Offer
from cli.output import Page, emit
from cli.program import OK
from matcher import Facts, evaluate
from matcher.bundle import bundle
from matcher.bundle_limits import Clause
from matcher.bundle_result import Bundle, Plan, Selection
from matcher.receipts import read_receipts

_QUOTE = 80


def combine(
    offer: Offer,
    facts: Facts,
    on: date,
    received: Path | None,
    *,
    whole: bool,
    proof: bool,
    as_json: bool,
) -> int:
    """The best combination, certain and possible, with what was left out and why."""
    receipts = None
    if received is not None:
        known = {rule.id for rule in offer.rules}
        receipts = read_receipts(read_text(received), file=str(received), known=known)
    decided = [(rule, evaluate(rule, facts, on, offer.vocabulary)) for rule in offer.rules]
    found = bundle(decided, on, receipts)
    if as_json:
        from api.bundle_shapes import BundleOut

        rules = {rule.id: rule for rule in offer.rules}
        answer = BundleOut.of(found, rules, proof=proof).model_dump(mode="json")
        emit("bundle", ok=True, **answer)
        return OK
    _show(found, offer, Page(), whole=whole)
    return OK


def _show(found: Bundle, offer: Offer, page: Page, *, whole: bool) -> None:
    considered = len(offer.rules) - len(found.ineligible)
    page.line(
        f"测算日期 {found.on}，一年内。共 {len(offer.rules)} 项："
        f"不符合的 {len(found.ineligible)} 项不再考虑，其余 {considered} 项求最优组合。"
    )
    page.line()
    page.title(f"【有把握的组合】合计 {_totals(found.certain)}")
    page.line("只算条件已经全部符合的条目，金额按最低计。", 2)
    _selection(found.certain.keeping, offer, page, whole=whole)
    page.line()
    bound = "" if found.possible_is_bound else "，另有金额不能确定的条目"
    page.title(f"【最多可能的组合】合计最多 {_totals(found.possible)}{bound}")
    page.line("还缺信息、尚待评审的条目也算上，金额按最高计。", 2)
    _selection(found.possible.keeping, offer, page, whole=True)
    if found.open:
        page.line()
        page.title("【原文没有写清、要向主管部门核对的叠加规定】")
    titles = {rule.id: rule.title for rule in offer.rules}
    for question in found.open:
        _clause(question.clause, page, 2)
        page.line(f"为什么不能判断：{question.why}。", 4)
        page.line("涉及：" + "、".join(titles[rule] for rule in question.rules), 4)
    page.line()
    page.title("【以上合计的前提】")
    for premise in found.premises:
        page.line(f"· {premise.text}", 2)
        if premise.clause is not None:
            _source(premise.clause, page, 4)
    page.line()
    page.line(DISCLAIMER, style="dim")


def _totals(plan: Plan) -> str:
    """One sum, or both where clauses are open."""
    low, high = plan.keeping.total, plan.ignoring.total
    if low == high:
        return str(low)
    return f"{low}（待核对的叠加规定如果都不适用，为 {high}）"


def _selection(selection: Selection, offer: Offer, page: Page, *, whole: bool) -> None:
    if not selection.items and not selection.beside:
        page.line("还没有能确定的条目。", 2)
    for number, item in enumerate(selection.items, start=1):
        cut = f"（原为 {item.full}，超出年度上限的部分不再计）" if item.cut_by else ""
        note = f"，{item.note}" if item.note else ""
        page.line(f"{number}. {item.title}：{item.amount}{cut}{note}", 2)
        page.line(_where(item.rule_id, offer), 5, "dim")
    for other in selection.beside:
        page.line(f"另可享受 {other.title}：{other.text}（不计入合计）", 2)
    for line in selection.caps:
        if line.cut.yuan:
            doubt = "" if line.sure else "（这条是否适用还要核对）"
            page.line(
                f"年度上限 {line.limit}{doubt}：各项共 {line.asked}，已领取 {line.received}，"
                f"只计 {line.paid}，少 {line.cut}。",
                2,
            )
            _source(line.clause, page, 4)
    shown = [item for item in selection.left_out if whole or item.why != "undecided"]
    if shown:
        page.line(f"没有选的 {len(shown)} 项：", 2)
    alike: dict[tuple[str, Clause | None], list[str]] = {}
    for left in shown:
        alike.setdefault((left.text, left.clause), []).append(left.title)
    for (text, clause), titles in alike.items():
        many = f"（{len(titles)} 项）" if len(titles) > 1 else ""
        page.line(f"· {'、'.join(titles)}{many}：{text}。", 4)
        if clause is not None:
            _source(clause, page, 6)
    hidden = len(selection.left_out) - len(shown)
    if hidden:
        page.line(f"另有 {hidden} 项还缺信息或尚待评审，没有算进来（用 --all 逐项列出）。", 2)
    if not selection.certificate.proved:
        most = selection.certificate.bound - selection.certificate.total
        page.line(f"条目之间的限制太多，没有算尽：最优合计至多再高 {most / 100:.2f} 元。", 2)


def _where(rule_id: str, offer: Offer) -> str:
    return f"《{offer.titles[rule_id]}》{offer.rule(rule_id).place}"


def _clause(clause: Clause, page: Page, indent: int) -> None:
    page.line(f"· {clause.text}", indent)
    _source(clause, page, indent + 2)


def _source(clause: Clause, page: Page, indent: int) -> None:
    page.line(f"《{clause.policy}》：「{short(clause.source.quote, _QUOTE)}」", indent, "dim")
