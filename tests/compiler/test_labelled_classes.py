"""Lists whose members are classes of one award, by a label, a degree or an age each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import Award
from rules.draft import Draft
from rules.rule import Rule

Parts = Callable[[Rule], list[str]]
Worth = Callable[[Award], str]
HEAD = "云江市青屏区人才服务办法\n"


@pytest.mark.parametrize(
    ("text", "asked", "award"),
    [
        (
            "第一条 在本区工作的人才，按以下标准给予住房补贴：\n"
            "（一）第一档：博士研究生或者正高级职称人员，每月1800元；\n"
            "（二）第二档：硕士研究生，每月900元。\n",
            ["employed_in_district"],
            "highest of {any(education in 博士; professional_title in 正高级职称) "
            "-> 1800元 per month;"
            " education in 硕士 -> 900元 per month}",
        ),
        (
            "第一条 对来本区创业的团队，分档给予启动资金：\n"
            "1．一等：注册资本500万元以上的，给予40万元；\n"
            "2．二等：注册资本200万元以上的，给予15万元。\n",
            ["?来本区创业"],
            "step by registered_capital@now {[200万元,500万元): 15万元; [500万元,): 40万元}",
        ),
        (
            "第一条 引进的医疗人才，按照下列标准给予安家补贴：\n"
            "（一）A类：90万元；\n（二）B类：45万元。\n",
            [],
            "highest of {talent_level in A类 -> 90万元; talent_level in B类 -> 45万元}",
        ),
        (
            "第一条 在本区开业的民宿，按下列标准给予奖励：\n"
            "（一）甲级：12万元；\n（二）乙级：6万元。\n",
            [],
            "highest of {titles has 甲级 -> 12万元; titles has 乙级 -> 6万元}",
        ),
    ],
)
def test_labelled_members_of_a_list_are_cases_of_one_award(
    text: str,
    asked: list[str],
    award: str,
    draft_of: Callable[..., Draft],
    parts_of: Parts,
    worth_of: Worth,
) -> None:
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert set(asked) <= set(parts_of(rule))
    assert worth_of(rule.award) == award


@pytest.mark.parametrize(
    ("clause", "award"),
    [
        (
            "新引进的博士、硕士、本科毕业生（年龄分别不超过45周岁、40周岁、35周岁），每月分别发放"
            "3000元、2000元、1000元生活补贴",
            "highest of {all(education in 博士; age@now <= 45年) -> 3000元 per month; "
            "all(education in 硕士; age@now <= 40年) -> 2000元 per month; "
            "all(education in 本科; age@now <= 35年) -> 1000元 per month}",
        ),
        (
            "引进的正高级、副高级职称人员，年龄分别不超过55周岁、50周岁的，分别给予8万元、4万元补贴",
            "highest of {all(professional_title in 正高级职称; age@now <= 55年) -> 8万元; "
            "all(professional_title in 副高级职称; age@now <= 50年) -> 4万元}",
        ),
        (
            "A类、B类人才，在本区连续工作满1年、2年的，分别给予30万元、20万元奖励",
            "highest of {all(talent_level in A类; months_employed@now >= 1年) -> 30万元; "
            "all(talent_level in B类; months_employed@now >= 2年) -> 20万元}",
        ),
    ],
)
def test_each_class_has_the_threshold_at_its_place(
    clause: str, award: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause + "。") == award


@pytest.mark.parametrize(
    ("opening", "asked"),
    [
        ("在本区就业的毕业生，按以下标准给予补贴：", "employed_in_district"),
        ("具有本区户籍的老年人，按下列标准给予补贴：", "household_region in 青屏区"),
        ("对来本区从事代驾的残疾人，分档给予补贴：", "?来本区从事代驾"),
    ],
)
def test_whom_the_opening_of_a_list_names_is_asked_of_every_member(
    opening: str, asked: str, draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    (rule,) = draft_of(
        f"第一条 {opening}\n（一）年满20周岁的，每月200元；\n（二）年满60周岁的，每月300元。\n",
        head=HEAD,
    ).ruleset.rules
    assert asked in parts_of(rule)


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        (
            "首次来本区就业的博士、硕士毕业生，分别给予3万元、1万元补贴；在区内制造业企业工作的，再增加5000元",
            "education in 博士|硕士",
        ),
        (
            "对取得高级工、技师证书的职工，分别给予1000元、2000元补贴，其中获得技术能手称号的，另行奖励3000元",
            "skill_level has 高级工（三级）|技师（二级）",
        ),
        (
            "对新认定的国家级、省级绿色工厂，分别给予50万元、20万元奖励；产值同比增长10%以上的，再奖励5万元",
            "first titles has 国家级绿色工厂|省级绿色工厂",
        ),
    ],
)
def test_who_is_paid_besides_is_paid_one_of_the_sums_before(
    clause: str, asked: str, draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    (rule,) = draft_of(f"第一条 {clause}。\n", head=HEAD).ruleset.rules
    assert asked in parts_of(rule)
