"""One requirement of a list of 申报条件 and the conditions it states, by the modelling conventions.

Each row is point 1 of a numbered list in a text issued by 云江市青屏区; the sentences are invented.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

_PLACES = [
    (
        "工商登记、税务登记、统计关系均在本区",
        ["registered_region in 青屏区", "tax_region in 青屏区", "statistics_region in 青屏区"],
    ),
    ("企业在云江市范围内（含合作区，下同）登记注册", ["registered_region in 云江市"]),
    ("在本区实际经营", ["business_region in 青屏区"]),
    ("公司住所地在青屏区", ["registered_region in 青屏区"]),
    ("非本市户籍人员", ["not(household_region in 云江市)"]),
    (
        "具有本市户籍或持有本市居住证",
        ["any(household_region in 云江市; residence_permit)"],
    ),
    # a figure about such employees is no place of the applicant's
    ("本市户籍员工占比不低于50%", ["?本市户籍员工占比@now >= 50%"]),
]
_FIGURES = [
    ("上年度营业收入不低于人民币5000万元", ["revenue@Y-1 >= 5000万元"]),
    ("上年度营业收入5000万元人民币以上", ["revenue@Y-1 >= 5000万元"]),
    ("上年度工业总产值2 000万元以上", ["output_value@Y-1 >= 2000万元"]),
    ("2023年度研发费用1,500万元以上", ["rd_expense@2023 >= 1500万元"]),
    ("80周岁及以上老年人", ["age@now >= 80年"]),
    ("签订1年期以上劳动合同", ["contract_term@now >= 1年"]),
    # money of another currency is never read as yuan
    ("注册资本不低于3000万日元", ["unparsed 注册资本不低于3000万日元"]),
    ("年出口额500万港元以上", ["unparsed 年出口额500万港元以上"]),
]
_PEOPLE = [
    (
        "具有大专以上学历或中级以上职称",
        [
            "any(education in 大专|本科|硕士|博士;"
            " professional_title in 中级职称|副高级职称|正高级职称)"
        ],
    ),
    ("具有高级职称", ["professional_title in 副高级职称|正高级职称"]),
    (
        "取得高级工以上职业资格证书",
        [
            "skill_level has 高级工（三级）|技师（二级）|高级技师（一级）|特级技师|首席技师",
        ],
    ),
    ("被认定为A类、B类人才", ["talent_level in A类|B类"]),
    ("失能等级为中度以上", ["care_level in 中度失能|重度失能|完全失能"]),
    ("中、重度失能老年人", ["care_level in 中度失能|重度失能"]),
    (
        "最低生活保障家庭学生、孤儿、残疾学生",
        ["person_category has 最低生活保障家庭学生|孤儿|残疾学生"],
    ),
    ("独居、空巢、失独老年人", ["person_category has 独居老年人|空巢老年人|失独老年人"]),
    (
        "离校2年内未就业的高校毕业生",
        ["years_since_graduation@now <= 2年", "person_category has 离校未就业高校毕业生"],
    ),
    ("毕业年度内高校毕业生", ["person_category has 毕业年度高校毕业生"]),
    (
        "毕业5年内高校毕业生、退役军人",
        [
            "any(all(years_since_graduation@now <= 5年; person_category has 高校毕业生);"
            " person_category has 退役军人)"
        ],
    ),
    ("招用就业困难人员", ["?招用就业困难人员"]),
    # somebody the enterprise has, not what the applicant is
    ("法定代表人无犯罪记录", ["not criminal_penalty"]),
    ("企业及其法定代表人未被列入失信被执行人名单", ["not dishonest_list"]),
    ("拥有中级以上职称人员不少于5人", ["?中级以上职称人员@now >= 5人"]),
]
_ENTITIES = [
    ("高校、科研院所、医疗机构", ["entity_type in 高校|科研院所|医疗机构"]),
    ("普惠性民办幼儿园", ["entity_type in 普惠性民办幼儿园"]),
    ("在本市幼儿园就读", ["?在本市幼儿园就读"]),
    ("民营企业", ["ownership in 民营"]),
    ("非国有企业", ["not(ownership in 国有)"]),
    ("有效期内的国家高新技术企业", ["titles has 国家高新技术企业"]),
]


@pytest.mark.parametrize(("asked", "expected"), [*_PLACES, *_FIGURES, *_PEOPLE, *_ENTITIES])
def test_one_requirement_of_a_list(
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
    asked: str,
    expected: list[str],
) -> None:
    draft = draft_of(
        f"一、稳增长奖励\n（一）申报条件\n1．{asked}；\n2．依法缴纳住房公积金。\n"
        "（二）奖励标准\n给予一次性奖励10万元。\n"
    )
    (rule,) = draft.ruleset.rules
    assert [p for p in parts_of(rule) if "住房公积金" not in p] == expected
