"""Sums and shares as papers on people state them: classes with a sum each, thirds, multiples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import InKind, Rate
from rules.draft import Draft

CLASSES = [
    (
        "安家补贴。具体标准为：博士2500元/月；硕士1800元/月；本科900元/月。",
        ["2500元/month", "1800元/month", "900元/month"],
    ),
    (
        "新到岗人员按以下标准发放住房补贴：A类90万元，B类45万元，C类20万元。",
        ["90万元", "45万元", "20万元"],
    ),
    (
        "符合条件的博士、硕士可申领租金补贴。补贴标准为：博士每月1600元、硕士每月700元。",
        ["1600元/month", "700元/month"],
    ),
]


@pytest.mark.parametrize(("article", "expected"), CLASSES)
def test_every_class_behind_the_words_of_a_standard_has_its_sum(
    article: str, expected: list[str], draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {article}").ruleset.rules
    assert rule.award.kind == "cases"
    paid = [case.award for case in rule.award.cases]
    assert [f"{a.amount}" + (f"/{a.per}" if a.per != "once" else "") for a in paid] == expected
    assert len({case.when.model_dump_json() for case in rule.award.cases}) == len(expected)


@pytest.mark.parametrize(
    "listed",
    [
        "70-79周岁每人每月30元、80-89周岁每人每月60元、90周岁及以上每人每月200元。",
        "标准分三档：70岁至79岁老人，每月30元；80岁至89岁老人，每月60元；90周岁以上老人，每月200元。",
        "津贴标准为：70周岁（含）以上不满80周岁30元/月；80周岁（含）以上不满90周岁60元/月；90周岁以上200元/月。",
    ],
)
def test_ages_with_a_sum_each_are_bands(listed: str, draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(f"第一条 {listed}").ruleset.rules
    assert rule.award.kind == "tiers"
    assert [str(band.amount) for band in rule.award.bands] == ["30元", "60元", "200元"]


THIRDS = [
    ("对灵活就业的就业困难人员，按其实际缴费的2/3给予补贴。", "按其实际缴费的2/3给予补贴"),
    (
        "对就业困难人员，给予不超过实际缴费三分之二的社会保险补贴，期限最长3年。",
        "给予不超过实际缴费三分之二的社会保险补贴",
    ),
    (
        "对吸纳脱贫人口的企业，给予最长不超过2年的岗位补贴。",
        "给予最长不超过2年的岗位补贴",
    ),
    (
        "补贴标准：按照当年最低档缴费额的三分之一给予补贴。",
        "按照当年最低档缴费额的三分之一给予补贴",
    ),
]


@pytest.mark.parametrize(("article", "what"), THIRDS)
def test_a_share_no_decimal_holds_is_told_in_the_words_of_the_text(
    article: str, what: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {article}").ruleset.rules
    assert isinstance(rule.award, InKind)
    assert rule.award.what == what


TIMES = [
    ("特困人员按照本县低保标准的1.5倍发放基本生活费。", "150%", False),
    ("对遭遇水灾的家庭，按照月低保标准的2-4倍给予临时救助。", "400%", True),
    ("对突发重病的居民，按不超过月低保标准的8倍给予一次性救助。", "800%", True),
]


@pytest.mark.parametrize(("article", "rate", "ceiling"), TIMES)
def test_multiples_of_a_standard_and_their_upper_end(
    article: str, rate: str, ceiling: bool, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {article}").ruleset.rules
    assert isinstance(rule.award, Rate)
    assert (str(rule.award.rate), rule.award.ceiling) == (rate, ceiling)
    assert "-" not in rule.award.base.attribute


COSTS = [
    (
        "对特困人员参加居民医保的个人缴费部分，按80%给予资助。",
        ["person_category has 特困人员"],
        "?参加居民医保的个人缴费",
    ),
    (
        "低保对象、孤儿经大病保险报销后的个人自付费用，按60%给予救助。",
        ["person_category has 最低生活保障对象|孤儿"],
        "medical_cost",
    ),
    (
        "对低保边缘家庭成员住院发生的自付费用，按55%给予救助。",
        ["person_category has 最低生活保障边缘家庭成员"],
        "medical_cost",
    ),
]


@pytest.mark.parametrize(("article", "who", "base"), COSTS)
def test_whose_cost_it_is_stands_before_the_cost(
    article: str,
    who: list[str],
    base: str,
    draft_of: Callable[..., Draft],
    parts_of: Callable[..., list[str]],
) -> None:
    (rule,) = draft_of(f"第一条 {article}").ruleset.rules
    assert parts_of(rule) == who
    assert isinstance(rule.award, Rate)
    assert rule.award.base.attribute == base


@pytest.mark.parametrize(
    ("article", "amount"),
    [
        ("（一）带动2人以下就业的，创业补贴标准为6000元。", "6000元"),
        ("（一）带动5人以上就业的，创业补贴标准提高至2万元。", "2万元"),
        ("（一）带动8人以上就业的，资助金额调整为3万元。", "3万元"),
    ],
)
def test_a_standard_that_is_or_is_raised_to_a_sum_is_granted(
    article: str, amount: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 创业补贴。\n{article}").ruleset.rules
    assert rule.award.kind == "fixed"
    assert str(rule.award.amount) == amount


@pytest.mark.parametrize(
    ("article", "amount", "per"),
    [
        ("对65周岁以上的失能老人每月补助180元。", "180元", "month"),
        ("住在本县的孤儿每月发放基本生活费1300元。", "1300元", "month"),
        ("烈士遗属每年给予慰问金2400元。", "2400元", "year"),
    ],
)
def test_people_may_be_paid_without_a_comma_before_the_verb(
    article: str, amount: str, per: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {article}").ruleset.rules
    assert rule.award.kind == "fixed"
    assert (str(rule.award.amount), rule.award.per) == (amount, per)


@pytest.mark.parametrize(
    "article",
    [
        "荣立一等功的，增发20%；荣立三等功的，增发8%。",
        "入伍大学生学费补偿每年不超过9000元。",
        "孤儿按最低生活保障标准的1.8倍供养。",
    ],
)
def test_a_sum_nothing_grants_is_told(article: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(f"第一条 {article}")
    assert not draft.ruleset.rules
    assert "PC204" in [d.code for d in draft.diagnostics]


@pytest.mark.parametrize(
    "words", ["本区户籍考生被本科院校录取的，", "本区户籍学生就读职业学校的，", "本区户口居民，"]
)
def test_the_household_of_somebody_is_no_seat_of_a_school(
    words: str, conditions_of: Callable[[str], list[str]]
) -> None:
    found = conditions_of(words)
    assert "household_region in 青屏区" in found
    assert not [line for line in found if line.startswith("registered_region")]
