"""Lists of policies as tables: columns known by their words, one item a row, notes by number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler import compile_document
from compiler.policy_table import policy_tables
from compiler.segment import segment
from rules.document import ClauseKind, PolicyDocument
from rules.draft import Draft
from rules.rule import Rule

Compiled = Callable[..., Draft]
Parts = Callable[[Rule], list[str]]

HEADER = "序号 | 政策名称 | 补贴对象 | 补贴条件 | 补贴标准 | 补贴期限\n"
ROWS = (
    "1 | 见习补贴 | 就业见习基地 | 与见习人员签订见习协议 | 每人每月1800元 | 最长12个月\n"
    "2 | 扩岗补助 | 企业 | 足额缴纳失业保险费12个月以上 | 每招用1人补助1500元 | \n"
)


def rows_of(text: str) -> list[tuple[str, str]]:
    lines, at = [], 0
    for line in text.split("\n"):
        if line:
            lines.append((at, at + len(line)))
        at += len(line) + 1
    return [(r.marker, r.name) for r in policy_tables(text, lines).rows.values()]


def items(draft: Draft) -> list[str]:
    return [rule.title for rule in draft.ruleset.rules]


def asked(draft: Draft, parts: Parts, title: str) -> list[str]:
    (rule,) = [r for r in draft.ruleset.rules if r.title == title]
    return parts(rule)


@pytest.mark.parametrize(
    "header",
    [
        "序号 | 政策名称 | 补贴对象 | 补贴条件 | 补贴标准 | 政策期限",
        "项目名称 | 服务对象 | 申领条件 | 支持标准 | 经办机构",
        "责任单位 | 事项 | 奖补标准 | 享受对象 | 认定标准 | 申请材料",
        "类别 | 补贴项目 | 适用对象 | 金额 | 受理时间 | 备注",
        "政策依据 | 补贴种类 | 条件 | 标准",
        "名称 | 申报条件 | 扶持标准",
    ],
)
def test_a_header_is_known_by_its_words_in_any_order(header: str) -> None:
    words = header.split(" | ")
    names = {"政策名称", "项目名称", "事项", "补贴项目", "补贴种类", "名称"}
    (name,) = names & set(words)
    cells = ["见习补贴" if w == name else "每人1500元" for w in words]
    assert rows_of(f"{header}\n{' | '.join(cells)}\n") == [("第1项", "见习补贴")]


@pytest.mark.parametrize(
    "table",
    [
        "奖项 | 奖励标准 | 名额\n一等奖 | 10万元 | 1个\n",  # classes, not policies: nobody is named
        "按下表标准给予奖励：\n项目 | 条件 | 标准\n一档 | 产值1亿元 | 10万元\n",
        "材料名称 | 份数 | 要求\n申请表 | 1份 | 盖章\n",
        "联系单位 | 联系人 | 联系电话\n区人社局 | 张三 | 6612345\n",
        "项目 | 金额\n育苗 | 200元/亩\n",
        "序号 | 政策名称 | 责任单位\n1 | 见习补贴 | 区人社局\n",  # says of no policy how much
    ],
)
def test_a_table_of_something_else_lists_no_policies(table: str) -> None:
    assert rows_of(table) == []


def test_each_row_is_an_item_with_its_own_cells(draft_of: Compiled, parts_of: Parts) -> None:
    draft = draft_of(f"政策清单\n{HEADER}{ROWS}", head="")
    assert items(draft) == ["见习补贴", "扩岗补助"]
    assert any("签订见习协议" in c for c in asked(draft, parts_of, "见习补贴"))
    second = asked(draft, parts_of, "扩岗补助")
    assert any("unemployment_insured_months" in c for c in second)
    assert not any("见习" in c for c in second)


def test_every_span_is_the_text_and_every_character_is_in_the_ledger(draft_of: Compiled) -> None:
    draft = draft_of(
        f"政策清单\n{HEADER}{ROWS}3 | 租金补贴 | 企业。 |  | 按租金的30%给予补贴 |", head=""
    )
    text = draft.document.text
    for entry in draft.ledger:
        assert text[entry.span.start : entry.span.end] == entry.span.quote
    said = "".join(e.span.quote for e in draft.ledger)
    assert [c for c in said if not c.isspace()] == [c for c in text if not c.isspace()]
    for rule in draft.ruleset.rules:
        assert "|" not in rule.award.source.quote


def test_the_place_is_the_number_of_the_row(draft_of: Compiled) -> None:
    draft = draft_of(f"一、政策清单\n{HEADER}{ROWS}", head="")
    assert [r.place for r in draft.ruleset.rules] == ["一、第1项", "一、第2项"]


def test_a_section_row_heads_its_rows_and_a_header_printed_again_is_none(
    draft_of: Compiled,
) -> None:
    last = "3 | 创业补贴 | 登记失业人员 | 首次创业 | 1万元 | \n"
    body = f"{HEADER}一、稳岗类\n{ROWS}二、创业类\n{HEADER}{last}"
    draft = draft_of(f"政策清单\n{body}", head="")
    assert items(draft) == ["见习补贴", "扩岗补助", "创业补贴"]
    assert [r.place for r in draft.ruleset.rules][-1] == "「二、创业类」第3项"


def test_a_note_names_rows_by_number(draft_of: Compiled, parts_of: Parts) -> None:
    notes = (
        "注：1.第1项和第2项补贴不得同时享受。\n2.列入严重失信主体名单的企业不得享受表中第2项政策。"
    )
    body = f"{ROWS}3 | 创业补贴 | 登记失业人员 | 首次创业 | 1万元 | \n"
    first, second, third = draft_of(f"政策清单\n{HEADER}{body}{notes}", head="").ruleset.rules
    assert (
        [s.kind for s in first.stacking] == ["exclusive_with"] == [s.kind for s in second.stacking]
    )
    assert not third.stacking
    assert not first.unless
    assert second.unless
    assert not third.unless


def test_what_opens_rows_asks_only_what_stands_before(draft_of: Compiled, parts_of: Parts) -> None:
    note = "申请单位未拖欠职工工资的，方可享受第1至2项补贴。"
    body = f"{ROWS}3 | 创业补贴 | 登记失业人员 | 首次创业 | 1万元 | \n"
    draft = draft_of(f"政策清单\n{HEADER}{body}{note}", head="")
    assert "not wage_arrears" in " ".join(asked(draft, parts_of, "见习补贴"))
    assert not any("第" in c for c in asked(draft, parts_of, "见习补贴"))
    assert not any("wage_arrears" in c for c in asked(draft, parts_of, "创业补贴"))


def test_times_of_a_row_are_its_own(draft_of: Compiled) -> None:
    table = (
        "政策名称 | 补贴对象 | 补贴标准 | 受理时间 | 政策期限\n"
        "扩岗补助 | 企业 | 每人1500元 | 2026年3月1日至2026年4月30日 | 实施至2026年12月31日\n"
        "创业补贴 | 登记失业人员 | 1万元 | 全年受理 | \n"
    )
    first, second = draft_of(f"政策清单\n{table}", head="").ruleset.rules
    assert [w.text for w in first.windows] == ["2026年3月1日至2026年4月30日"]
    assert [w.text for w in second.windows] == ["全年受理"]
    assert str(first.validity.end) == "2026-12-31"
    assert second.validity.end is None


@pytest.mark.parametrize(
    ("standard", "amounts"),
    [
        ("1800元/人/月", ["1800元"]),
        ("每亩200元", ["200元"]),
        ("国家级100万元，省级50万元", ["100万元", "50万元"]),
        ("研发费用的10%，最高50万元", ["10%", "50万元"]),
    ],
)
def test_a_standard_may_be_a_bare_sum(
    draft_of: Compiled, standard: str, amounts: list[str]
) -> None:
    table = f"政策名称 | 补贴对象 | 补贴标准\n育苗补助 | 农民专业合作社 | {standard}\n"
    (rule,) = draft_of(f"政策清单\n{table}", head="").ruleset.rules
    award = rule.award.model_dump_json()
    for amount in amounts:
        assert f'"{amount}"' in award


def test_a_sum_told_of_a_budget_grants_nothing(draft_of: Compiled) -> None:
    draft = draft_of("第一条 补贴标准\n年度预算总额500万元。", head="")
    assert not draft.ruleset.rules


def test_the_cells_are_blocks_of_the_row() -> None:
    text = f"政策清单\n{HEADER}{ROWS}".strip()
    found = segment(PolicyDocument.make(text, source_name="x.txt", media_type="text/plain"))
    row = next(c for c in found.clauses if c.heading == "见习补贴")
    cells = [c for c in found.clauses if c.parent == row.index]
    assert row.kind is ClauseKind.ROW
    assert [c.heading for c in cells] == ["补贴对象", "补贴条件", "补贴标准", "补贴期限"]
    assert row.subtree_end == cells[-1].end


def test_a_row_for_others_under_the_same_name_is_an_item_of_its_own(
    draft_of: Compiled, parts_of: Parts
) -> None:
    table = (
        "政策名称 | 补贴对象 | 补贴标准\n"
        "创业补贴 | 登记失业人员 | 给予一次性补贴1万元\n"
        " | 退役军人 | 给予一次性补贴2万元\n"
    )
    draft = draft_of(f"政策清单\n{table}", head="")
    assert items(draft) == ["创业补贴", "创业补贴"]
    assert [parts_of(rule) for rule in draft.ruleset.rules] == [
        ["person_category has 登记失业人员"],
        ["person_category has 退役军人"],
    ]


def page(*rows: str) -> Draft:
    """A page with one table; each row is its cells in HTML."""
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return compile_document(
        f"<html><body><h1>政策清单</h1><table>{table}</table></body></html>".encode(), "t.html"
    )


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def test_a_row_without_name_and_recipients_goes_on_with_the_row_above() -> None:
    (rule,) = page(
        cells("政策名称", "补贴对象", "补贴标准"),
        cells("创业补贴", "登记失业人员", "给予一次性补贴1万元"),
        cells("", "", "合伙创业的，给予一次性补贴2万元"),
    ).ruleset.rules
    assert rule.award.kind == "cases"


def test_a_name_merged_over_rows_names_each_of_them(parts_of: Parts) -> None:
    draft = page(
        cells("政策名称", "补贴对象", "补贴标准"),
        '<td rowspan="2">创业补贴</td>' + cells("登记失业人员", "1万元"),
        cells("退役军人", "2万元"),
        '<td colspan="3">二、其他</td>',
        cells("租金补贴", "个体工商户", "按租金的30%给予补贴"),
    )
    assert items(draft) == ["创业补贴", "创业补贴", "租金补贴"]
    assert [parts_of(rule) for rule in draft.ruleset.rules][:2] == [
        ["person_category has 登记失业人员"],
        ["person_category has 退役军人"],
    ]


KINDS = (
    "政策名称 | 补贴对象 | 补贴标准\n"
    "扩岗补助 | 招用高校毕业生的企业、社会组织和个体工商户 | 每招用1人补助1500元\n"
    "创业补贴 | 登记失业人员、残疾人以及毕业5年内的高校毕业生 | 给予一次性补贴1万元\n"
)


def test_what_is_asked_of_bodies_and_of_people_goes_to_the_rows_for_each(
    draft_of: Compiled, parts_of: Parts
) -> None:
    asks = "二、申请单位应当在青屏区登记注册；申请个人应当具有云江市户籍。\n"
    draft = draft_of(f"{asks}三、政策清单\n{KINDS}")
    body, people = (" ".join(parts_of(rule)) for rule in draft.ruleset.rules)
    assert [str(rule.subject) for rule in draft.ruleset.rules] == ["enterprise", "person"]
    assert "registered_region" in body
    assert "household_region" not in body
    assert "household_region" in people
    assert "registered_region" not in people


def test_a_sentence_about_one_of_them_is_asked_of_all(draft_of: Compiled, parts_of: Parts) -> None:
    asks = "二、申请单位应当在青屏区登记注册；近两年未拖欠职工工资。\n"
    draft = draft_of(f"{asks}三、政策清单\n{KINDS}")
    assert all("registered_region" in " ".join(parts_of(r)) for r in draft.ruleset.rules)


def test_enterprises_beside_other_kinds_are_a_kind(draft_of: Compiled, parts_of: Parts) -> None:
    rule = draft_of(f"政策清单\n{KINDS}").ruleset.rules[0]
    assert any("企业|社会组织|个体工商户" in c for c in parts_of(rule))


def cards(behind: str = "") -> str:
    return (
        "政策名称 | 人才津贴\n适用对象 | 硕士研究生以上学历人才\n政策内容 | 每人每月补贴1000元\n"
        "政策名称 | 引才奖励\n适用对象 | 人力资源服务机构\n政策内容 | 给予一次性奖励2000元\n"
        f"{behind}"
    )


def test_a_table_for_each_policy_keeps_its_conditions_to_itself(
    draft_of: Compiled, parts_of: Parts
) -> None:
    draft = draft_of(f"政策清单\n{cards()}", head="")
    assert items(draft) == ["人才津贴", "引才奖励"]
    assert not any("entity_type" in c for c in asked(draft, parts_of, "人才津贴"))
    assert not any("education" in c for c in asked(draft, parts_of, "引才奖励"))


def test_what_stands_behind_the_last_card_is_said_of_all(
    draft_of: Compiled, parts_of: Parts
) -> None:
    draft = draft_of(f"政策清单\n{cards('列入严重失信主体名单的，不得享受上述政策。')}", head="")
    assert all(rule.unless for rule in draft.ruleset.rules)


def test_a_table_of_a_notice_is_no_card(draft_of: Compiled) -> None:
    draft = draft_of(
        "会议通知\n项目名称 | 业务培训\n会议时间 | 3月1日\n会议地点 | 区政府\n", head=""
    )
    assert not draft.ruleset.rules


def test_an_exclusion_that_names_no_row_holds_for_all_beside_one_that_does(
    draft_of: Compiled,
) -> None:
    note = "注：被列入严重失信主体名单的企业不享受第2项政策。列入经营异常名录的企业不享受上述政策。"
    first, second = draft_of(f"政策清单\n{HEADER}{ROWS}{note}", head="").ruleset.rules
    assert len(first.unless) == 1
    assert len(second.unless) == 2
