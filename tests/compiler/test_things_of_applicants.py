"""What is said of a thing somebody runs or builds, and what of whoever applies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import Award
from rules.draft import Draft
from rules.rule import Rule


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        # the time of running is that of the thing the words before speak of
        (
            "新开通的国际班列，连续稳定运行满3个月的，",
            ["?新开通的国际班列", "?班列连续稳定运行@now >= 3个月"],
        ),
        ("自建的公共仓库，正常运营满2年的，", ["?自建的公共仓库", "?公共仓库正常运营@now >= 2年"]),
        ("对新建加氢站且稳定运营满6个月的企业，", ["?新建加氢站", "?加氢站稳定运营@now >= 6个月"]),
        # a body runs for as long as it has existed
        ("对运营满2年的孵化器，", ["years_established@now >= 2年", "entity_type in 孵化器"]),
        ("对正常经营满1年的企业，", ["years_established@now >= 1年"]),
    ],
)
def test_how_long_a_thing_has_been_running(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    "asked",
    [
        "在本区办理工商、税务登记",
        "在本区办理工商和税务登记",
        "在青屏区办理工商及税务登记",
    ],
)
def test_either_registration_is_a_place_of_its_own(
    asked: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{asked}的企业，") == [
        "registered_region in 青屏区",
        "tax_region in 青屏区",
    ]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            "港口经营企业实施岸电改造项目，投资额200万元以上的，",
            ["industry in 港口经营", "?实施岸电改造项目", "project_investment@now >= 200万元"],
        ),
        (
            "对上年度发运班列20列以上的多式联运经营人，",
            ["?发运班列@Y-1 >= 20列", "entity_type in 多式联运经营人"],
        ),
        (
            "对上年度服务中小企业20家以上的工业互联网服务商，",
            ["enterprises_served@Y-1 >= 20家", "entity_type in 工业互联网服务商"],
        ),
    ],
)
def test_trades_and_bodies_by_what_they_run(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "申报条件：2025年1月1日至2026年6月30日期间建成的冷库，库容2000立方米以上。",
            "?库容@now >= 2000立方米",
        ),
        (
            "申报条件：2024年3月至2025年12月期间新增发电装机，装机容量500千瓦以上。",
            "installed_capacity@now >= 500千瓦",
        ),
        ("申报条件：截至2025年底在孵企业达到30家。", "incubated_enterprises@2025 >= 30家"),
    ],
)
def test_the_end_of_a_time_is_no_aim(
    block: str,
    expected: str,
    draft_of: Callable[[str], Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    (rule,) = draft_of(f"一、建设补助\n{block}\n支持标准：给予一次性补助20万元。").ruleset.rules
    assert expected in parts_of(rule)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            "对上年度购置单价10万元以上的农机装备的合作社，",
            ["?购置农机装备@Y-1", "?农机装备单价@now >= 10万元", "entity_type in 合作社"],
        ),
        (
            "企业新建面积500平方米以上的厂房，",
            ["?新建厂房", "?厂房面积@now >= 500平方米"],
        ),
        (
            "航空公司引进机龄不超过5年的货运飞机，",
            ["?引进货运飞机", "?机龄@now <= 5年"],
        ),
        # a figure of the applicant's own is no measure of a thing
        ("对上年度新增出口额500万元以上的企业，", ["?新增出口额@Y-1 >= 500万元"]),
    ],
)
def test_what_is_done_and_the_size_of_the_thing(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("新开行的国际班列，对班列运营企业", ["?新开行的国际班列"]),
        ("在本区举办国际展会的，对展会主办单位", ["?在本区举办国际展会"]),
        ("首次建成加氢站的，对加氢站的建设单位", ["?首次建成加氢站"]),
    ],
)
def test_the_part_somebody_has_in_it_asks_nothing(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "新开通航空货运航线的，对航线运营企业按实际执飞班次数给予补助：洲际航线每班次6万元，"
            "亚洲航线每班次2万元，国内航线每班次5000元。",
            "sum of {?洲际航线 -> 6万元 per ?洲际航线执飞班次数@now; "
            "?亚洲航线 -> 2万元 per ?亚洲航线执飞班次数@now; "
            "?国内航线 -> 5000元 per ?国内航线执飞班次数@now}",
        ),
        (
            "对建设快充桩和慢充桩的企业，快充桩每千瓦200元，慢充桩每千瓦60元。",
            "sum of {?快充桩 -> 200元 per ?快充桩功率@now; ?慢充桩 -> 60元 per ?慢充桩功率@now}",
        ),
        (
            "对上年度购置农机的合作社，插秧机按每台8000元、烘干机按每台2万元的标准给予补助。",
            "sum of {?插秧机 -> 8000元 per ?插秧机数@Y-1; ?烘干机 -> 2万元 per ?烘干机数@Y-1}",
        ),
        (
            "对上年度新购置客车的旅行社，纯电动客车每辆补助3万元，混合动力客车每辆补助1万元。",
            "sum of {?纯电动客车@Y-1 -> 3万元 per ?新购置纯电动客车数@Y-1; "
            "?混合动力客车@Y-1 -> 1万元 per ?新购置混合动力客车数@Y-1}",
        ),
        # what the conditions ask of all of them together is no reason to pay one kind only
        (
            "对充电站总功率不低于600千瓦的企业，快充桩每千瓦200元，慢充桩每千瓦60元。",
            "sum of {?快充桩 -> 200元 per ?快充桩功率@now; ?慢充桩 -> 60元 per ?慢充桩功率@now}",
        ),
        # the limit is of one thing: one is paid at a time
        (
            "水路运输企业办理船舶登记的，新建船舶按每总吨40元、购置二手船舶按每总吨20元的标准给予补助。"
            "单艘船舶最高200万元。",
            "highest of {?新建船舶 -> 40元 per ?总吨@now; ?购置二手船舶 -> 20元 per ?总吨@now}"
            " cap 200万元/item",
        ),
        # levels of an event are no titles
        (
            "国际级、国家级展会，分别按办展费用的40%、30%给予补助。",
            "highest of {?国际级展会 -> 40% of ?办展费用@now; ?国家级展会 -> 30% of ?办展费用@now}",
        ),
    ],
)
def test_kinds_of_things_have_a_sum_each(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "支持范围：面向公众开放、接入市级监管平台的充电场站，总功率不低于600千瓦。",
            ["?面向公众开放", "?接入市级监管平台", "?总功率@now >= 600千瓦", "?充电场站"],
        ),
        (
            "支持范围：上年度接待研学人次3000人次以上，且安全生产的旅行社。",
            ["?接待研学人次@Y-1 >= 3000人次", "?安全生产", "entity_type in 旅行社"],
        ),
        (
            "支持范围：建筑面积3000平方米以上的超低能耗建筑。",
            ["site_area@now >= 3000平方米", "?超低能耗建筑"],
        ),
        (
            "支持范围：在本区举办的、列入区级年度计划的国际展会。",
            ["?在本区举办", "?列入区级年度计划", "?国际展会"],
        ),
        # described in one way only: one thing to ask
        ("支持范围：利用闲置屋顶建设的光伏电站。", ["?利用闲置屋顶建设的光伏电站"]),
    ],
)
def test_a_description_asks_for_the_noun_it_ends_with(
    block: str,
    expected: list[str],
    draft_of: Callable[[str], Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    (rule,) = draft_of(f"一、建设补助\n{block}\n支持标准：给予一次性补助20万元。").ruleset.rules
    assert parts_of(rule) == expected


@pytest.mark.parametrize(
    ("block", "standard", "expected"),
    [
        (
            "旅行社、汽车租赁公司上年度新购置的电动旅游客车，且车辆在本区登记。",
            "每辆补助2万元",
            "2万元 per ?新购置的电动旅游客车@Y-1",
        ),
        ("农民合作社新购置插秧机。", "每台补助5000元", "5000元 per ?新购置插秧机@now"),
        ("在本区举办的营业性演出。", "每场补助3万元", "3万元 per events_held@annual"),
    ],
)
def test_a_bare_unit_counts_what_the_conditions_speak_of(
    block: str,
    standard: str,
    expected: str,
    draft_of: Callable[[str], Draft],
    worth_of: Callable[[Award], str],
) -> None:
    (rule,) = draft_of(f"一、补助\n支持范围：{block}\n支持标准：{standard}。").ruleset.rules
    assert worth_of(rule.award) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "住宅项目给予每平方米60元补助；采用装配式方式建造的，补助标准为每平方米90元。",
            "?采用装配式方式建造 -> 90元",
        ),
        (
            "对建设光伏项目的企业，给予每千瓦100元补助；采用一体化方式建设的，奖励标准为每千瓦150元。",
            "?采用一体化方式建设 -> 150元",
        ),
        (
            "对种植中药材的农户，给予每亩200元补助；采用仿野生方式种植的，补贴标准为每亩300元。",
            "?采用仿野生方式种植 -> 300元",
        ),
    ],
)
def test_a_standard_behind_its_case_belongs_to_it(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert expected in award_of(sentence)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("同一承办单位每年支持不超过6场，总额不超过50万元。", "cap 50万元/enterprise_year"),
        ("每家企业每年最多补助6场，金额不超过50万元。", "cap 50万元/enterprise_year"),
        ("单个企业支持不超过6场，总额不超过50万元。", "cap 50万元/enterprise"),
    ],
)
def test_a_sum_behind_a_number_is_limited_alike(
    limit: str, expected: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"对在本区举办演出的企业，每场给予10万元。{limit}")
    assert "at most 6场" in award
    assert award.endswith(expected)
