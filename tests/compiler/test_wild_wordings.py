"""Wordings of texts nobody here wrote: names in marks, won again, whose duty, polarity."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition, leaves
from rules.draft import Draft


@pytest.fixture
def when_of(
    draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> Callable[[str], str]:
    """What the only rule of one article asks."""

    def when(article: str) -> str:
        (rule,) = draft_of(f"第一条 {article}").ruleset.rules
        return short_of(rule.when)

    return when


IN_MARKS = [
    (
        "对实施符合《装备制造业企业更新改造投资目录》的项目",
        "?实施符合《装备制造业企业更新改造投资目录》",
    ),
    (
        "对列入《重点新材料企业培育计划（2025—2027年）》的企业",
        "《重点新材料企业培育计划（2025—2027年）》",
    ),
    ("对产品纳入《绿色食品产业推广应用名录》的企业", "《绿色食品产业推广应用名录》"),
]


@pytest.mark.parametrize(("who", "whole"), IN_MARKS)
def test_nothing_is_read_inside_the_name_of_a_document(
    who: str, whole: str, when_of: Callable[[str], str]
) -> None:
    read = when_of(f"{who}，给予10万元奖励。")
    assert whole in read
    assert "one_of" not in read
    assert read.count("《") == read.count("》") == 1


def test_accordance_with_a_document_is_asked_beside_the_figure_behind_it(
    when_of: Callable[[str], str],
) -> None:
    read = when_of("对符合《产业指导目录》总投资4000万元以上的项目，给予10万元奖励。")
    assert read == "all(?符合《产业指导目录》; project_investment@now >= 4000万元)"


AGAIN = [
    ("再次通过认定的高新技术企业", "all(?再次通过认定; titles has 国家高新技术企业)"),
    ("重新认定的专精特新中小企业", "all(?重新认定; titles has 专精特新中小企业)"),
    ("再次获得市质量奖的企业", "all(?再次获得市质量奖; awards_won has 市质量奖)"),
    (
        "通过高新技术企业复审的企业",
        "all(?通过高新技术企业复审; titles has 国家高新技术企业)",
    ),
]


@pytest.mark.parametrize(("who", "expected"), AGAIN)
def test_a_title_won_once_more_is_not_won_first(
    who: str, expected: str, when_of: Callable[[str], str]
) -> None:
    assert when_of(f"对{who}，给予10万元奖励。") == expected


@pytest.mark.parametrize(
    ("who", "holder", "won"),
    [
        ("龙头企业首次获得省质量奖的", "titles has 龙头企业", "first awards_won has 省质量奖"),
        (
            "高新技术企业首次入选独角兽企业的",
            "titles has 国家高新技术企业",
            "first titles has 独角兽企业",
        ),
        ("瞪羚企业首次获得科学技术奖的", "titles has 瞪羚企业", "first awards_won has 科学技术奖"),
    ],
)
def test_the_first_time_is_that_of_the_prize_alone(
    who: str, holder: str, won: str, when_of: Callable[[str], str]
) -> None:
    read = when_of(f"{who}，给予10万元奖励。")
    assert f"{holder};" in read
    assert won in read


LEVELS = [
    ("国家级、自治区级技术创新中心", ["国家级技术创新中心", "自治区级技术创新中心"]),
    ("自治区级、盟市级工业设计中心", ["自治区级工业设计中心", "盟市级工业设计中心"]),
    ("自治州级、旗县级示范基地", ["自治州级示范基地", "旗县级示范基地"]),
]


@pytest.mark.parametrize(("titles", "expected"), LEVELS)
def test_levels_of_autonomous_regions_share_the_title_behind_them(
    titles: str, expected: list[str], when_of: Callable[[str], str]
) -> None:
    read = when_of(f"对认定为{titles}的企业，给予10万元奖励。")
    assert all(title in read for title in expected)


@pytest.mark.parametrize(
    "aside",
    [
        "项目竣工后，区财政部门将补助资金列入下年度预算。",
        "所需资金由区、镇两级财政按比例承担。",
        "在上级补助资金基础上，区财政予以兜底补足。",
        "企业用地需求将予以优先安排。",
    ],
)
def test_what_offices_and_the_money_do_is_asked_of_nobody(
    aside: str, when_of: Callable[[str], str]
) -> None:
    assert when_of(f"对国家高新技术企业，给予10万元奖励。{aside}") == "titles has 国家高新技术企业"


@pytest.mark.parametrize("effort", ["加大信贷贴息力度", "强化要素保障", "拓宽融资渠道"])
def test_the_effort_of_the_policy_is_no_condition(
    effort: str, when_of: Callable[[str], str]
) -> None:
    read = when_of(f"{effort}，对国家高新技术企业给予10万元奖励。")
    assert read == "titles has 国家高新技术企业"


@pytest.mark.parametrize(
    "lower",
    [
        "鼓励具备条件的县区（园区）给予配套奖励。",
        "鼓励各县市区结合实际给予配套补助。",
        "支持有条件的乡镇给予资金支持。",
    ],
)
def test_what_lower_authorities_are_encouraged_to_pay_is_no_item(
    lower: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(f"第一条 对国家高新技术企业，给予10万元奖励。{lower}")
    assert len(draft.ruleset.rules) == 1


@pytest.mark.parametrize(
    "besides",
    [
        "除享受区上市奖励政策外，按照已享受奖励金额的30%再给予补助",
        "除按规定享受市级补贴外，区财政另给予5万元奖励",
        "除执行省级奖补政策外，再给予5万元奖励",
    ],
)
def test_what_is_had_besides_shuts_nobody_out(besides: str, draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(f"第一条 对新上市的国家高新技术企业，{besides}。").ruleset.rules
    assert rule.unless == ()


def test_those_shut_out_stand_behind_the_rule_it_follows_from(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of(
        "第一条 本办法适用于在本区登记注册的企业。依据区财政不予补助的有关规定，"
        "发生安全生产事故的企业、未达到排放标准的企业或拖欠工资的企业，均不得享受本办法的扶持政策。\n"
        "第二条 对国家高新技术企业，给予10万元奖励。"
    )
    (rule,) = draft.ruleset.rules
    quotes = [leaf.source.quote for leaf in rule.unless for leaf in leaves(leaf)]
    assert [q for q in quotes if "财政" in q] == []
    assert any("安全生产事故" in q for q in quotes)
    assert any("未达到排放标准" in q for q in quotes)
    assert any("拖欠工资" in q for q in quotes)


@pytest.mark.parametrize("title", ["建设农业强市", "支持制造强省建设", "打造文化强区"])
def test_a_strong_province_is_the_name_of_no_place(
    title: str, draft_of: Callable[..., Draft]
) -> None:
    level = next(c for c in "省市区" if c in title)
    draft = draft_of(f"第一条 对本{level}企业，给予10万元奖励。", f"{title}若干政策\n")
    assert "PC402" in [d.code for d in draft.diagnostics]


@pytest.mark.parametrize("kinds", ["依法经营的企事业单位", "在本区注册的企事业单位"])
def test_enterprises_and_institutions_in_one_word_are_both(
    kinds: str, when_of: Callable[[str], str]
) -> None:
    read = when_of(f"对{kinds}，给予10万元奖励。")
    assert "entity_type in 企业" in read
    assert "事业单位" in read
    assert "的企" not in read
