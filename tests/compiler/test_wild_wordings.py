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
    # the vocabulary has an attribute for catalogues of products: the name is its one value
    (
        "对产品纳入《绿色食品产业推广应用名录》的企业",
        "product_catalogue has 绿色食品产业推广应用名录",
    ),
]


@pytest.mark.parametrize(("who", "whole"), IN_MARKS)
def test_nothing_is_read_inside_the_name_of_a_document(
    who: str, whole: str, when_of: Callable[[str], str]
) -> None:
    read = when_of(f"{who}，给予10万元奖励。")
    assert whole in read
    assert "one_of" not in read
    assert read.count("《") == read.count("》") == whole.count("《")


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


BEFORE = [
    (
        "重点支持我区列入年度计划的节能改造项目。对上述项目，按设备购置额的10%给予补助",
        "列入年度计划的节能改造项目",
    ),
    (
        "优先支持面向老旧小区的加梯工程项目。对该类项目，给予10万元补助",
        "面向老旧小区的加梯工程项目",
    ),
    (
        "鼓励发展从事种质资源保护的育种企业。对前述企业，给予10万元奖励",
        "从事种质资源保护的育种企业",
    ),
]


@pytest.mark.parametrize(("grant", "named"), BEFORE)
def test_those_mentioned_above_are_those_named_before(
    grant: str, named: str, when_of: Callable[[str], str]
) -> None:
    assert named in when_of(f"{grant}。")


@pytest.mark.parametrize(
    "cases",
    [
        "成熟市场按保费的30%给予补贴；新开发市场按保费的40%给予补贴",
        "常规保险按保费的30%给予补贴；创新保险按保费的40%给予补贴",
        "普通航线按保费的30%给予补贴；重点航线按保费的40%给予补贴",
    ],
)
def test_a_name_that_nobody_is_given_is_no_title(
    cases: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 对投保出口保险的企业，{cases}。").ruleset.rules
    assert "titles" not in rule.model_dump_json()


@pytest.mark.parametrize(
    ("grant", "count"),
    [
        ("每个标准一次性奖补60万元", "?标准"),
        ("每个课题一次性补助20万元", "?课题"),
        ("每件作品给予奖补5万元", "?作品"),
    ],
)
def test_what_is_counted_is_the_thing_and_not_the_grant(
    grant: str, count: str, award_of: Callable[[str], str]
) -> None:
    assert f"per {count}@" in award_of(f"对牵头制定行业规范的企业，{grant}。")


@pytest.mark.parametrize(
    "grant",
    [
        "分3年给予最高30万元的奖励",
        "分三年给予60万元奖励",
        "分3期给予最高90万元补助",
    ],
)
def test_parts_without_shares_are_told_and_no_condition(
    grant: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    draft = draft_of(f"第一条 对国家高新技术企业，{grant}。")
    (rule,) = draft.ruleset.rules
    assert short_of(rule.when) == "titles has 国家高新技术企业"
    assert "PC507" in [d.code for d in draft.diagnostics]


@pytest.mark.parametrize(
    ("since", "rates", "years"),
    [
        ("自认定之年起3年内", "60%、50%、40%", "3年"),
        ("从投产之年起4年内", "80%、60%、40%、20%", "4年"),
        ("自落户次年起两年内", "100%、50%", "两年"),
    ],
)
def test_a_rate_for_each_year_is_a_case_of_that_year(
    since: str, rates: str, years: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(f"第一条 对国家高新技术企业，{since}按研发费用分别按{rates}的比例给予扶持。")
    (rule,) = draft.ruleset.rules
    assert rule.award.kind == "cases"
    asked = [leaf.attribute for case in rule.award.cases for leaf in leaves(case.when)]
    assert asked == ["?第一年", "?第二年", "?第三年", "?第四年"][: len(asked)]
    told = [str(case.award.rate) for case in rule.award.cases if case.award.kind == "rate"]
    assert told == rates.split("、"), years


@pytest.mark.parametrize(
    "line", ["鼓励企业参加境外展会", "支持外贸企业投保信用保险", "加快培育跨境电商主体"]
)
def test_a_numbered_line_over_paragraphs_names_them(
    line: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(
        f"一、{line}。\n对国家高新技术企业，给予10万元奖励。\n对专精特新中小企业，给予5万元奖励。"
    )
    assert {rule.title.partition("（")[0] for rule in draft.ruleset.rules} == {line}


@pytest.mark.parametrize(
    ("limit", "caps"),
    [
        (
            "省级机构，贴息额度不超过80万元；市级及以下机构，贴息额度不超过40万元。",
            ["80万元", "40万元"],
        ),
        (
            "一类企业，补助总额不超过200万元；二类企业，补助总额不超过100万元。",
            ["200万元", "100万元"],
        ),
        ("新建项目，奖补上限300万元；改造项目，奖补上限100万元。", ["300万元", "100万元"]),
    ],
)
def test_limits_of_classes_are_limits_of_the_formula_and_no_grants(
    limit: str, caps: list[str], award_of: Callable[[str], str]
) -> None:
    award = award_of(f"对国家高新技术企业，按贷款利息的50%给予贴息。{limit}")
    assert award.count("50% of loan_interest@annual cap") == 2
    assert [cap for cap in caps if f"cap {cap}/item" not in award] == []


@pytest.mark.parametrize(
    "thing",
    [
        "参加省组织的境内展会（除汽车展外）",
        "投保信用保险（进口类保险除外）",
        "举办专业论坛（线上论坛不在此列）",
    ],
)
def test_what_a_bracket_leaves_out_of_a_thing_is_not_lost(
    thing: str, when_of: Callable[[str], str]
) -> None:
    assert when_of(f"对{thing}的企业，给予10万元奖励。") == f"?{thing}"


@pytest.mark.parametrize(
    "limit",
    ["同一家企业奖励上限为10万元", "单个单位补助总额不超过20万元", "每家机构补贴封顶30万元"],
)
def test_a_limit_among_conditions_is_no_condition(
    limit: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(f"第一条 对国家高新技术企业，给予5万元奖励。接待满200人次即可申报，{limit}。")
    names = "".join(rule.when.model_dump_json() for rule in draft.ruleset.rules)
    assert f"?{limit}" not in names
