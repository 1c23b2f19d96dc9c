"""Terms of an award stated around its verb: what a rate is of, for how many years, what adds up."""

from __future__ import annotations

import pytest

from compiler import compile_document
from rules.benefit import Award, Cases, Fixed, Rate
from rules.condition import Value

HEAD = "青屏区工业和信息化局关于印发若干措施的通知\n"


def award_of(text: str) -> Award:
    (rule,) = compile_document((HEAD + text).encode(), "x.txt").ruleset.rules
    return rule.award


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("对研发投入，按10%给予补助，最高50万元。", "rd_expense"),
        ("对企业的展位费，给予50%补贴，单个展会最高3万元。", "exhibition_cost"),
        ("对企业投保科技保险发生的保费支出，按照50%的比例给予补贴。", "insurance_premium"),
        ("对上年度实际发生的物流费用按30%给予补助。", "logistics_cost"),
        ("对企业购置设备的费用，按20%给予补贴。", "?购置设备的费用"),
    ],
)
def test_a_cost_before_the_verb_is_what_the_rate_is_of(text: str, base: str) -> None:
    award = award_of(text)
    assert isinstance(award, Rate)
    assert isinstance(award.base, Value)
    assert award.base.attribute == base


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("对租用办公用房的企业，前三年按年度实际租金的30%给予租金补贴。", "3年"),
        ("对新购机器人的企业，前2年每年给予10万元补贴。", "2年"),
        ("对入驻园区的企业，头三年给予每年5万元租金补贴。", "3年"),
        ("对入驻园区的企业，首5个年度按物业费的50%给予补贴。", "5年"),
    ],
)
def test_the_first_years_are_how_long_it_is_paid(text: str, years: str) -> None:
    award = award_of(text)
    assert (award.per, str(award.lasting)) == ("year", years)


@pytest.mark.parametrize(
    ("words", "choose"),
    [
        ("两项可以叠加。", "sum"),
        ("以上奖励可叠加享受。", "sum"),
        ("不同级别奖励可累计。", "sum"),
        ("以上奖励不可叠加享受。", "highest"),
        ("两项不得同时享受。", "highest"),
    ],
)
def test_cases_add_up_where_the_text_says_so(words: str, choose: str) -> None:
    award = award_of(f"对获评国家级绿色工厂的，奖励50万元；获评省级绿色工厂的，奖励20万元。{words}")
    assert isinstance(award, Cases)
    assert award.choose == choose


@pytest.mark.parametrize(
    "words", ["每年补贴额最高20万元", "每年补助金额不超过20万元", "年度奖励额最高20万元"]
)
def test_a_yearly_limit_on_the_sum_is_of_the_enterprise_and_year(words: str) -> None:
    award = award_of(f"对新建厂房的企业，按实际租金的30%给予补贴，{words}。")
    assert [cap.per for cap in award.caps] == ["enterprise_year"]


def test_a_year_of_something_else_is_no_term() -> None:
    award = award_of("对成立前三年内获得投资的企业，给予10万元奖励。")
    assert isinstance(award, Fixed)
    assert award.lasting is None
