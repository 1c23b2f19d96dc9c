"""How an award is built: slices, growth by steps, limits, terms and instalments of its parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

AWARDS = [
    # slices that only name their rate, of what the introduction names
    (
        "对设备投入分段计算补助，其中1000万元（含）以下的部分补助8%，1000万元至5000万元（含）的部分补助10%，"
        "超过5000万元的部分补助12%，单个项目补助总额不超过800万元。",
        "slice by equipment_purchase@annual {(,1000万元]: 8%; (1000万元,5000万元]: 10%; "
        "(5000万元,): 12%} cap 800万元/project",
    ),
    (
        "对年度营业收入分段给予奖励：1亿元（含）以内的部分给予1%，1亿元以上的部分给予1.5%，最高200万元。",
        "slice by revenue@annual {(,1亿元]: 1%; (1亿元,): 1.5%} cap 200万元/item",
    ),
    (
        "对企业设备投资实行超额累进补助，500万元以内（含）部分补贴10%，500万元以上部分补贴15%。",
        "slice by equipment_purchase@annual {(,500万元]: 10%; (500万元,): 15%}",
    ),
    # growth paid by steps: what grows stands before them or in the conditions
    (
        "规模以上工业企业产值每净增1000万元奖励2万元，不足1000万元的部分不予计算，单个企业最高奖励100万元。",
        "2万元 per increment(output_value@annual) step 1000万元 cap 100万元/enterprise",
    ),
    (
        "规模以上工业企业2025年工业总产值比上年净增5000万元以上的，产值每净增1000万元奖励2万元。",
        "2万元 per increment(output_value@2025) step 1000万元",
    ),
    (
        "对限额以上零售企业，年零售额每增长1000万元给予奖励5万元，单个企业最高50万元。",
        "5万元 per increment(retail_sales@annual) step 1000万元 cap 50万元/enterprise",
    ),
    (
        "对企业营业收入每净增加1000万元，给予3万元奖励。",
        "3万元 per increment(revenue@annual) step 1000万元",
    ),
    # a sum by area beside rent is by the area that is rented
    (
        "对租用本区厂房的企业，按每月每平方米25元的标准给予租金补贴，补贴面积最多1000平方米，补贴期限不超过3年。",
        "25元 per rent_area@now at most 1000平方米 per month for 3年",
    ),
    (
        "对企业改造厂房，给予每平方米20元的补助。",
        "20元 per ?平方米数@now",
    ),
    # what last year's cost is paid for is paid every year
    (
        "对企业按上年度实际支付利息的50%给予贴息，最长可连续申请3年，单个项目累计贴息不超过300万元。",
        "50% of loan_interest@Y-1 per year for 3年 cap 300万元/total",
    ),
    (
        "对企业按上年度实际支付担保费的30%给予补贴，可连续享受不超过2年。",
        "30% of guarantee_fee@Y-1 per year for 2年",
    ),
    ("对企业按贷款利息的50%给予一次性贴息，期限1年。", "50% of loan_interest@annual for 1年"),
    # a second limit that goes on with the first is of the same
    (
        "对企业按项目投资额的20%给予补助，单个项目最高150万元，且不得超过项目自筹资金的50%。",
        "20% of project_investment@now cap 50% of self_raised_funds@now/project "
        "cap 150万元/project",
    ),
    (
        "对企业按设备投资额的20%给予补助，单个企业每年最高150万元，且不超过企业当年地方财力贡献。",
        "20% of equipment_purchase@annual cap 100% of local_contribution@Y/enterprise_year "
        "cap 150万元/enterprise_year",
    ),
    (
        "对企业按设备投资额的20%给予补助，单个企业最高150万元。补助金额不超过项目自筹资金的50%。",
        "20% of equipment_purchase@annual cap 150万元/enterprise "
        "cap 50% of self_raised_funds@now/item",
    ),
    # instalments and limits of all alternatives
    (
        "对获评国家级、省级工业互联网平台的企业，分别给予300万元、150万元补助，资金分两年按6:4的比例拨付。",
        "highest of {titles has 国家级工业互联网平台 -> 300万元; "
        "titles has 省级工业互联网平台 -> 150万元} in 60%/40%",
    ),
    (
        "对参加境外展会的企业按展位费的30%给予补助，单个企业每年最高100万元；专精特新中小企业的补助比例提高到40%。",
        "highest of {?参加境外展会 -> 30% of exhibition_cost@now; titles has 专精特新中小企业 -> "
        "40% of exhibition_cost@now} cap 100万元/enterprise_year",
    ),
    # only what is missing is paid, said in a sentence of its own
    (
        "对上年度营业收入首次突破1亿元、5亿元的企业，分别给予20万元、50万元奖励。"
        "此前已因较低台阶领取过奖励的，只兑现差额部分。",
        "top up received_support@now to step by revenue@Y-1 "
        "{(1亿元,5亿元]: 20万元; (5亿元,): 50万元}",
    ),
    (
        "对上年度营业收入首次突破1亿元、5亿元的企业，分别给予20万元、50万元奖励。"
        "以前年度已获较低档奖励的，仅补发差额。",
        "top up received_support@now to step by revenue@Y-1 "
        "{(1亿元,5亿元]: 20万元; (5亿元,): 50万元}",
    ),
    # what grades the sums stands before them
    (
        "对本市建成的加氢站，按照压缩机额定工作能力不少于1000公斤和500公斤两档分别给予500万元和200万元的"
        "定额建设补贴。",
        "step by ?压缩机额定工作能力@now {[500公斤,1000公斤): 200万元; [1000公斤,): 500万元}",
    ),
    (
        "对养老机构，按照床位数不少于100张、50张两档，分别给予50万元、20万元补助。",
        "step by beds@now {[50张,100张): 20万元; [100张,): 50万元}",
    ),
    # a share of the only sum spent that the conditions speak of; turnover is not spent
    (
        "对固定资产投资500万元以上的项目，按照20%的比例给予补助，单个项目最高300万元。",
        "20% of fixed_asset_investment@annual cap 300万元/project",
    ),
    (
        "对上年度营业收入500万元以上的企业，按照20%的比例给予补助，最高300万元。",
        "20% of ?计算基数@now cap 300万元/item",
    ),
    (
        "对研发投入100万元以上且设备投入200万元以上的企业，按照20%的比例给予补助。",
        "20% of ?计算基数@now",
    ),
    ("对投保的企业按照不超过相关保费的50%给予补贴。", "50% of insurance_premium@annual ceiling"),
    # half of what stands before, for those who only take part
    (
        "牵头承担国家级、省级科技项目的企业，分别按上级资助到账额的50%、30%给予配套，单个项目最高分别不超过"
        "500万元、200万元；作为参与单位承担的，配套比例减半。",
        "highest of {all(project_role in 牵头; project_level in 国家级) -> 50% of upper_grant@now "
        "cap 500万元/project; all(project_role in 牵头; project_level in 省级) -> 30% of "
        "upper_grant@now cap 200万元/project; all(project_role in 参与; project_level in 国家级) "
        "-> 25% of upper_grant@now cap 500万元/project; all(project_role in 参与; project_level in "
        "省级) -> 15% of upper_grant@now cap 200万元/project}",
    ),
    (
        "对主导制定国际标准、国家标准的企业，分别给予100万元、50万元奖励；参与制定的，减半奖励。",
        "highest of {?主导制定国际标准 -> 100万元; ?主导制定国家标准 -> 50万元; "
        "?参与制定国际标准 -> 50万元; ?参与制定国家标准 -> 25万元}",
    ),
    # whoever is paid less is looked at first, where both conditions may hold
    (
        "对在本区举办展会的企业，给予20万元补助；线上举办的，补助金额减半。",
        "first of {?线上举办 -> 10万元; ?在本区举办展会 -> 20万元}",
    ),
    (
        "对获得省级质量奖的企业给予50万元奖励；获得提名奖的，按上述标准的60%给予奖励。",
        "first of {awards_won has 提名奖 -> 30万元; awards_won has 省级质量奖 -> 50万元}",
    ),
    # a tax that is halved is no grant
    (
        "对小微企业给予10万元补助。小微企业房产税减半征收。",
        "10万元",
    ),
    # kinds of things told apart by their limits are no titles
    (
        "按产品销售金额的20%给予奖励，成套设备、单台设备、核心部件最高奖励额分别为150万元、80万元、30万元。",
        "highest of {?成套设备 -> 20% of ?产品销售金额@now cap 150万元/item; ?单台设备 -> 20% of "
        "?产品销售金额@now cap 80万元/item; ?核心部件 -> 20% of ?产品销售金额@now cap 30万元/item}",
    ),
    # levels choose among the titles named before them
    (
        "对新认定的国家级、省级工业设计中心，国家级的给予100万元奖励，省级的给予50万元奖励。",
        "highest of {first titles has 国家级工业设计中心 -> 100万元; "
        "first titles has 省级工业设计中心 -> 50万元}",
    ),
    (
        "对2025年获评国家级、省级、市级企业技术中心的企业给予奖励，其中国家级奖励100万元，省级奖励50万元，"
        "市级奖励20万元。",
        "highest of {titles has 国家级企业技术中心@2025 -> 100万元; "
        "titles has 省级企业技术中心@2025 -> 50万元; titles has 市级企业技术中心@2025 -> 20万元}",
    ),
    (
        "对承担科技项目的企业，国家级的给予100万元奖励，省级的给予50万元奖励。",
        "highest of {project_level in 国家级 -> 100万元; project_level in 省级 -> 50万元}",
    ),
]


@pytest.mark.parametrize(("sentence", "award"), AWARDS)
def test_an_award_is_built_as_its_sentence_says(
    award_of: Callable[[str], str], sentence: str, award: str
) -> None:
    assert award_of(sentence) == award


def test_who_is_raised_met_the_conditions_of_the_base_rate(
    draft_of: Callable[..., Draft], parts_of: Callable[..., list[str]]
) -> None:
    (rule,) = draft_of(
        "第一条 对参加境外展会的企业按展位费的30%给予补助；专精特新中小企业的补助比例提高到40%。"
    ).ruleset.rules
    assert "?参加境外展会" in parts_of(rule)


SHORT_NAMES = "第一条 {defined}\n第二条 {granted}"


def test_a_short_name_for_the_applicants_says_nothing_more(
    draft_of: Callable[..., Draft],
    parts_of: Callable[..., list[str]],
    worth_of: Callable[..., str],
) -> None:
    text = SHORT_NAMES.format(
        defined="本政策适用于注册地在青屏区，主要从事人工智能、集成电路的企业（以下简称数字企业）。",
        granted="数字企业年度营业收入首次突破1亿元、5亿元的，分别给予20万元、50万元奖励。",
    )
    (rule,) = draft_of(text).ruleset.rules
    assert parts_of(rule) == [
        "registered_region in 青屏区",
        "industry in 人工智能|集成电路",
    ]
    assert worth_of(rule.award) == (
        "step by revenue@annual {(1亿元,5亿元]: 20万元; (5亿元,): 50万元}"
    )


def test_a_short_name_given_in_another_article_asks_what_it_stands_for(
    draft_of: Callable[..., Draft], parts_of: Callable[..., list[str]]
) -> None:
    text = SHORT_NAMES.format(
        defined="对在青屏区注册且研发费用500万元以上的企业（以下称“园区企业”），按研发费用的5%给予补助。",
        granted="对参加境外展会的{who}，给予5万元补助。",
    )
    named = draft_of(text.format(who="园区企业")).ruleset.rules[1]
    other = draft_of(text.format(who="商贸企业")).ruleset.rules[1]
    assert "registered_region in 青屏区" in parts_of(named)
    assert "?参加境外展会" in parts_of(named)
    assert "registered_region in 青屏区" not in parts_of(other)


CALL = """第一条 绿色制造奖励。
1.申报条件：2025年获评国家级、省级绿色工厂，或者国家级、省级绿色供应链管理企业。
2.支持标准：国家级的奖励50万元，省级的奖励30万元。"""


def test_levels_choose_among_titles_of_another_block(
    draft_of: Callable[..., Draft],
    parts_of: Callable[..., list[str]],
    worth_of: Callable[..., str],
) -> None:
    (rule,) = draft_of(CALL).ruleset.rules
    assert worth_of(rule.award) == (
        "highest of {titles has 国家级绿色工厂|国家级绿色供应链管理企业@2025 -> 50万元; "
        "titles has 省级绿色工厂|省级绿色供应链管理企业@2025 -> 30万元}"
    )
    assert parts_of(rule) == [
        "titles has 国家级绿色工厂|省级绿色工厂|国家级绿色供应链管理企业|"
        "省级绿色供应链管理企业@2025"
    ]


SEVERAL = [
    (
        "对取得发明专利的企业，给予5万元奖励。对主导制定国家标准的企业，按研制费用的20%给予奖励，"
        "单个项目最高50万元。单个企业年度奖励金额最高不超过100万元。",
        [
            "5万元 cap 100万元/enterprise_year",
            "20% of ?研制费用@now cap 50万元/project cap 100万元/enterprise_year",
        ],
    ),
    # a limit of its own, a limit of one standard: neither is that of the others
    (
        "对取得发明专利的企业，给予5万元奖励，单个企业每年最高50万元。对主导制定国家标准的企业，给予20万元"
        "奖励。单个企业每年最高不超过100万元。",
        ["5万元 cap 50万元/enterprise_year", "20万元 cap 100万元/enterprise_year"],
    ),
    (
        "对取得发明专利的企业，给予5万元奖励。对主导制定国家标准的企业，给予20万元奖励。"
        "单个标准最高不超过100万元。",
        ["5万元", "20万元 cap 100万元/item"],
    ),
]


@pytest.mark.parametrize(("text", "awards"), SEVERAL)
def test_a_yearly_limit_that_closes_a_clause_is_that_of_all_its_items(
    draft_of: Callable[..., Draft], worth_of: Callable[..., str], text: str, awards: list[str]
) -> None:
    assert [worth_of(r.award) for r in draft_of(f"第一条 {text}").ruleset.rules] == awards


@pytest.mark.parametrize("done", ["主导制定国家标准", "采用国际标准", "参与修订行业标准"])
def test_what_is_done_with_a_standard_is_asked(
    conditions_of: Callable[[str], list[str]], done: str
) -> None:
    assert conditions_of(f"对{done}的企业，") == [f"?{done}"]


def test_a_figure_is_of_the_year_its_title_was_won(
    conditions_of: Callable[[str], list[str]],
) -> None:
    assert conditions_of("对上年度首次纳入规模以上统计范围且主营业务收入突破1亿元的企业，") == [
        "first statistics_category has 规模以上企业@Y-1",
        "main_revenue@Y-1 > 1亿元",
    ]


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("支持企业开展技术改造，给予最高300万元资金补助。", ["?开展技术改造"]),
        (
            "鼓励符合条件的企业建设公共技术服务平台，按建设投入的30%给予补助，最高200万元。",
            ["?建设公共技术服务平台"],
        ),
        # the money is for the retrofit: who has the turnover and does none gets nothing
        (
            "支持企业开展技术改造，对上年度营业收入1亿元以上的企业，给予最高300万元资金补助。",
            ["?开展技术改造", "revenue@Y-1 >= 1亿元"],
        ),
        # what was encouraged is named again by its result
        (
            "支持企业开展国际产品认证，对通过欧盟认证的企业，给予最高30万元资金补助。",
            ["titles has 欧盟认证"],
        ),
    ],
)
def test_what_is_supported_with_a_sum_is_asked(
    draft_of: Callable[..., Draft],
    parts_of: Callable[..., list[str]],
    sentence: str,
    asked: list[str],
) -> None:
    (rule,) = draft_of(f"第一条 {sentence}").ruleset.rules
    assert parts_of(rule) == asked
