"""What a last chapter or a mixed one holds: conditions for all, exclusions, items, ceilings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.document import SentenceKind
from rules.draft import Draft
from rules.rule import Rule

ITEM = "第一条 对首次认定的国家高新技术企业，给予10万元奖励。\n"


@pytest.mark.parametrize(
    ("heading", "sentence", "expected"),
    [
        ("四、有关事项", "本措施适用于具有独立法人资格的企业。", "legal_person"),
        ("第三章 附则", "本办法适用于统计关系在本区的单位。", "statistics_region in 青屏区"),
        ("三、其他事项", "享受本政策的企业应当具有独立法人资格。", "legal_person"),
        ("五、工作要求", "申报单位应当在本区登记注册。", "registered_region in 青屏区"),
        ("三、保障措施", "扶持对象应当具有独立法人资格。", "legal_person"),
    ],
)
def test_a_last_chapter_says_whom_the_policy_is_for(
    heading: str,
    sentence: str,
    expected: str,
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    (rule,) = draft_of(f"{ITEM}{heading}\n第二条 {sentence}").ruleset.rules
    assert expected in parts_of(rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "申报单位应当提供营业执照、审计报告，并对材料真实性负责。",
        "申请单位应当于每年3月登录惠企平台，提交申请书。",
        "申报主体应如实填报信息，配合监督检查。",
    ],
)
def test_what_is_handed_in_is_asked_of_nobody(
    sentence: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(f"{ITEM}四、有关事项\n第二条 {sentence}").ruleset.rules
    assert parts_of(rule) == ["first titles has 国家高新技术企业"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("被列入严重失信主体名单的，不予支持。", "dishonest_list"),
        ("近三年内存在骗取财政资金行为的，一律不予支持。", "subsidy_fraud@R36M"),
        ("弄虚作假骗取补贴的，不予发放，已经领取的要全额退回。", "subsidy_fraud"),
        ("拖欠职工工资的企业，不得申报。", "wage_arrears"),
    ],
)
def test_a_last_chapter_shuts_out(
    sentence: str,
    expected: str,
    draft_of: Callable[..., Draft],
    short_of: Callable[[Condition], str],
) -> None:
    (rule,) = draft_of(f"{ITEM}四、有关事项\n第二条 {sentence}").ruleset.rules
    assert [short_of(c) for c in rule.unless] == [expected]


@pytest.mark.parametrize(
    "heading",
    [
        "第二章 绩效评价与支持措施",
        "第二章 监督管理和激励政策",
        "第二章 职责分工与奖励",
        "第二章 资金管理及补助标准",
        "第二章 支持措施与组织实施",
    ],
)
def test_a_chapter_that_also_supports_holds_items(
    heading: str, draft_of: Callable[..., Draft], worth_of: Callable[..., str]
) -> None:
    (rule,) = draft_of(f"{heading}\n第二条 对规模以上工业企业，给予5万元奖励。").ruleset.rules
    assert worth_of(rule.award) == "5万元"


def test_a_ceiling_of_the_last_chapter_is_no_item(draft_of: Callable[..., Draft]) -> None:
    said = "第二条 同一单位每年获得的支持资金总额不超过500万元，第{}条除外。"
    (rule,) = draft_of(f"{ITEM}第三章 附则\n{said.format('九')}").ruleset.rules
    assert [s.kind for s in rule.stacking] == ["annual_cap"]
    (rule,) = draft_of(f"{ITEM}第三章 附则\n{said.format('一')}").ruleset.rules
    assert rule.stacking == ()  # the article the words leave out


@pytest.mark.parametrize(
    "sentence",
    [
        "补助资金应当用于改善孵化条件，不得用于发放奖金。",
        "奖励资金须用于研发活动。",
        "补贴只能用于支付租金。",
    ],
)
def test_what_the_money_may_be_spent_on_is_a_duty(
    sentence: str, draft_of: Callable[..., Draft]
) -> None:
    (entry,) = [e for e in draft_of(ITEM + sentence).ledger if e.span.quote == sentence]
    assert entry.kind is SentenceKind.OBLIGATION


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("对上年度向区级中试平台购买服务的企业，", ["?向区级中试平台购买服务@Y-1"]),
        ("对入驻市级以上文化产业园区的企业，", ["?入驻市级以上文化产业园区"]),
        ("对委托国家级检测中心开展检测的企业，", ["?委托国家级检测中心开展检测"]),
    ],
)
def test_the_title_of_a_partner_is_not_the_applicants(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


def test_a_title_ends_before_a_time(conditions_of: Callable[[str], list[str]]) -> None:
    found = conditions_of("对科技型中小企业上年度新购置设备100万元以上的，")
    assert found[0] == "titles has 科技型中小企业"


def test_thresholds_that_differ_by_place_keep_their_name(award_of: Callable[[str], str]) -> None:
    assert award_of(
        "对实缴资本分别达到10亿元、5亿元的企业，分别给予1000万元、500万元奖励。"
    ).startswith("step by paid_in_capital@now {[5亿元,10亿元)")


@pytest.mark.parametrize(
    "whom",
    [
        "申请第一条奖励的单位，应当",
        "凡申报奖补资金的企业，均须",
        "申领各项补贴的经营主体应当同时",
        "享受上述政策的企业，须",
        "以上各条支持的企业均应",
        "本措施所扶持的项目单位必须",
        "除第九条外，申报单位应当",
    ],
)
def test_whoever_applies_is_asked_however_the_last_chapter_calls_them(
    whom: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    body = f"{ITEM}四、其他事项\n第二条 {whom}具有独立法人资格，未被列入经营异常名录。"
    (rule,) = draft_of(body).ruleset.rules
    assert parts_of(rule)[:2] == ["legal_person", "not abnormal_operations"]


@pytest.mark.parametrize(
    "sentence",
    [
        "享受补贴的企业应当专款专用。",
        "申报前述项目的企业应当接受监督检查。",
        "申领各项补贴的经营主体应当如实提交凭证。",
    ],
)
def test_what_the_paid_owe_is_asked_of_no_applicant(
    sentence: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(f"{ITEM}四、其他事项\n第二条 {sentence}").ruleset.rules
    assert parts_of(rule) == ["first titles has 国家高新技术企业"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "以拆分合同等方式骗取补贴的，由区商务局收回资金，并自认定之日起两年内取消其申领资格。",
            "subsidy_fraud@R24M",
        ),
        ("对提供虚假材料骗取奖补资金的单位，收回资金，五年内不得再次申报。", "subsidy_fraud@R60M"),
        ("骗取资助的企业，除依法追回外，暂停三年申报资格。", "subsidy_fraud@R36M"),
        (
            "弄虚作假套取资金的，追缴资金，从处理之日起两年内不受理其申报。",
            "subsidy_fraud@R24M",
        ),
    ],
)
def test_a_misdeed_shuts_out_as_long_as_it_bars(
    sentence: str,
    expected: str,
    draft_of: Callable[..., Draft],
    short_of: Callable[[Condition], str],
) -> None:
    (rule,) = draft_of(f"{ITEM}四、有关事项\n第二条 {sentence}").ruleset.rules
    assert [short_of(c) for c in rule.unless] == [expected]


def test_each_of_a_list_in_one_sentence_counts_for_its_time(
    draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    sentence = (
        "申报单位有下列行为之一的，不予支持：1.骗取财政资金，处罚决定作出未满两年的；"
        "2.拒不接受审计的。"
    )
    (rule,) = draft_of(f"{ITEM}四、附则\n第二条 {sentence}").ruleset.rules
    assert [short_of(c) for c in rule.unless] == ["subsidy_fraud@R24M", "?拒不接受审计"]


@pytest.mark.parametrize("word", ["条", "项"])
def test_points_of_a_document_without_articles_are_named_by_their_number(
    word: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    body = (
        "一、支持技改。对完成设备更新的企业，给予10万元奖励。\n"
        "二、支持展会。对参加境外展会的企业，给予3万元奖励。\n"
        f"三、其他事项\n（一）申请第一{word}奖励的企业，应当具有独立法人资格。\n"
    )
    first, second = draft_of(body).ruleset.rules
    assert "legal_person" in parts_of(first)
    assert "legal_person" not in parts_of(second)
