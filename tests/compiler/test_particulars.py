"""What a rule says besides its conditions and award, and of which items a sentence says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from rules.draft import Draft
from rules.rule import Delivery, ReviewMode, Rule
from rules.stacking import AnnualCap, Cumulative, ExclusiveWith, HighestOf, OnceOnly
from rules.vocabulary import Subject

TWO = (
    "泉港市制造业扶持办法\n"
    "第一条 设备更新补助。企业购置生产设备的，按设备投资额的10%给予补助，最高50万元。\n"
    "第二条 展会补贴。企业参加境外展会的，每个展会给予2万元补贴。\n"
)


def _two(last: str, draft_of: Callable[..., Draft]) -> tuple[Rule, Rule]:
    first, second = draft_of(f"{TWO}第三章 附则\n第三条 {last}").ruleset.rules
    return first, second


@pytest.mark.parametrize(
    ("sentence", "papers"),
    [
        (
            "申报单位提交申请表、发票和付款凭证，由市工信局审核。",
            ("申请表、发票和付款凭证",),
        ),
        ("申请人凭身份证、银行卡到街道窗口申请。", ("身份证、银行卡",)),
        (
            "企业应当如实填写申报书，并提供营业执照、审计报告等材料。",
            ("如实填写申报书，并提供营业执照、审计报告等材料",),
        ),
        ("申报材料包括营业执照、完税证明。", ("营业执照、完税证明",)),
        ("申报单位提供虚假材料的，不予受理。", ()),
        ("纳税数据由市税务局提供。", ()),
    ],
)
def test_papers_in_running_text(
    sentence: str, papers: tuple[str, ...], draft_of: Callable[..., Draft]
) -> None:
    for rule in _two(sentence, draft_of):
        assert tuple(note.text for note in rule.materials) == papers


def test_papers_under_their_own_heading_are_listed_one_by_one(
    draft_of: Callable[..., Draft],
) -> None:
    text = (
        "一、设备补助\n购置设备的，给予10万元补助。\n二、展会补贴\n参加境外展会的，给予2万元补贴。\n"
        "三、申报材料\n（一）资金申请书；\n（二）营业执照；\n"
        "（三）专项材料：设备发票、验收报告。\n上述材料一式两份。"
    )
    for rule in draft_of(text).ruleset.rules:
        assert [n.text for n in rule.materials] == [
            "资金申请书",
            "营业执照",
            "设备发票、验收报告",
        ]


def test_papers_that_an_office_looks_up_itself_are_not_asked(
    draft_of: Callable[..., Draft],
) -> None:
    text = (
        "问题一、开店有补贴吗？\n【领多少】首次创业的，给予8000元补贴。\n"
        "【带什么】身份证、营业执照，社保记录由我们核查，不用提供。"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert [n.text for n in rule.materials] == ["身份证、营业执照"]


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("申报时间为2026年5月8日至6月30日。", ("2026-05-08 00:00:00", "2026-06-30 23:59:59")),
        (
            "企业于2026年3月2日9:00至2026年3月20日17:30登录平台申报。",
            ("2026-03-02 09:00:00", "2026-03-20 17:30:00"),
        ),
        ("每年4月、10月集中受理。", ("None", "None")),
        ("常年受理，按季审核。", ("None", "None")),
    ],
)
def test_when_applications_are_taken(
    sentence: str, ends: tuple[str, str], draft_of: Callable[..., Draft]
) -> None:
    for rule in _two(sentence, draft_of):
        (window,) = rule.windows
        assert (str(window.start), str(window.end)) == ends


@pytest.mark.parametrize(
    "sentence",
    [
        "补助资金于每年9月底前拨付。",
        "2026年4月30日以前已经提出的申请，按照原规定办理。",
        "本办法自2026年5月1日起施行。",
    ],
)
def test_what_is_no_time_of_applying(sentence: str, draft_of: Callable[..., Draft]) -> None:
    for rule in _two(sentence, draft_of):
        assert rule.windows == ()


def test_two_times_of_one_year_are_two_windows(draft_of: Callable[..., Draft]) -> None:
    said = "2026年3月1日至2026年3月31日或者2026年9月1日至2026年9月30日集中申报。"
    first, _ = _two(said, draft_of)
    assert [str(w.end) for w in first.windows] == ["2026-03-31 23:59:59", "2026-09-30 23:59:59"]


def test_a_deadline_of_its_own_goes_before_that_of_all(draft_of: Callable[..., Draft]) -> None:
    text = (
        "一、设备补助\n1.标准：购置设备的，给予10万元补助。\n2.申报时间：2026年4月1日至2026年4月30日。\n"
        "二、展会补贴\n1.标准：参加境外展会的，给予2万元补贴。\n"
        "三、申报时间\n2026年3月1日至2026年3月31日申报。"
    )
    first, second = draft_of(text).ruleset.rules
    assert [str(w.end)[:10] for w in first.windows] == ["2026-04-30"]
    assert [str(w.end)[:10] for w in second.windows] == ["2026-03-31"]


def test_the_other_items_are_those_not_named(draft_of: Callable[..., Draft]) -> None:
    said = "展会补贴实行免申即享；其余各项于每年6月申报。"
    first, second = _two(said, draft_of)
    assert (first.delivery, second.delivery) == (Delivery.APPLICATION, Delivery.NO_APPLICATION)
    assert (len(first.windows), second.windows) == (1, ())


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("本办法自2026年2月1日起施行，有效期至2028年12月31日。", "2026-02-01", "2028-12-31"),
        ("本办法自2026年7月15日起施行，有效期五年。", "2026-07-15", "2031-07-14"),
        ("本办法自2026年2月20日起施行，试行两年。", "2026-02-20", "2028-02-19"),
    ],
)
def test_how_long_a_policy_holds(
    sentence: str, start: str, end: str, draft_of: Callable[..., Draft]
) -> None:
    for rule in _two(sentence, draft_of):
        said = (rule.validity.start, rule.validity.end)
        assert said == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("获得设备更新补助的企业，所购设备3年内不得转让。", True, False),
        ("领取展会补贴的企业应当报送参展总结，违反规定的退回补贴。", False, True),
        ("骗取资金的，追回已拨付资金，三年内不再受理其申请。", True, True),
    ],
)
def test_a_duty_is_told_to_whom_it_binds(
    sentence: str, first: bool, second: bool, draft_of: Callable[..., Draft]
) -> None:
    rules = _two(sentence, draft_of)
    assert [bool(rule.obligations) for rule in rules] == [first, second]
    for note in (n for rule in rules for n in rule.obligations):
        assert note.text == sentence.rstrip("。")


def test_a_commitment_and_its_breach_are_one_duty(draft_of: Callable[..., Draft]) -> None:
    said = "企业应当承诺五年内不迁出本市；违反承诺的，退回补助资金。"
    first, _ = _two(said, draft_of)
    assert [n.text for n in first.obligations] == [said.rstrip("。")]


@pytest.mark.parametrize(
    ("sentence", "kind", "scope"),
    [
        (
            "同一项目已获得市级其他专项资金支持的，不再给予支持。",
            ExclusiveWith,
            "市级其他专项资金",
        ),
        ("同一设备已享受省级补贴的，不得重复申报。", ExclusiveWith, "省级补贴"),
        ("与本市其他同类政策重复的，企业只能选择其中一项。", ExclusiveWith, "本市其他同类政策"),
        ("同一企业的同一事项按从高不重复的原则执行。", HighestOf, "同一企业的同一事项"),
        ("同时符合多个档次的，按最高档次执行。", HighestOf, "多个档次"),
        ("每户限补贴一次。", OnceOnly, "每户"),
        ("同一张证书只奖励一次。", OnceOnly, "同一张证书"),
        ("同一企业年度累计获得本办法支持的金额不超过200万元。", AnnualCap, "同一企业"),
        ("单个企业每年度按本办法获得的资金总额不超过300万元。", AnnualCap, "单个企业"),
    ],
)
def test_scope_words_of_stacking(
    sentence: str, kind: type, scope: str, draft_of: Callable[..., Draft]
) -> None:
    for rule in _two(sentence, draft_of):
        assert [(type(s), s.scope) for s in rule.stacking] == [(kind, scope)]


def test_once_each_level_and_levels_together_are_two_clauses(
    draft_of: Callable[..., Draft],
) -> None:
    first, _ = _two("同一级别只奖励一次，不同级别可以叠加享受。", draft_of)
    assert {(type(s), s.source.quote) for s in first.stacking} == {
        (OnceOnly, "同一级别只奖励一次"),
        (Cumulative, "不同级别可以叠加享受"),
    }


def test_an_item_excepted_behind_the_limit_is_not_limited(draft_of: Callable[..., Draft]) -> None:
    said = "单个企业每年获得的资金总额不超过300万元，第二条规定的补贴除外。"
    first, second = _two(said, draft_of)
    assert [type(s) for s in first.stacking] == [AnnualCap]
    assert second.stacking == ()


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("本办法由市工业和信息化局负责解释。", "市工业和信息化局"),
        ("本市工业和信息化局是设备资金的主管部门。", "本市工业和信息化局"),
    ],
)
def test_the_office_where_nobody_is_named_at_the_head(
    sentence: str, office: str, draft_of: Callable[..., Draft]
) -> None:
    for rule in _two(sentence, draft_of):
        assert rule.department == office


def test_the_office_in_brackets_goes_before_the_issuer(draft_of: Callable[..., Draft]) -> None:
    text = (
        "泉港市人民政府办公室关于印发若干措施的通知\n"
        "一、设备补助。购置设备的，给予10万元补助。（责任单位：市工业和信息化局、市财政局）\n"
        "二、展会补贴。参加境外展会的，给予2万元补贴。（责任单位：市商务局）"
    )
    first, second = draft_of(text).ruleset.rules
    assert first.department == "市工业和信息化局、市财政局"
    assert second.department == "市商务局"


def test_a_telephone_of_its_own_goes_before_the_last(draft_of: Callable[..., Draft]) -> None:
    text = (
        "一、设备补助\n标准：购置设备的，给予10万元补助。\n咨询电话：0595-2233445\n"
        "二、展会补贴\n标准：参加境外展会的，给予2万元补贴。\n"
        "三、其他\n咨询电话：0595-6677889"
    )
    first, second = draft_of(text).ruleset.rules
    assert (first.phone, second.phone) == ("0595-2233445", "0595-6677889")


def test_how_applications_are_decided_may_stand_at_the_end(
    draft_of: Callable[..., Draft],
) -> None:
    for rule in _two("本办法实行核准制。", draft_of):
        assert rule.review_mode is ReviewMode.APPROVAL


@pytest.mark.parametrize(
    ("grant", "subject"),
    [
        ("收住重度失能老年人的，每人每月给予300元补助。", Subject.ENTERPRISE),
        (
            "社区养老服务组织开办食堂，服务老年人满50人次的，给予5万元补助。",
            Subject.ENTERPRISE,
        ),
        ("招用毕业年度高校毕业生的，每招用1人给予1000元补贴。", Subject.ENTERPRISE),
        ("在区内企业工作满1年的技师，给予2万元津贴。", Subject.PERSON),
        ("博士后与区内企业签订劳动合同的，给予10万元补贴。", Subject.PERSON),
    ],
)
def test_whose_item_it_is(grant: str, subject: Subject, draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(f"第一条 {grant}").ruleset.rules
    assert rule.subject is subject


def test_what_a_guide_says_before_its_cards_holds_for_all_of_them(
    draft_of: Callable[..., Draft],
) -> None:
    card = (
        "依据文件：《{0}办法》（泉商字〔2026〕{1}号）\n发文机构：泉港市商务局\n发布日期：2026-01-0{1}\n"
        "服务对象：企业\n服务内容：企业{0}的，给予2万元补贴。\n条件要求：在本市登记注册。\n"
    )
    text = (
        "泉港市惠企政策手册\n编者按：本手册收录现行政策。同一事项已获得省级资金支持的，不重复支持。\n"
        + "1.境外参展补贴\n"
        + card.format("参加境外展会", 1)
        + "2.设备更新补贴\n"
        + card.format("购置生产设备", 2)
    )
    draft = draft_of(text)
    assert len(draft.ruleset.rules) == 2
    for rule in draft.ruleset.rules:
        assert [(type(s), s.scope) for s in rule.stacking] == [(ExclusiveWith, "省级资金")]
    covered = sum(len(entry.span.quote) for entry in draft.ledger)
    assert covered >= len(text.replace("\n", "")) - 2
