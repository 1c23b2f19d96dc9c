"""Wordings of measures of districts: levels of a paper, who stands first, what lies above."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.scoring.lines import award_line, condition_line
from rules.draft import Draft


@pytest.fixture
def read(draft_of: Callable[..., Draft]) -> Callable[[str], tuple[str, str]]:
    """What the only rule of one article asks, and what it pays."""

    def line(article: str) -> tuple[str, str]:
        (rule,) = draft_of(f"第一条 {article}").ruleset.rules
        return condition_line(rule.when), award_line(rule.award)

    return line


PAPERS = [
    (
        "对通过云平台可信等级测评(YPKX)的企业,按照二级最高6万元、三级最高9万元给予奖励。",
        ("云平台可信等级测评(YPKX)二级", "云平台可信等级测评(YPKX)三级"),
    ),
    (
        "对获得软件能力成熟度认证的企业，四级奖励12万元，五级奖励24万元。",
        ("软件能力成熟度认证四级", "软件能力成熟度认证五级"),
    ),
    (
        "对通过供应链管理体系评定的企业,A级奖励5万元、AA级奖励8万元、AAA级奖励16万元。",
        ("供应链管理体系评定A级", "供应链管理体系评定AA级", "供应链管理体系评定AAA级"),
    ),
]


@pytest.mark.parametrize(("article", "titles"), PAPERS)
def test_a_bare_level_is_of_the_certificate_named_before(
    article: str, titles: tuple[str, ...], read: Callable[[str], tuple[str, str]]
) -> None:
    when, award = read(article)
    assert all(f"titles has [{title}]" in award for title in titles)
    assert "通过" not in when  # the certificate on any level is not asked besides


def test_a_level_the_text_speaks_of_by_itself_stands_alone(
    read: Callable[[str], tuple[str, str]],
) -> None:
    _, award = read(
        "对首次取得水效管理认证，认证等级为五级、四级的企业，分别给予9万元、6万元奖励。"
    )
    assert "certification_level in [五级]" in award


FIRST_FOR_ALL = [
    (
        "对2类的精密仪器和传感器,完成样机试制给予60万元资助;完成小批量、大批量生产验证,分别给予30万元、90万元资助;"
        "取得计量器具型式批准,给予20万元奖励。",
        "?2类的精密仪器和传感器",
        "?完成小批量生产验证",
    ),
    (
        "对5G工业模组,取得国内入网许可给予20万元奖励;取得境外运营商认证,给予35万元奖励。",
        "?5G工业模组",
        "认证",
    ),
]


@pytest.mark.parametrize(("article", "everyone", "one"), FIRST_FOR_ALL)
def test_whom_the_first_alternative_names_by_a_class_holds_for_all(
    article: str, everyone: str, one: str, read: Callable[[str], tuple[str, str]]
) -> None:
    when, award = read(article)
    assert when == everyone
    assert one in award


def test_a_figure_said_short_is_the_same_and_its_company_is_asked_too(
    read: Callable[[str], tuple[str, str]],
) -> None:
    _, award = read(
        "对印染企业中水回用率达到60%以上,节水总投资200万元—800万元的,奖励6万元;总投资800万元以上的,奖励9万元;"
        "对实现废水零排放的,奖励8万元。"
    )
    _, second, third = award.split(" → ")[:3]
    assert "中水回用率 >= 60%" in second
    assert "?节水总投资 >= 800万元" in second
    assert "零排放" in third
    assert "中水" not in third


def test_a_sum_without_a_name_is_of_the_figure_that_is_a_sum(
    read: Callable[[str], tuple[str, str]],
) -> None:
    _, award = read(
        "对从事冷链仓储的企业,库容达到2万立方米,投资额500万元至1000万元的,补助10万元;1000万元以上的,补助20万元。"
    )
    assert award == "tiers/step project_investment {[500万元,1000万元)=10万元; [1000万元,∞)=20万元}"


LISTS = [
    "对新获评省级样板农庄(含数字农庄、“零碳”农庄)、省级共享厨房的单位,分别给予12万元、6万元奖励。",
    "对新入选省级标杆茶园、省级智慧茶园(包括物联网茶园、5G茶园)、省级有机茶园的单位,分别给予12万元、9万元、6万元奖励。",
]


@pytest.mark.parametrize("article", LISTS)
def test_what_a_title_includes_is_no_part_of_the_list(
    article: str, read: Callable[[str], tuple[str, str]]
) -> None:
    when, award = read(article)
    assert "含" not in when
    assert "包括" not in when
    assert "5G" not in award
    assert award.count("titles has first [省级") == award.count("→")


def test_a_list_a_title_is_read_off_belongs_to_its_name(
    read: Callable[[str], tuple[str, str]],
) -> None:
    when, _ = read("对入选《全球制造观察》灯塔工厂的企业,给予不超过80万元的奖励。")
    assert when == "titles has [《全球制造观察》灯塔工厂]"


BEYOND = [
    (
        "对技术合同登记额达到2000万元（含）以上的登记机构,给予4万元基础奖励,超过部分按0.5‰给予奖励,单个机构每年最高15万元。",
        "fixed 4万元",
        "{[2000万元,∞)=0.05%}",
    ),
    (
        "对年销售额达到1000万元的茶企，奖励10万元，超出1000万元部分按1%奖励，每家企业每年最高50万元。",
        "fixed 10万元",
        "{[1000万元,∞)=1%}",
    ),
    (
        "年出口额500万元以上的企业，一次性补助3万元；超过500万元的部分，按0.2%给予补助。",
        "fixed 3万元",
        "{[500万元,∞)=0.2%}",
    ),
]


@pytest.mark.parametrize(("article", "base", "above"), BEYOND)
def test_a_sum_for_reaching_a_figure_and_a_rate_of_what_lies_above(
    article: str, base: str, above: str, read: Callable[[str], tuple[str, str]]
) -> None:
    _, award = read(article)
    assert award.startswith("cases/sum")
    assert base in award
    assert above in award


TONNES = [
    ("对节水改造项目,按节水量5元/吨给予奖励,最高50万元。", "?节水量"),
    ("企业完成超低排放改造,按环保部门核定量3000元/吨给予补助,最高150万元。", "?环保部门核定量"),
    ("对年综合节能在300吨标煤以上的窑炉改造项目,按400元/吨给予奖励。", "?年综合节能@annual"),
]


@pytest.mark.parametrize(("article", "counted"), TONNES)
def test_tonnes_are_of_the_figure_named(
    article: str, counted: str, read: Callable[[str], tuple[str, str]]
) -> None:
    _, award = read(article)
    assert f"× {counted}" in award


CHANGED_RATES = [
    "对完成设备更新的企业，按设备投资额的10%给予补助。对取得工业用地的企业，设备投资部分按照6%执行上述扶持。",
    "对完成设备更新的企业，按设备投资额的10%给予补助。属于链主企业的，按15%执行。",
    "对完成设备更新的企业，按设备投资额的10%给予补助。租用国有厂房的，按8%兑现。",
]


@pytest.mark.parametrize("article", CHANGED_RATES)
def test_another_rate_for_some_is_never_background(
    article: str, draft_of: Callable[..., Draft]
) -> None:
    found = draft_of(f"第一条 {article}").diagnostics
    assert [d for d in found if d.code == "PC204"]
