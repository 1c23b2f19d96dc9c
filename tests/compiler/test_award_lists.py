"""Lists of classes beside lists of sums, and what the first of several cases says for all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

LISTS = [
    # the beginning is shared
    (
        "首次取得施工总承包特级、一级资质的，分别奖励300万元、50万元",
        "highest of {first titles has 施工总承包特级资质 -> 300万元; "
        "first titles has 施工总承包一级资质 -> 50万元}",
    ),
    (
        "获评重污染天气绩效A级企业、B级企业、引领性企业的，分别奖励50万元、20万元、10万元",
        "highest of {titles has 重污染天气绩效A级企业 -> 50万元; titles has 重污染天气绩效B级企业 "
        "-> 20万元; titles has 重污染天气绩效引领性企业 -> 10万元}",
    ),
    (
        "对获得国家科学技术奖一等奖、二等奖的项目第一完成单位，分别奖励100万元、50万元",
        "highest of {awards_won has 国家科学技术奖一等奖 -> 100万元; "
        "awards_won has 国家科学技术奖二等奖 -> 50万元}",
    ),
    # the end is shared
    (
        "对评定为五星级、四星级旅游饭店的，分别奖励100万元、50万元",
        "highest of {titles has 五星级旅游饭店 -> 100万元; titles has 四星级旅游饭店 -> 50万元}",
    ),
    (
        "评级奖励：新获评5A、4A级物流企业的，分别奖励50万元、30万元",
        "highest of {first titles has 5A级物流企业 -> 50万元; "
        "first titles has 4A级物流企业 -> 30万元}",
    ),
    # both are shared
    (
        "新评定为国家5A级、4A级、3A级物流企业的，分别给予60万元、40万元、20万元奖励",
        "highest of {first titles has 国家5A级物流企业 -> 60万元; "
        "first titles has 国家4A级物流企业 -> 40万元; "
        "first titles has 国家3A级物流企业 -> 20万元}",
    ),
    # nothing is shared
    (
        "对中国质量奖、中国质量奖提名奖获奖单位分别奖励200万元、100万元",
        "highest of {awards_won has 中国质量奖 -> 200万元; "
        "awards_won has 中国质量奖提名奖 -> 100万元}",
    ),
    # the contest belongs to the prize
    (
        "在创新创业大赛中荣获金奖、银奖、铜奖的团队分别给予10万元、5万元、3万元奖励",
        "highest of {awards_won has 创新创业大赛金奖 -> 10万元; awards_won has 创新创业大赛银奖 "
        "-> 5万元; awards_won has 创新创业大赛铜奖 -> 3万元}",
    ),
    (
        "参加全国职业技能大赛获得一、二、三等奖的选手，分别奖励5万元、3万元、1万元",
        "highest of {awards_won has 全国职业技能大赛一等奖 -> 5万元; awards_won has "
        "全国职业技能大赛二等奖 -> 3万元; awards_won has 全国职业技能大赛三等奖 -> 1万元}",
    ),
    # something done is asked, with its year
    (
        "上年度主导制定并发布国际标准、国家标准、行业标准的，分别资助30万元、20万元、10万元",
        "highest of {?主导制定并发布国际标准@Y-1 -> 30万元; ?主导制定并发布国家标准@Y-1 -> 20万元; "
        "?主导制定并发布行业标准@Y-1 -> 10万元}",
    ),
    (
        "企业参与修订国家、行业、地方标准并发布实施的，分别奖励20万元、10万元、5万元",
        "highest of {?参与修订国家标准并发布实施 -> 20万元; ?参与修订行业标准并发布实施 -> 10万元; "
        "?参与修订地方标准并发布实施 -> 5万元}",
    ),
    # another class behind the list, and a limit of all of them
    (
        "对新认定的国家级和省级工业设计中心，分别给予100万元和50万元奖励，"
        "市级工业设计中心给予20万元奖励",
        "highest of {first titles has 国家级工业设计中心 -> 100万元; first titles has "
        "省级工业设计中心 -> 50万元; titles has 市级工业设计中心 -> 20万元}",
    ),
    (
        "对获评三星级、二星级绿色建筑标识的项目，分别给予60万元、30万元奖励，单家企业每年最高200万元",
        "highest of {titles has 三星级绿色建筑标识 -> 60万元; titles has 二星级绿色建筑标识 -> "
        "30万元} cap 200万元/enterprise_year",
    ),
]


@pytest.mark.parametrize(("grant", "expected"), LISTS)
def test_the_names_of_a_list_are_whole(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{grant}。") == expected


LED = [
    (
        "总部企业租用自用办公用房的，按实际租金的30%给予补贴；购置自用办公用房的，"
        "按购房价款的5%给予补贴",
        "highest of {?租用自用办公用房 -> 30% of rent_paid@annual; "
        "?购置自用办公用房 -> 5% of purchase_price@now}",
    ),
    (
        "科技型中小企业上年度购买检测服务的，补助20万元；购买研发设计服务的，补助30万元",
        "highest of {?购买检测服务@Y-1 -> 20万元; ?购买研发设计服务@Y-1 -> 30万元}",
    ),
    (
        "上年度获得鲁班奖的，奖励50万元；获得省级优质工程奖的，奖励20万元",
        "highest of {awards_won has 鲁班奖@Y-1 -> 50万元; "
        "awards_won has 省级优质工程奖@Y-1 -> 20万元}",
    ),
    # each says itself whom it speaks of
    (
        "国有企业引进高管的，奖励10万元；民营企业引进高管的，奖励20万元",
        "highest of {?国有企业引进高管 -> 10万元; ?民营企业引进高管 -> 20万元}",
    ),
]


@pytest.mark.parametrize(("grant", "expected"), LED)
def test_the_first_case_names_the_subject_and_the_year_of_all(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{grant}。") == expected


@pytest.mark.parametrize(
    "grant",
    [
        "企业被认定为市级工程研究中心后，可获得10万元一次性奖励",
        "被认定为市级工程研究中心的企业，可领取10万元奖励",
        "认定为市级工程研究中心的，每家可以申领10万元补助",
    ],
)
def test_what_can_be_claimed_is_granted(grant: str, award_of: Callable[[str], str]) -> None:
    assert award_of(f"{grant}。") == "10万元"
