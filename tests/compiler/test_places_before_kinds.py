"""Places before kinds and trades, places where people live, years of profit, kinds shut out."""

from __future__ import annotations

import pytest

from rules.rule import Rule
from tests.compiler.conftest import compiled, parts

HERE = "registered_region in 霁州市"


def rule_of(said: str) -> Rule:
    """The only rule of an article."""
    (rule,) = compiled(f"霁州市服务办法\n第一条 {said}。\n", head="").ruleset.rules
    return rule


@pytest.mark.parametrize(
    ("whom", "expected"),
    [
        # the words of the area belong to the place
        ("对本市行政区域内的花卉种植企业", [HERE, "industry in 花卉种植"]),
        ("对本市范围内竹编企业", [HERE, "industry in 竹编"]),
        ("对我市辖区内养老机构", [HERE, "entity_type in 养老机构"]),
        # and stand before a list as before one
        ("对本市花卉企业和园艺企业", [HERE, "industry in 花卉|园艺"]),
        ("对本市的农户、家庭农场和苗木合作社", [HERE, "entity_type in 农户|家庭农场|苗木合作社"]),
        # people live, work or study there
        ("对在本市行政区域内居住的老年人", ["residence_region in 霁州市"]),
        ("对在本市辖区范围内长期居住的老年人", ["residence_region in 霁州市"]),
        ("对在本市生活的老年人", ["residence_region in 霁州市"]),
        ("对在本市行政区域内就业的毕业生", ["employment_region in 霁州市"]),
        # 针对 says whom, as 对 does
        ("针对汽车零部件企业", ["industry in 汽车零部件"]),
        # a profit in each of the years
        ("对近两年连续盈利的企业", ["each(net_profit@Y-2..Y-1) > 0元"]),
        ("对上两个会计年度均盈利的企业", ["each(net_profit@Y-2..Y-1) > 0元"]),
        ("对连续三年盈利的企业", ["each(net_profit@Y-3..Y-1) > 0元"]),
    ],
)
def test_the_place_stands_beside_the_kind(whom: str, expected: list[str]) -> None:
    """Neither the place nor the trade behind it is lost."""
    assert parts(rule_of(f"{whom}，给予2万元补贴")) == expected


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("以下企业不适用：建筑企业、典当行", ("建筑企业", "典当行")),
        ("下列机构除外：担保机构、典当行", ("担保机构", "典当行")),
    ],
)
def test_whom_a_colon_shuts_out(said: str, kinds: tuple[str, ...]) -> None:
    """以下 and 下列 are no trades: the kinds behind the colon are shut out."""
    rule = rule_of(f"对企业给予2万元补贴。{said}")
    assert [getattr(unless, "values", ()) for unless in rule.unless] == [kinds]
