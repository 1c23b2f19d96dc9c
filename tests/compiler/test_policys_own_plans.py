"""What a policy plans itself asks nobody; points of interest, least sums, reasons and payers."""

from __future__ import annotations

import pytest

from tests.compiler.conftest import compiled, parts

PLANS = [
    # what the policy itself will do stands beside a grant and is no condition of it
    (
        "建设灯具产业基地：加强用地供给，率先在具备条件的镇街布局产业园，吸引上下游企业落户。"
        "对建成投用的标准厂房，给予最高80万元补助。",
        ["?建成投用", "?标准厂房"],
    ),
    (
        "高水平打造冷链枢纽，重点支持道路、管网等符合规划的项目。对新建冷库的企业，给予30万元补助。",
        ["?新建冷库"],
    ),
    (
        "完善符合本地特点的服务体系，培育满足市场需求的运营队伍。对举办订货会的企业，给予5万元补助。",
        ["?举办订货会"],
    ),
    # so is what offices do together, wherever their names stand
    (
        "对实施旧楼改造的，住建、消防、公安等部门应当按照职责提供指导，办理相关手续。"
        "对完成改造的项目，给予最高60万元补助。",
        ["?完成改造"],
    ),
    (
        "在街区内开设夜市的，城管、市场监管等部门要主动服务，加强巡查。对开设夜市的企业，给予2万元补助。",
        ["?开设夜市"],
    ),
    # a manner before 支持 is the policy's own
    (
        "依托湾区灯饰产业集群建设，支持企业在本区布局检测线，给予最高40万元补助。",
        ["?在本区布局检测线"],
    ),
    # the name of a grant, and the purse it comes from
    ("设立新品首发奖励，对举办新品首发活动的企业给予10万元奖励。", ["?举办新品首发活动"]),
    (
        "由所在县对提供招商服务的中介机构给予20万元奖励。",
        ["?提供招商服务", "entity_type in 中介机构"],
    ),
    # a reason is one phrase, in as many words as it takes
    (
        "对由于管线迁改、道路扩建以及不符合环保要求等原因搬迁的企业，给予10万元补助。",
        ["?由于管线迁改、道路扩建以及不符合环保要求等原因搬迁"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), PLANS)
def test_what_the_policy_does_itself_asks_nothing(sentence: str, expected: list[str]) -> None:
    """Plans, duties of offices and purses are in the ledger and in no condition."""
    rules = compiled("第一条 " + sentence).ruleset.rules
    assert [parts(rule) for rule in rules] == [expected]


def test_what_must_be_so_is_asked_behind_a_verb_of_plans() -> None:
    """A duty word makes a sentence a requirement, whatever verb it opens with."""
    body = "第一条 建设冷库应当具备环评批复，符合布局要求。对新建冷库的企业，给予9万元补助。"
    (rule,) = compiled(body).ruleset.rules
    assert any("环评批复" in line for line in parts(rule))


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("由所在镇对首店给予不低于30万元的奖励。", "30万元"),
        ("对新认定的检测中心给予不少于8万元的一次性奖励。", "8万元"),
        ("对入选的剧目给予单个项目不低于50万元的资助。", "50万元"),
    ],
)
def test_the_least_that_is_paid_is_a_floor(sentence: str, amount: str) -> None:
    """给予不低于30万元的奖励: the sum that is sure, told as the least."""
    (rule,) = compiled("第一条 " + sentence).ruleset.rules
    assert (str(rule.award.amount), str(rule.award.floor)) == (amount, amount)


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("对购置渔船的贷款给予2个百分点的贴息，期限3年。", "2%"),
        ("对冷库建设贷款，按1.5个百分点给予贴息，最长2年。", "1.5%"),
        ("对出口企业流动资金贷款给予不超过1个百分点的贴息，贴息期限2年。", "1%"),
    ],
)
def test_points_of_interest_are_of_the_loan_and_of_a_year(sentence: str, rate: str) -> None:
    """A point of interest is one in a hundred of the principal, every year."""
    (rule,) = compiled("第一条 " + sentence).ruleset.rules
    award = rule.award
    assert (str(award.rate), award.base.attribute, award.per) == (rate, "loan_principal", "year")


def test_interest_below_the_points_is_paid_as_it_is() -> None:
    """实际利率低于2个百分点的…: the smaller of the points and of the interest."""
    body = "第一条 对渔船贷款给予2个百分点的贴息，期限3年。实际利率低于2%的按实际利率贴息。"
    (rule,) = compiled(body).ruleset.rules
    bases = [part.base.attribute for part in rule.award.of]
    assert (rule.award.kind, bases) == ("lesser_of", ["loan_principal", "loan_interest"])


@pytest.mark.parametrize(
    "said",
    [
        "固定资产投资纳统800万元以上",
        "年度固定资产投资入统800万元以上",
        "工业固定资产投资额800万元以上",
    ],
)
def test_investment_as_the_statistics_count_it(said: str) -> None:
    """Investment counted by the statistics office is the investment of the vocabulary."""
    (rule,) = compiled(f"第一条 对{said}的企业，给予10万元奖励。").ruleset.rules
    assert parts(rule) == ["fixed_asset_investment@annual >= 800万元"]
