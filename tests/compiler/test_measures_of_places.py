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


QUOTAS = [
    (
        "每年认定不超过6家数字化示范牧场,每家给予一次性奖励最高不超过80万元。",
        "每年认定不超过6家",
        "数字化示范牧场",
    ),
    ("每年评定不多于8个节水标杆车间,每个奖励20万元。", "每年评定不多于8个", "节水标杆车间"),
    (
        "每批命名最多5家零碳渔港，每家给予30万元奖励。",
        "每批命名最多5家",
        "零碳渔港",
    ),
]


@pytest.mark.parametrize(("article", "quota", "title"), QUOTAS)
def test_how_many_are_named_is_for_a_body_to_decide(
    article: str, quota: str, title: str, read: Callable[[str], tuple[str, str]]
) -> None:
    when, _ = read(article)
    assert f"judged「{quota}」" in when
    assert f"titles has [{title}]" in when
    assert "<=" not in when


LOOKED_AT = [
    "对总投资2亿元以上的冷链项目,根据其技术先进性、工艺水平和市场前景等,按固定资产投资额8%给予补助。",
    "对新建养殖工船的企业，结合其装备水平，按设备投资额的6%给予补助。",
    "对建成公共码头的企业，视建设规模、服务质量等因素，给予最高60万元补助。",
]


@pytest.mark.parametrize("article", LOOKED_AT)
def test_what_whoever_decides_looks_at_is_judged(
    article: str, read: Callable[[str], tuple[str, str]]
) -> None:
    when, _ = read(article)
    assert "judged「" in when
    assert not any(word in when.partition("judged")[0] for word in ("根据", "结合", "视"))


def test_a_remark_with_a_sign_asks_what_it_says(read: Callable[[str], tuple[str, str]]) -> None:
    when, _ = read("对在大棚建设储能项目(装机容量≥0.2兆瓦)的农场,按每兆瓦8万元奖励。")
    assert "installed_capacity >= 200千瓦" in when


TERMS = [
    ("对新认定的独角兽企业，按租金的50%给予三年资助，每年最高100万元。", "per year lasting 3年"),
    ("租用实验用房的,按照实际租金的30%一次性给予24个月补助。", "lasting 24个月"),
    ("对新设的检测机构，按场地租金的20%给予2年补贴。", "per year lasting 2年"),
]


@pytest.mark.parametrize(("article", "term"), TERMS)
def test_for_how_long_a_share_is_granted_is_said_with_the_verb(
    article: str, term: str, read: Callable[[str], tuple[str, str]]
) -> None:
    assert term in read(article)[1]


NAMELESS = [
    "对引进的设计中心，以不超过800平方米办公面积、每平方米每天不超过6元的标准，按租金的20%给予资助。",
    "对入驻的检测所，以不超过500平方米、每平方米每月不超过40元的标准，按租金的30%给予补助。",
]


@pytest.mark.parametrize("article", NAMELESS)
def test_limits_of_the_base_are_no_figures_of_the_applicant(
    article: str, draft_of: Callable[..., Draft]
) -> None:
    found = draft_of(f"第一条 {article}").diagnostics
    assert [d for d in found if d.code == "PC510"]


SEVERAL_SHARES = [
    "对发行债券的企业按实际募集资金的0.5‰给予奖励,资金投资本市按投资额的0.5‰再给予奖励,两项累计最高60万元。",
    "对投保货运险的企业按保费的20%给予补助,加投责任险按保费的20%再给予补助。",
]


