"""Papers, parts of a whole, the younger, kinds shut out, and alternatives that read alike."""

from __future__ import annotations

import pytest

from tests.compiler.conftest import compiled, parts, short

HEAD = "第一条 申报企业应当符合下列条件：\n（一）"
TAIL = "\n第二条 对申报企业给予8万元奖励。"


@pytest.mark.parametrize(
    "paper",
    [
        "取得港务部门出具的同意船舶靠泊本市码头的批复",
        "具有检测机构出具的产品符合国家一级能效标准的报告",
        "获得证券交易所出具的同意企业在科创板上市的通知书",
    ],
)
def test_a_paper_is_asked_in_its_own_words(paper: str) -> None:
    """What a paper is about is no fact of its own beside the paper."""
    (rule,) = compiled(f"{HEAD}{paper}。{TAIL}").ruleset.rules
    assert parts(rule) == [f"?{paper}"]


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("外方持股比例占全部股份1/4以上", "?外方持股比例占全部股份@now >= 25%"),
        ("自产原料占比二分之一以上", "?自产原料占比@now >= 50%"),
        ("线上订单占比不低于3/5", "?线上订单占比@now >= 60%"),
    ],
)
def test_parts_of_a_whole_are_shares(said: str, share: str) -> None:
    """二分之一 and 1/4 are exact shares; thirds stay as written."""
    (rule,) = compiled(f"{HEAD}{said}。{TAIL}").ruleset.rules
    assert parts(rule) == [share]
    (rule,) = compiled(f"{HEAD}持股比例占全部股份1/3以上。{TAIL}").ruleset.rules
    assert parts(rule) == ["?持股比例占全部股份1/3以上"]


YOUNGER = [
    (
        "近三年无海关行政处罚记录。成立不满三年的企业，自成立之日起无海关行政处罚记录。",
        [
            "?无海关行政处罚记录@R36M",
            "years_established@now < 3年",
            "?自成立之日起无海关行政处罚记录",
        ],
    ),
    (
        "近两年无食品抽检不合格记录。注册未满两年的，自注册之日起无食品抽检不合格记录。",
        [
            "?无食品抽检不合格记录@R24M",
            "years_established@now < 2年",
            "?自注册之日起无食品抽检不合格记录",
        ],
    ),
    (
        "近一年未发生重大投诉。成立时间不足一年的单位，应当自成立以来未发生重大投诉。",
        ["?未发生重大投诉@R12M", "years_established@now < 1年", "?自成立以来未发生重大投诉"],
    ),
]


@pytest.mark.parametrize(("said", "expected"), YOUNGER)
def test_the_younger_are_asked_since_they_were_founded(said: str, expected: list[str]) -> None:
    """Who is not so old yet meets the requirement of its own in the place of the other."""
    (rule,) = compiled(f"{HEAD}{said}{TAIL}").ruleset.rules
    general, age, since = expected
    assert parts(rule) == [f"any({general}; all({age}; {since}))"]


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("小额贷款公司、典当行、政府融资平台等机构", "小额贷款公司|典当行|政府融资平台"),
        ("培训中心、中介公司和行业协会等单位", "培训中心|中介公司|行业协会"),
        ("投资公司、担保公司以及商业银行等机构", "投资公司|担保公司|商业银行"),
    ],
)
def test_kinds_that_are_shut_out_are_one_choice(said: str, kinds: str) -> None:
    """A list of kinds that ends with 等机构 names bodies, whoever of them applies."""
    body = f"第一条 {said}，不适用本办法。\n第二条 对开设首店的企业给予8万元奖励。"
    (rule,) = compiled(body).ruleset.rules
    assert [short(c) for c in rule.unless] == [f"entity_type in {kinds}"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("获准调层后进入创新层", "获准直接进入创新层挂牌"),
        ("由基础层调入创新层", "挂牌即进入创新层"),
        ("由区级培育库升入创新层", "首批进入创新层"),
    ],
)
def test_alternatives_that_read_alike_are_asked_as_written(one: str, other: str) -> None:
    """Two sums for one stage of the vocabulary: whoever met one would meet both."""
    body = f"第一条 对{one}的，给予不超过30万元奖励；对{other}的，给予不超过60万元奖励。"
    (rule,) = compiled(body).ruleset.rules
    assert [short(case.when) for case in rule.award.cases] == [f"?{one}", f"?{other}"]


@pytest.mark.parametrize("who", ["非金融企业", "非公有制企业", "非房地产企业"])
def test_an_enterprise_that_is_not_of_a_trade(who: str) -> None:
    """非 names no trade."""
    (rule,) = compiled(f"第一条 对首次参加境外展会的{who}，给予8万元奖励。").ruleset.rules
    assert not any(line.startswith("industry") for line in parts(rule))
    assert any(who in line for line in parts(rule))


@pytest.mark.parametrize(
    "said", ["近三年无违规用海记录", "厂房应当取得消防批复", "未发生拖欠货款行为"]
)
def test_a_short_requirement_is_no_heading(said: str) -> None:
    """What did not happen, and what must be, is asked, also where a sentence follows it."""
    (rule,) = compiled(f"{HEAD}{said}。以申报之日为准。{TAIL}").ruleset.rules
    assert len(parts(rule)) == 1
