"""Lists of benefits, each with blocks of its own: a name with a full stop, kinds paid apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler import compile_document
from rules.draft import Draft
from rules.rule import Rule


def compiled(text: str) -> Draft:
    return compile_document(text.encode(), "清单.txt")


LISTS = [
    (
        "惠民补贴清单\n"
        "（一）租房补贴。\n1.补贴对象：具有青屏区户籍的居民。\n2.补贴标准：每人每月300元。\n"
        "（二）一次性安家补贴政策\n1.对象及条件：退役军人。\n2.补贴标准：给予8000元补贴。",
        [("租房补贴", 1), ("一次性安家补贴政策", 1)],
    ),
    (
        "残疾人扶助事项\n"
        "1.辅具购置补助。\n（1）申请对象：持证残疾人。\n（2）补助标准：每人500元。\n"
        "2.助学金。\n（1）申请对象：残疾学生。\n（2）补助标准：每人每年1000元。",
        [("辅具购置补助", 1), ("助学金", 1)],
    ),
    (
        "就业服务清单\n"
        "一、求职补贴。\n（一）享受条件：登记失业人员。\n（二）补贴标准：600元/人。\n"
        "二、创业扶持政策\n（一）享受条件：返乡创业人员。\n（二）补贴标准：给予4000元补贴。",
        [("求职补贴", 1), ("创业扶持政策", 1)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_each_benefit_of_a_list_asks_what_its_own_blocks_ask(
    text: str,
    expected: list[tuple[str, int]],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    rules = compiled(text).ruleset.rules
    assert [(rule.title, len(parts_of(rule))) for rule in rules] == expected


PAID_APART = [
    "（一）补贴对象\n1.招用登记失业人员的小微企业。\n2.招用退役军人的社会组织。\n"
    "（二）补贴标准\n1.对招用登记失业人员的小微企业，按每人1000元给予补贴。\n"
    "2.对招用退役军人的社会组织，按每人3000元给予补贴。",
    "一、奖励对象\n（一）带动脱贫人口就业的家庭农场。\n（二）设立就业车间的服装加工企业。\n"
    "二、奖励标准\n（一）对带动脱贫人口就业的家庭农场，每家奖励2万元。\n"
    "（二）对设立就业车间的服装加工企业，每家奖励5万元。",
    "（一）扶持对象\n1.创办养老机构的退役军人。\n2.开办托育园的返乡创业人员。\n"
    "（二）扶持标准\n1.创办养老机构的退役军人，给予一次性补贴1万元。\n"
    "2.开办托育园的返乡创业人员，给予一次性补贴8000元。",
]


@pytest.mark.parametrize("text", PAID_APART)
def test_kinds_listed_by_number_are_asked_by_the_item_that_pays_them(
    text: str, parts_of: Callable[[Rule], list[str]]
) -> None:
    first, second = compiled("青屏区一次性吸纳补贴\n" + text).ruleset.rules
    assert not set(parts_of(first)) & set(parts_of(second))


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("青屏区人才租房补贴\n一、发放对象和标准\n硕士每人每月600元。", "青屏区人才租房补贴"),
        ("云江市高龄津贴\n（一）补贴标准\n80周岁以上老年人每人每月100元。", "云江市高龄津贴"),
        ("临山县就业见习补贴\n享受范围及标准\n见习人员每人每月900元。", "临山县就业见习补贴"),
    ],
)
def test_a_block_below_the_first_line_does_not_name_the_paper(lines: str, title: str) -> None:
    (part,) = compiled(lines).parts
    assert part.meta.title == title
