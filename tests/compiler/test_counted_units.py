"""From which unit and up to which a sum for each is paid; a time inside a requirement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

LIMITED = [
    (
        "对存栏种羊100只以上的养殖场，按存栏数每只补贴20元，超过500只的部分不予补贴。",
        "20元 per ?存栏种羊@now at most 500只",
    ),
    (
        "养老机构新增护理床位的，每张补贴3000元，100张以上部分不再补贴。",
        "3000元 per ?新增护理床位@now at most 100张",
    ),
    (
        "企业取得发明专利的，每件补助2000元，超出20件的不予补助。",
        "2000元 per ?取得发明专利@now at most 20件",
    ),
    (
        "购置喷灌机的，每台补助1万元，单户超过3台的部分不予补助。",
        "1万元 per ?购置喷灌机@now at most 3台",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LIMITED)
def test_no_more_than_so_many_are_paid_for(
    text: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"专项补贴。{text}") == expected


ABOVE = [
    (
        "合作社全年提供代烘代储服务量达到2000吨的，就超过2000吨的部分按每吨8元给予奖励。",
        "8元 per ?提供代烘代储服务量@annual from 2000吨",
    ),
    (
        "企业新招用学徒5人以上的，从第6人起每人奖励1000元。",
        "1000元 per ?企业新招用学徒@now from 5人",
    ),
    (
        "企业全年发运集装箱货物量超过1万吨的，超出部分每吨补贴5元。",
        "5元 per ?发运集装箱货物量@annual from 10000吨",
    ),
    (
        "企业年产量达到500吨的，500吨以上的部分每吨奖励100元。",
        "100元 per ?年产量@annual from 500吨",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ABOVE)
def test_only_what_lies_above_is_counted_and_asks_nothing_else(
    text: str, expected: str, rule_of: Callable[..., object], award_of: Callable[[str], str]
) -> None:
    assert award_of(f"专项奖励。{text}") == expected
    words = repr(rule_of(f"第一条 专项奖励。{text}").when)
    assert "?就" not in words
    assert "?从第" not in words
    assert "超出部分" not in words


def test_a_number_that_is_named_is_what_is_counted(award_of: Callable[[str], str]) -> None:
    assert award_of("班列补贴。企业组织货运班列的，按开行列数每列补贴2万元。") == (
        "2万元 per ?开行列数@now"
    )
    assert award_of("种鸡补贴。对上年末存栏种鸡1万羽以上的养殖场，按存栏种鸡数每羽补贴2元。") == (
        "2元 per ?存栏种鸡@Y-1"
    )


TIMED = [
    ("农户饲养的种羊当年产羔", "?农户饲养的种羊产羔@Y"),
    ("企业自建的冷库上年度投入使用", "?企业自建的冷库投入使用@Y-1"),
    ("合作社选育的品种本年度完成示范种植", "?合作社选育的品种完成示范种植@Y"),
]


@pytest.mark.parametrize(("words", "expected"), TIMED)
def test_a_time_inside_a_requirement_is_its_period(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert expected in conditions_of(f"{words}的，")


@pytest.mark.parametrize("words", ["属于脱贫户、监测户的", "属于建档立卡脱贫户和防返贫监测对象的"])
def test_households_stand_for_the_people_of_them(
    words: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"{words}，") == ["person_category has 脱贫人口|防止返贫监测对象"]


def test_a_list_of_services_is_one_figure(conditions_of: Callable[[str], list[str]]) -> None:
    asked = conditions_of("全年为小农户提供机耕、机播、飞防等作业服务面积达到2000亩的，")
    assert len(asked) == 1
    assert asked[0].endswith("提供机耕、机播、飞防等作业服务面积@annual >= 2000亩")


def test_what_others_are_encouraged_to_add_promises_nothing(
    draft_of: Callable[..., Draft],
) -> None:
    (rule,) = draft_of(
        "第三条 种植补贴。种植油菜30亩以上的，每亩补贴45元。\n"
        "第四条 同一地块已获得上级同类补助的，除第九条外，不再给予区级补助。"
        "鼓励有条件的乡镇安排资金叠加支持。\n"
    ).ruleset.rules
    assert [s.kind for s in rule.stacking] == ["exclusive_with"]
