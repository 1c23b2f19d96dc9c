"""How amounts are worded: several benefits of one sentence, classes, steps, top-ups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

AWARDS = [
    # a class and its sum, one after the other
    (
        "对培训合格的职工，初级工补贴1000元、中级工补贴1500元、高级工补贴2000元",
        "highest of {skill_level has 初级工（五级） -> 1000元; "
        "skill_level has 中级工（四级） -> 1500元; skill_level has 高级工（三级） -> 2000元}",
    ),
    # who stands first holds for each case
    (
        "对拟上市企业，完成股份制改造的给予50万元，完成辅导验收的给予100万元",
        "highest of {listing_stage has 完成股份制改造 -> 50万元; "
        "listing_stage has 通过上市辅导验收 -> 100万元}",
    ),
    # two kinds of support, both paid
    (
        "对境外投资项目给予贷款贴息最高500万元和投资补助最高100万元",
        "sum of {?境外投资项目 -> 500万元 ceiling; ?境外投资项目 -> 100万元 ceiling}",
    ),
    # a verb with its figure grants wherever it stands
    ("支持企业开展样机研发，根据项目投入给予最高50万元支持", "50万元 ceiling"),
    ("对建成的项目，竣工后按照项目总投资的20%予以奖励", "20% of project_investment@now"),
    ("对企业参展的展位费按50%给予补贴", "50% of exhibition_cost@now"),
    ("对企业发生的第三方审计费用予以30%的补贴", "30% of ?第三方审计费用@now"),
    # a rate of interest in percentage points
    ("对符合条件的项目给予2.5个百分点的贷款贴息", "2.5% of loan_principal@now"),
    # paid besides, by steps above what the conditions ask for, limited together
    (
        "对上年度营业收入1亿元以上的企业，给予20万元奖励，每增加1000万元再给予2万元奖励，"
        "最高不超过100万元",
        "sum of {revenue@Y-1 >= 1亿元 -> 20万元; revenue@Y-1 >= 1亿元 -> 2万元 per "
        "revenue@Y-1 step 1000万元 from 1亿元} cap 100万元/item",
    ),
    (
        "对展览面积1万平方米以上的展会给予20万元补贴，每增加1000平方米增加2万元，最高100万元",
        "sum of {exhibition_area@now >= 10000平方米 -> 20万元; "
        "exhibition_area@now >= 10000平方米 -> 2万元 per exhibition_area@now "
        "step 1000平方米 from 10000平方米} cap 100万元/item",
    ),
    # classes that are paid by the month, timed by the last words
    (
        "对高校毕业生，博士每月2000元、本科每月1000元，补贴期限不超过36个月",
        "highest of {education in 博士 -> 2000元 per month for 36个月; education in 本科 -> "
        "1000元 per month for 36个月}",
    ),
    (
        "对老年人，60—79周岁每人每月100元，80周岁以上每人每月500元",
        "step by age@now {[60年,79年]: 100元; [80年,): 500元} per month",
    ),
    # a rate for each year
    (
        "对入驻企业，第一年按实际租金的70%补贴，第二年按50%补贴",
        "highest of {?第一年 -> 70% of rent_paid@annual; ?第二年 -> 50% of rent_paid@annual}",
    ),
    # a higher rate of the same cost
    (
        "对技改项目，按设备购置额的15%给予补助；其中属于智能化改造的，补助比例提高至20%",
        "highest of {?技改项目 -> 15% of equipment_purchase@annual; ?属于智能化改造 -> 20% of "
        "equipment_purchase@annual}",
    ),
    # limits of classes that are named beside them
    (
        "对举办的赛事，按实际支出的30%给予补助，国家级、省级赛事最高分别不超过200万元、100万元",
        "highest of {?国家级赛事 -> 30% of actual_cost@now cap 200万元/item; "
        "?省级赛事 -> 30% of actual_cost@now cap 100万元/item}",
    ),
    # what others granted is made up to the cost
    (
        "对市级资助额超过实际展位费50%的企业，按实际展位费补足差额",
        "top up upper_grant@now to 100% of exhibition_cost@now",
    ),
    # at most so much for each that is newly opened
    (
        "对零售企业，上年度每新开1家门店最高资助10万元，每家企业每年最高100万元",
        "10万元 per new_stores@Y-1 ceiling cap 100万元/enterprise_year",
    ),
    # a sum and what its parts come to
    ("对全职博士给予安家补贴20万元，分五年发放，每年4万元", "20万元 in 20%/20%/20%/20%/20%"),
    # the last words limit all the alternatives
    (
        "对技术改造项目，按总投资的20%给予奖励；达到绿色工厂标准的，按总投资的30%给予奖励，"
        "单个企业年度奖励金额最高300万元",
        "highest of {?技术改造项目 -> 20% of project_investment@now; titles has 绿色工厂 -> 30% of "
        "project_investment@now} cap 300万元/enterprise_year",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), AWARDS)
def test_amounts_as_policies_word_them(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause + "。") == expected


TOP_UPS = [
    "分别给予300万元、200万元奖励，晋级的补足差额",
    "分别给予300万元、200万元奖励，晋级的按差额补足",
    "分别给予300万元、200万元奖励，按照晋级补差原则奖励",
    "分别给予300万元、200万元奖励，已获得低等级奖励的补差额部分",
]


@pytest.mark.parametrize("grant", TOP_UPS)
def test_the_last_words_may_pay_only_what_is_missing(
    grant: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"对国家级、省级企业技术中心，{grant}。")
    assert award.startswith("top up received_support@now to highest of {")
    assert "300万元" in award
    assert "200万元" in award


SCOPES = [
    ("每年每家企业补贴金额不超过50万元", "50万元/enterprise_year"),
    ("单个企业年奖励额不超过50万元", "50万元/enterprise_year"),
    ("单个项目最高不超过50万元", "50万元/project"),
    ("每个展会最高50万元", "50万元/item"),
    ("累计不超过50万元", "50万元/total"),
    ("每家企业最高50万元", "50万元/enterprise"),
]


@pytest.mark.parametrize(("limit", "expected"), SCOPES)
def test_what_a_limit_holds_for(limit: str, expected: str, award_of: Callable[[str], str]) -> None:
    award = award_of(f"对国家高新技术企业，按设备购置额的10%给予补助，{limit}。")
    assert award == f"10% of equipment_purchase@annual cap {expected}"


def test_a_sum_per_unit_and_month_is_no_limit_of_the_whole(
    award_of: Callable[[str], str], draft_of: Callable[..., Draft]
) -> None:
    grant = "对租用办公用房的企业，按每平方米每月不超过30元的标准给予补贴，补贴期限不超过3年。"
    assert award_of(grant) == "30元 per rent_area@now ceiling per month for 3年"
    beside = draft_of(
        "第一条 对租赁办公用房的企业，按实际租金的50%给予补贴，每平方米每月最高不超过20元。"
    )
    assert beside.ruleset.rules[0].award.caps == ()
    assert [d.code for d in beside.diagnostics if d.code == "PC508"] == ["PC508"]


def test_sums_that_fit_no_class_are_at_most_the_largest(award_of: Callable[[str], str]) -> None:
    grant = "对企业领军人物担任相应职务的，分别给予企业不超过20万元、30万元、50万元资金支持。"
    assert award_of(grant) == "50万元 ceiling"


VARIANTS = [
    (
        "对研发费用500万元以上的企业，按研发费用的5%给予奖励，每家企业每年最高100万元。"
        "研发费用同比增长20%以上的，每家企业每年最高奖励金额提高至150万元",
        "highest of {rd_expense@annual >= 500万元 -> 5% of rd_expense@annual cap "
        "100万元/enterprise_year; growth(rd_expense@annual) >= 20% -> 5% of rd_expense@annual cap "
        "150万元/enterprise_year}",
    ),
    (
        "对国家高新技术企业，给予10万元奖励。上年度营业收入1亿元以上的，奖励标准提高至20万元",
        "highest of {titles has 国家高新技术企业 -> 10万元; revenue@Y-1 >= 1亿元 -> 20万元}",
    ),
    (
        "对创业者，按每月500元给予补贴。其中，年龄45周岁以下的，期限最长12个月；"
        "年龄50周岁以上的，最长24个月",
        "highest of {age@now <= 45年 -> 500元 per month for 12个月; age@now >= 50年 -> 500元 "
        "per month for 24个月}",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), VARIANTS)
def test_a_later_sentence_may_change_the_award_for_some(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause + "。") == expected


NOTHING = [
    "第二条 对已按项目投资的20%给予补助的企业，加强跟踪服务。",
    "第二条 支持企业扩大投资，政府持股比例不超过10%。",
]


@pytest.mark.parametrize("other", NOTHING)
def test_a_figure_that_grants_nothing_makes_no_item(
    other: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of("第一条 对国家高新技术企业，给予10万元奖励。\n" + other)
    assert len(draft.ruleset.rules) == 1


RAISED_INSIDE = [
    (
        "其中对留用率达到40%以上的实训单位，补贴标准提高到当地最低工资标准的90%",
        "all(?留用率@now >= 40%; entity_type in 实训单位)",
    ),
    (
        "其中对留用率40%及以上的机构，补助标准调整为最低工资标准的90%（按当月标准）",
        "?留用率@now >= 40%",
    ),
    ("其中，对留用率不低于40%的用人单位，标准提高至90%", "?留用率@now >= 40%"),
]


@pytest.mark.parametrize(("raised", "asked"), RAISED_INSIDE)
def test_a_rate_may_be_raised_for_some_inside_a_sentence(
    raised: str, asked: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(
        "对具有独立法人资格的单位，补贴标准为当地最低工资标准的60%，"
        f"{raised}，补贴期限最长不超过10个月。"
    )
    assert award == (
        "highest of {legal_person -> 60% of minimum_wage@now for 10个月; "
        f"{asked} -> 90% of minimum_wage@now for 10个月}}"
    )


RAISED_EACH = [
    (
        "对民办养老机构，按每月2000元给予补贴，其中为失能老年人服务的，按照其轻、中、重度失能程度，"
        "补贴标准分别上浮50%、100%、200%",
        ("3000元", "4000元", "6000元"),
    ),
    (
        "对示范社，按每年1万元给予补助，其中属于失能照护的，按轻、中、重度失能，标准分别提高10%、20%、30%",
        ("11000元", "12000元", "13000元"),
    ),
]


@pytest.mark.parametrize(("clause", "sums"), RAISED_EACH)
def test_a_standard_is_raised_for_each_class_by_its_own_share(
    clause: str, sums: tuple[str, ...], draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(f"第一条 {clause}。")
    (rule,) = draft.ruleset.rules
    assert rule.award.kind == "cases"
    raised = [
        c.award.amount.yuan for c in rule.award.cases if "care_level" in c.when.model_dump_json()
    ]
    assert [f"{yuan:f}元" for yuan in raised] == list(sums)
    assert not [d for d in draft.diagnostics if d.code == "PC508"]


REDUCED = [
    "改扩建停车场的一次性建设补助标准按上述标准的一半予以补助",
    "改扩建停车场按照上述标准的50%给予补助",
    "改扩建停车场的补助按前述标准的一半发放",
]


@pytest.mark.parametrize("reduced", REDUCED)
def test_each_alternative_before_it_is_reduced(
    reduced: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(
        "对新建车位达到100个以上的，给予10万元补助，50个以上不足100个的，给予4万元补助，"
        f"{reduced}。"
    )
    sums = ["5万元", "2万元", "10万元", "4万元"]
    assert award.startswith("first of {")
    assert all(f"-> {s}" in award for s in sums)
    assert award.count("改扩建") == 2
