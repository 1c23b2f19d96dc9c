"""Who is paid, for how many, and what stands in a remark: nothing of it is read as one sum."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.draft import Draft


@pytest.fixture
def asked(
    draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> Callable[[str], str]:
    """What the only rule of one article asks."""

    def when(article: str) -> str:
        (rule,) = draft_of(f"第一条 {article}").ruleset.rules
        return short_of(rule.when)

    return when


TO_BODIES = [
    (
        "申报条件：1、在本市依法成立的各类企事业单位；2、能提供实训岗位。"
        "补贴标准：每人每月900元，最长4个月。",
        "900元 per ?人数@now per month for 4个月",
    ),
    (
        "接纳实习生满2个月即可申请补贴，按每人每月150元给予补贴。",
        "150元 per ?人数@now per month",
    ),
    ("留用学徒满3个月的，按照每留用1人2500元的标准给予奖励。", "2500元 per ?留用@now"),
]


@pytest.mark.parametrize(("article", "expected"), TO_BODIES)
def test_a_body_is_paid_for_each_of_its_people(
    article: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(article) == expected


@pytest.mark.parametrize(
    "count", ["根据每月实际见习人数", "按照当月在岗学徒人数", "根据季度平均实训人数"]
)
def test_a_share_of_the_minimum_wage_for_many_people_waits_for_a_person(
    count: str, draft_of: Callable[..., Draft]
) -> None:
    said = f"第一条 对开展实训的企业，{count}，按照本市最低工资标准的60%给予生活费补贴。"
    assert "PC509" in {d.code for d in draft_of(said).diagnostics}


REMARKS = [
    ("租房经营2年以上的（租期6年以上），给予2万元补助。", "?租期@now >= 6年"),
    (
        "对新设立的机构（注册资本不低于700万元），给予2万元补助。",
        "registered_capital@now >= 700万元",
    ),
    ("对举办年会的单位（会期不少于2天、参会不少于200人），给予2万元补助。", "?参会@now >= 200人"),
]


@pytest.mark.parametrize(("article", "expected"), REMARKS)
def test_a_remark_that_asks_for_more_is_asked(
    article: str, expected: str, asked: Callable[[str], str]
) -> None:
    assert expected in asked(article)


@pytest.mark.parametrize(
    "remark", ["含个体工商户300户以上", "有效期内", "即年销售额3000万元以上", "如遇节假日应顺延"]
)
def test_a_remark_that_explains_asks_nothing(remark: str, asked: Callable[[str], str]) -> None:
    assert asked(f"对年纳税90万元以上的企业（{remark}），给予2万元补助。") == (
        "tax_paid@annual >= 90万元"
    )


TRADES = [
    ("适用对象：在本区注册的船代企业。奖励标准：首次纳入统计的，给予15万元奖励。", "船代"),
    ("对漆器企业当年投入300万元以上的改造项目，给予20万元奖励。", "漆器"),
    ("住宿餐饮企业新增量达到60万元的，给予1万元奖励。", "住宿餐饮"),
]


@pytest.mark.parametrize(("article", "trade"), TRADES)
def test_the_trade_of_whoever_applies_is_asked_beside_their_figures(
    article: str, trade: str, asked: Callable[[str], str]
) -> None:
    assert f"industry in {trade}" in asked(article)


LISTED = [
    (
        "对商业综合体、行业协会、电视媒体等开展的购物节，给予2万元补助。",
        "entity_type in 商业综合体|行业协会|电视媒体",
    ),
    (
        "对委托本区施工单位改造的房地产企业及其他研学业主，给予2万元补助。",
        "any(industry in 房地产业; ?其他研学业主)",
    ),
    (
        "对房地产企业和其他园区业主，给予2万元补助。",
        "any(industry in 房地产业; ?其他园区业主)",
    ),
]


@pytest.mark.parametrize(("article", "expected"), LISTED)
def test_kinds_of_bodies_in_one_list_are_alternatives(
    article: str, expected: str, asked: Callable[[str], str]
) -> None:
    assert expected in asked(article)


BUDGETS = [
    "每年投入300万元资金，向行业协会等社会组织征集创新活动项目",
    "每年从完成投资2亿元以上的技改项目中遴选标杆项目",
    "每年由市财政安排专项资金1200万元，用于景区改造",
]


@pytest.mark.parametrize("said", BUDGETS)
def test_a_budget_and_a_sum_of_others_are_no_grant(
    said: str, draft_of: Callable[..., Draft]
) -> None:
    rules = draft_of(f"第一条 {said}。\n第二条 对新设立的合作社，给予3万元补助。").ruleset.rules
    assert len(rules) == 1


LATER = [
    (
        "企业年产值达到1亿元的，给予5万元奖励；"
        "产值达到9亿元、6亿元且建成食堂的分别给予3万元、2万元奖励。",
        "9亿元) -> 3万元",
    ),
]


@pytest.mark.parametrize(("article", "expected"), LATER)
def test_what_a_later_list_asks_holds_for_its_own_sums(
    article: str, expected: str, award_of: Callable[[str], str], asked: Callable[[str], str]
) -> None:
    assert expected in award_of(article)
    assert not asked(article).startswith("?建成食堂")


TERMS = ["连续奖补3年", "连续扶持3年", "连续支持3年"]


@pytest.mark.parametrize("term", TERMS)
def test_years_in_a_row_are_how_long_it_is_paid(term: str, award_of: Callable[[str], str]) -> None:
    assert "for 3年" in award_of(f"租赁厂房的，按照租金的50%给予补助，{term}。")


SHARES = [
    "市财政给予1:1配套奖励",
    "一次性据实补助摊位费和运输费50%",
    "据实给予补贴检测费的30%",
]


@pytest.mark.parametrize("said", SHARES)
def test_a_share_that_nothing_reads_is_told(said: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(f"第一条 对取得省级示范村的，{said}。")
    assert draft.ruleset.rules or "PC204" in {d.code for d in draft.diagnostics}


@pytest.mark.parametrize(
    ("list_", "names"),
    [
        ("国际、国家（行业）标准", ("国际标准", "国家(行业)标准")),
        ("国家、地方（团体）标准", ("国家标准", "地方(团体)标准")),
    ],
)
def test_a_remark_of_the_last_name_is_of_the_last_alone(
    list_: str, names: tuple[str, ...], award_of: Callable[[str], str]
) -> None:
    read = award_of(f"对主导制定{list_}的企业，每个标准分别奖励80万元、40万元。")
    assert all(f"?主导制定{name} ->" in read for name in names)


@pytest.mark.parametrize("remark", ["（不含税）", "（不含土地款）", "（含运费）"])
def test_what_a_sum_leaves_out_does_not_move_its_edge(
    remark: str, asked: Callable[[str], str]
) -> None:
    read = asked(f"对年销售额800万元{remark}以上的企业，补助3万元。")
    assert read.endswith(">= 800万元")


def test_a_remark_between_a_figure_and_its_word_waits_for_a_person(
    draft_of: Callable[..., Draft],
) -> None:
    for said in (
        "新建年出栏羊3000只（羊舍面积2000平方米）以上的牧场",
        "对存栏蛋鸡5万只（笼位面积900平方米）以上的养殖场",
        "对年接待游客4万人次（过夜游客5000人次）以上的民宿",
    ):
        draft = draft_of(f"第一条 {said}，补助3万元。")
        assert {d.code for d in draft.diagnostics} & {"PC504", "PC508"}


MARKED = [
    ("对获评省级“水韵小镇”建设示范单位的，", "titles has 省级“水韵小镇”建设示范单位"),
    ("对认定为市级“巧媳妇”工坊示范基地的，", "titles has 市级“巧媳妇”工坊示范基地"),
    ("对获评国家级“绿色食品”加工示范企业的，", "国家级"),
]


@pytest.mark.parametrize(("who", "expected"), MARKED)
def test_a_title_goes_on_behind_its_quotation_marks(
    who: str, expected: str, asked: Callable[[str], str]
) -> None:
    assert expected in asked(f"{who}奖励20万元。")
