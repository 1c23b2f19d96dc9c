"""管理办法: chapters of several matters, titles that other articles pay for, grades, 款 apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.roles import Role, role_of_chapter
from rules.draft import Draft

CHAPTERS = [
    ("绩效评价与支持措施", Role.NONE),
    ("考核管理和激励政策", Role.NONE),
    ("认定条件与程序", Role.NONE),
    ("资金管理、奖补标准", Role.NONE),
    ("日常管理及扶持", Role.NONE),
    ("监督管理与绩效评价", Role.DUTY),
    ("申报程序和拨付", Role.PROCEDURE),
    ("附则", Role.DUTY),
    ("认定条件", Role.CONDITION),
]


@pytest.mark.parametrize(("heading", "role"), CHAPTERS)
def test_a_chapter_of_several_matters_gives_no_role(heading: str, role: Role) -> None:
    assert role_of_chapter(heading) is role


@pytest.mark.parametrize(
    "chapter", ["绩效评价与支持措施", "考核管理和激励政策", "日常管理及扶持", "运行监管与奖补"]
)
def test_articles_under_such_a_chapter_are_items(
    chapter: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(
        f"第一章 {chapter}\n"
        "第一条 主管部门每年开展一次考核。连续两年考核不合格的，取消资格。\n"
        "第二条 对市级示范园区，给予一次性奖励30万元。\n"
    )
    assert [rule.place for rule in draft.ruleset.rules] == ["第一章第二条"]


GRADES = [
    ("上年度考核结果为优秀、良好、合格的", ["优秀", "良好", "合格"], "Y-1"),
    ("上年度绩效评价为A级、B级、C级的", ["A级", "B级", "C级"], "Y-1"),
    ("年度考评获评优秀、良好、合格等次的", ["优秀", "良好", "合格"], "now"),
    ("运营评估结果达到A、B和C档的", ["A级", "B级", "C级"], "now"),
    ("质量信用评价等级为A级、B级、C级的", ["A级", "B级", "C级"], "now"),
]


@pytest.mark.parametrize(("who", "grades", "period"), GRADES)
def test_grades_are_cases_of_a_rating(
    who: str, grades: list[str], period: str, award_of: Callable[[str], str]
) -> None:
    at = "" if period == "now" else f"@{period}"
    cases = [
        f"site_rating{at} in {grade} -> {paid}万元"
        for grade, paid in zip(grades, (50, 30, 10), strict=True)
    ]
    found = award_of(f"对{who}养老机构，分别给予50万元、30万元、10万元奖励。")
    assert found == "highest of {" + "; ".join(cases) + "}"


def test_an_approval_is_no_grade(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("对经评审合格的示范社，给予一次性奖励10万元。")
    assert "site_rating" not in draft.ruleset.model_dump_json()


RECOGNITION = (
    "第一条 申请单位应当具有独立法人资格。\n"
    "第二条 申请认定{title}的，应当具备下列条件：\n"
    "（一）占地面积不少于20亩；\n"
    "（二）技术人员不少于10人。\n"
    "第三条 经评审合格的，认定为{title}，授予牌匾。\n"
    "第四条 对获得国家级奖项的单位，给予20万元奖励。\n"
)


@pytest.mark.parametrize(
    "title", ["市级示范农场", "区级绿色工厂", "市级文化创意园区", "区级示范养老机构", "示范幼儿园"]
)
def test_the_conditions_of_a_title_hold_for_the_item_that_awards_it(
    title: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(RECOGNITION.format(title=title))
    by_place = {rule.place: rule.when.model_dump_json() for rule in draft.ruleset.rules}
    assert set(by_place) == {"第三条", "第四条"}
    assert "20亩" in by_place["第三条"]
    assert "20亩" not in by_place["第四条"]
    assert "legal_person" in by_place["第四条"]


def test_paragraphs_of_an_article_with_recipients_of_their_own_are_items(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of(
        "第一条 养老机构收住失能老人的，按床位数给予每张2000元补贴。\n"
        "社区日间照料中心提供助餐服务的，按年度运营费用的20%给予补助，每年最高10万元。\n"
        "同一机构的，就高享受。\n"
    )
    assert len(draft.ruleset.rules) == 2


SPENT = [
    "补助资金应当用于改善条件，不得用于发放奖金。",
    "奖励资金主要用于人才培养。",
    "获得的补贴款须专项用于设备更新。",
]


@pytest.mark.parametrize("sentence", SPENT)
def test_what_the_money_is_spent_on_is_no_condition(
    sentence: str, draft_of: Callable[..., Draft]
) -> None:
    rule, *rest = draft_of(f"对市级示范园区，给予30万元奖励。{sentence}").ruleset.rules
    assert rest == []
    assert "用于" not in rule.when.model_dump_json()


TOTALS = [
    "同一单位每年获得的支持资金总额不超过500万元。",
    "每家企业每年享受的补贴累计不超过200万元。",
    "单个企业年度获得各类资金总额最高不超过300万元。",
]


@pytest.mark.parametrize("sentence", TOTALS)
def test_a_total_of_one_applicant_is_no_item(sentence: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(f"第一条 对市级示范园区，给予30万元奖励。\n第二条 {sentence}\n")
    assert [rule.place for rule in draft.ruleset.rules] == ["第一条"]


SHORT = [
    ("现代农业服务中心", "服务中心"),
    ("科技企业孵化器", "孵化器"),
    ("文化创意产业园区", "园区"),
    ("社区养老服务驿站", "驿站"),
    ("新型研发机构", "研发机构"),
]


@pytest.mark.parametrize(("whole", "short"), SHORT)
def test_a_short_name_stands_for_the_whole_title(
    whole: str, short: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(
        f"第一条 本办法所称{whole}（以下简称{short}），是指提供服务的机构。\n"
        f"第二条 首次被认定为国家级、省级{short}的，分别奖励50万元、30万元。\n"
    )
    written = draft.ruleset.model_dump_json()
    assert f"国家级{whole}" in written
    assert f"省级{whole}" in written


def test_a_short_name_that_is_no_end_of_the_whole_changes_nothing(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of(
        "第一条 本办法所称区科技创新局（以下简称主管部门），负责认定。\n"
        "第二条 首次被认定为国家级、省级孵化器的，分别奖励50万元、30万元。\n"
    )
    assert "国家级孵化器" in draft.ruleset.model_dump_json()


def test_rows_take_over_what_the_sentence_before_them_says(
    draft_of: Callable[..., Draft], worth_of: Callable[..., str]
) -> None:
    (rule,) = draft_of(
        "第一条 上年度考核结果为优秀、良好的市级驿站、区级驿站，按下表给予补贴。\n"
        "类别 | 等次 | 床位数（张） | 标准\n"
        "市级驿站 | 优秀 | 不少于50张 | 20万元\n"
        "市级驿站 | 良好 | 不少于30张 | 10万元\n"
        "区级驿站 | 优秀 | 30张以上 | 最高8万元\n"
    ).ruleset.rules
    assert worth_of(rule.award) == (
        "highest of {"
        "all(titles has 市级驿站; site_rating@Y-1 in 优秀; beds@now >= 50张) -> 20万元; "
        "all(titles has 市级驿站; site_rating@Y-1 in 良好; beds@now >= 30张) -> 10万元; "
        "all(titles has 区级驿站; site_rating@Y-1 in 优秀; beds@now >= 30张) -> 8万元 ceiling}"
    )


LOWER = [
    (
        "按实际减免租金的50%给予补助，且不高于按减免面积每平方米200元计算的金额，每年最高60万元",
        ("50%", "200元", "60万元"),
    ),
    (
        "按购置额的30%给予补助，但不超过按服务面积每亩50元核算的补助额",
        ("30%", "50元"),
    ),
    (
        "按培训费用的80%给予补贴，不得超过按培训人数每人500元测算的总额",
        ("80%", "500元"),
    ),
]


@pytest.mark.parametrize(("grant", "figures"), LOWER)
def test_the_lower_of_two_formulas_is_paid(
    grant: str, figures: tuple[str, ...], draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"对市级示范园区，{grant}。").ruleset.rules
    assert rule.award.kind == "lesser_of"
    written = rule.award.model_dump_json()
    assert all(figure in written for figure in figures)


DIFFERENCES = [
    "此前已因较低级别获得奖励的，只补足差额部分。",
    "已获得较低级别奖励的，按差额予以补足。",
    "由较低级别晋升的，仅奖励差额部分。",
]


@pytest.mark.parametrize("sentence", DIFFERENCES)
def test_a_difference_alone_is_topped_up(sentence: str, draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(
        f"首次被认定为国家级、省级示范社的，分别奖励50万元、30万元。{sentence}"
    ).ruleset.rules
    assert rule.award.kind == "top_up"


UNMENDED = [
    "存在重大安全隐患且拒不改正",
    "受到行政处罚且尚未整改到位",
    "场地存在消防隐患且逾期未整改",
    "拖欠租金且情节严重",
    "账目混乱且仍未纠正",
]


@pytest.mark.parametrize("misdeed", UNMENDED)
def test_a_misdeed_that_goes_on_is_one_exclusion(
    misdeed: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(
        "第一条 对市级示范园区，给予30万元奖励。\n"
        f"第二条 有下列情形之一的，不予支持：\n（一）{misdeed}；\n（二）提供虚假材料。\n"
    ).ruleset.rules
    assert len(rule.unless) == 2


def test_a_list_that_is_asked_of_those_who_apply_for_a_subsidy_is_read(
    conditions_of: Callable[[str], list[str]], draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(
        "第一条 申请奖补的单位应当符合：\n"
        "（一）可自主支配的培训场地面积200平方米以上；\n"
        "（二）上年度组织农技培训、现场观摩等活动不少于6场；\n"
        "（三）上年度对外服务企业不少于10家；\n"
        "（四）经实地考察合格。\n"
        "第二条 对市级示范园区，给予30万元奖励。\n"
    ).ruleset.rules
    written = rule.when.model_dump_json()
    for attribute in ("site_area", "events_held", "enterprises_served"):
        assert f'"{attribute}"' in written
    assert "judged" in written


COUNTED = [
    ("企业新引进博士的，每引进1人奖励5万元", "5万元 per ?新引进博士@now"),
    ("企业获得软件著作权的，每件奖励申请单位5000元", "5000元 per software_copyrights@now"),
    (
        "区级以上工业园区引进的企业首次升规纳统的，每引进1家奖励园区运营主体3万元",
        "3万元 per ?企业首次升规纳统@now",
    ),
    (
        "中介机构推荐的项目在本区落户的，每落户1个给予推荐人2万元奖励",
        "2万元 per ?项目在本区落户@now",
    ),
    (
        "行业协会组织会员参加境外展会的，每参展1家补助协会1万元，每年不超过30万元",
        "1万元 per ?组织会员参加境外展会@now cap 30万元/enterprise_year",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), COUNTED)
def test_what_is_named_before_each_is_counted(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{sentence}。") == expected


NOT_COUNTED = [
    "首次认定为国家高新技术企业的，每家奖励10万元",
    "企业招用就业困难人员，签订1年以上劳动合同的，每招用1人给予用人单位2000元补贴",
    "对获得市级示范社称号的合作社，每家给予5万元奖励",
]


@pytest.mark.parametrize("sentence", NOT_COUNTED)
def test_recipients_one_by_one_are_not_counted(
    sentence: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"{sentence}。").ruleset.rules
    assert rule.when.kind != "judged"
    assert "首次认定" not in rule.award.model_dump_json() or rule.award.kind == "fixed"


OF_EITHER = [
    "具有中级以上职称或者硕士以上学位的人员占比不低于50%",
    "具有高级职称或者博士学位的研发人员不少于5人",
    "取得教师资格证书或者护理员资格证书的人员占职工总数的比例达到80%",
]


@pytest.mark.parametrize("asked", OF_EITHER)
def test_a_figure_of_those_who_meet_either_is_one_leaf(
    asked: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(
        f"第一条 申请单位应当符合下列条件：\n（一）{asked}；\n（二）具有独立法人资格。\n"
        "第二条 对市级示范园区，给予30万元奖励。\n"
    ).ruleset.rules
    assert '"kind":"any"' not in rule.when.model_dump_json().replace(" ", "")
    assert '"kind":"compare"' in rule.when.model_dump_json().replace(" ", "")


YEARS = [
    ("上年度向本区企业提供检测服务的机构，按照合同实际到账金额的15%给予补助", "Y-1"),
    ("当年承接服务外包项目的企业，按照外包合同到账金额的5%给予奖励", "Y"),
    ("从事检测服务的机构，按照合同实际到账金额的15%给予补助", "annual"),
]


@pytest.mark.parametrize(("sentence", "year"), YEARS)
def test_the_year_of_what_was_done_is_that_of_its_cost(
    sentence: str, year: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"对{sentence}。").ruleset.rules
    assert rule.award.kind == "rate"
    base = rule.award.base
    assert base.kind == "value"
    assert base.period.code in ({year, "now"} if year == "annual" else {year})