@pytest.mark.parametrize("article", SEVERAL_SHARES)
def test_a_second_share_of_the_same_size_is_never_lost_in_silence(
    article: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(f"第一条 {article}")
    (rule,) = draft.ruleset.rules
    both = award_line(rule.award).count("rate") > 1
    assert both or [d for d in draft.diagnostics if d.code == "PC512"]


def test_a_line_of_a_workshop_that_serves_others_is_asked(
    read: Callable[[str], tuple[str, str]],
) -> None:
    when, _ = read("鼓励检测产线为中小企业提供检测服务,按检测费用的6%给予最高100万元支持。")
    assert "?检测产线" in when
    assert "?为中小企业提供检测服务" in when


def test_a_report_on_acceptance_is_the_stage_of_acceptance(
    read: Callable[[str], tuple[str, str]],
) -> None:
    when, _ = read("对获得省证监局辅导备案验收报告的拟上市企业给予50万元的奖励。")
    assert "listing_stage has [通过上市辅导验收]" in when
    assert "验收报告的" not in when


LEVELS = [
    (
        "对新列入国家、省级工业遗产名单的企业分别给予20万元、10万元奖励。",
        ("titles has first [国家级工业遗产]", "titles has first [省级工业遗产]"),
    ),
    (
        "对上年度获得国家、省、市各级苗圃认定的运营单位,分别给予90万元、60万元、30万元奖补。",
        ("[国家级苗圃]", "[省级苗圃]", "[市级苗圃]"),
    ),
]


@pytest.mark.parametrize(("article", "titles"), LEVELS)
def test_levels_said_in_one_word_are_each_a_level(
    article: str, titles: tuple[str, ...], read: Callable[[str], tuple[str, str]]
) -> None:
    _, award = read(article)
    assert all(title in award for title in titles)


OTHER_NAMES = [
    ("对入驻小微企业园的检测站,给予5万元奖励。", "enterprise_size"),
    ("对用于高新技术产业的标准厂房，按建设成本的8%给予补助。", "国家高新技术企业"),
    ("对技术合同认定登记机构,给予5万元奖励。", "titles has [登记机构"),
    ("对境外企业按照测试费用的30%予以奖励。", "industry"),
]


@pytest.mark.parametrize(("article", "misread"), OTHER_NAMES)
def test_a_word_inside_another_name_is_not_asked(
    article: str, misread: str, read: Callable[[str], tuple[str, str]]
) -> None:
    assert misread not in " ".join(read(article))


def test_strokes_between_sums_list_them(read: Callable[[str], tuple[str, str]]) -> None:
    _, award = read("对产值达到1亿元/5亿元/10亿元的企业，分别奖励10万元/30万元/50万元。")
    assert "[1亿元,5亿元)=10万元; [5亿元,10亿元)=30万元; [10亿元,∞)=50万元" in award


DOUBLED = [
    "对列入省级绿色车间的企业,给予50万元奖励,列入国家级的加倍奖励。",
    "对获评市级示范茶园的农场，奖励6万元，获评省级的翻倍奖励。",
]


@pytest.mark.parametrize("article", DOUBLED)
def test_who_gets_twice_as_much_is_never_lost_in_silence(
    article: str, draft_of: Callable[..., Draft]
) -> None:
    assert [d for d in draft_of(f"第一条 {article}").diagnostics if d.code == "PC512"]


def test_kinds_numbered_in_one_block_are_alternatives(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(
        "第一条 茶厂扶持\n扶持范围：1.新认定区级示范工厂的运营单位。"
        "2.上年度新获评省级示范工厂的单位。\n扶持标准：给予10万元补助。\n"
    )
    (rule,) = draft.ruleset.rules
    when = condition_line(rule.when)
    assert "[区级示范工厂]" in when
    assert "[省级示范工厂]" in when
    assert " | " in when
    assert " & " not in when


def test_requirements_of_the_project_and_of_who_applies_are_all_asked(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of(
        "一、申请条件\n1、申报主体为在本市注册、具有独立法人资格的茶企。\n2、申报项目符合标杆茶园建设规范。\n"
        "3、申报单位具备实施项目所需的茶园和设备。\n4、成立时间不低于3年。\n"
        "二、资助标准\n按项目投资额的20%给予资助，最高60万元。\n"
    )
    (rule,) = draft.ruleset.rules
    when = condition_line(rule.when)
    assert " | " not in when
    assert "legal_person" in when
    assert "茶园建设规范" in when
    assert "所需的茶园和设备" in when


def test_the_first_time_holds_for_each_level_named_with_its_sum(
    read: Callable[[str], tuple[str, str]],
) -> None:
    _, award = read("对新认定的节水工厂,分别给予国家级30万元、省级20万元的一次性奖励。")
    assert "titles has first [国家级节水工厂]" in award
    assert "titles has first [省级节水工厂]" in award


def test_a_figure_in_two_words_is_one_ladder(read: Callable[[str], tuple[str, str]]) -> None:
    when, award = read(
        "新引进的总部企业,注册资金3000万元以上1亿元（不含）以下的,给予注册资本1%的开办补助;"
        "注册资本1亿元以上的,给予2%的开办补助。"
    )
    assert "titles has [总部企业]" in when
    assert award.startswith("tiers/slab registered_capital")


def test_a_remark_on_what_a_place_includes_leaves_it_a_place(
    read: Callable[[str], tuple[str, str]],
) -> None:
    when, _ = read("对在本区行政区域内(含滨海合作区)依法登记注册的船厂，给予10万元补助。")
    assert "registered_region in [" in when
