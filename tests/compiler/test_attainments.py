"""What people have attained: schooling, professional ranks, skill levels, classes, homes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import DraftGroup, DraftNode
from compiler.extract.language.lexicon import lexicon
from compiler.fold import fold
from rules.vocabulary import standard_vocabulary


def said(node: DraftNode) -> str:
    if isinstance(node, DraftGroup):
        return f"{node.join}({'; '.join(map(said, node.of))})"
    named = f"{node.name}={'|'.join(node.values)}" if node.values else node.name
    figure = f"{node.prefix}{node.value}{node.suffix}"
    time = f"@{node.period}" if node.period else ""
    return f"{'not ' if node.negated else ''}{named}{figure}{time}"


def asked(phrase: str) -> list[str]:
    words = lexicon(standard_vocabulary())
    found = read_conditions(phrase, fold(phrase), 0, len(phrase), words, residual=True)
    return [said(n) for n in found.of] if found else []


SKILLS = "技师（二级）|高级技师（一级）|特级技师|首席技师"


@pytest.mark.parametrize(
    ("phrase", "leaves"),
    [
        ("中等职业学校、大专、本科院校毕业生", ["学历=中专|大专|本科"]),
        ("中职、高职毕业生", ["学历=中专|大专"]),
        ("毕业5年以内的普通高校本科生、硕士生、博士生", ["毕业5年以内", "学历=本科|硕士|博士"]),
        ("全日制本科及以上毕业生", ["学历=本科|硕士|博士"]),
        ("取得硕士研究生及以上学位的人员", ["学历=硕士|博士"]),
        ("具有研究生学历", ["学历=硕士|博士"]),
        # a school is a place somebody learns at or works with
        ("与高等职业学校合作", ["与高等职业学校合作"]),
        ("就读于中等职业学校一、二年级", ["就读于中等职业学校一、二年级"]),
        ("引进博士", ["引进博士"]),
    ],
)
def test_schooling_is_asked_by_its_levels(phrase: str, leaves: list[str]) -> None:
    assert asked(phrase) == leaves


@pytest.mark.parametrize(
    ("phrase", "leaves"),
    [
        ("取得家政服务员技师及以上职业技能等级证书", [f"职业技能等级={SKILLS}"]),
        ("持有电工三级、四级职业资格证书", ["职业技能等级=高级工（三级）|中级工（四级）"]),
        ("高级工、技师", ["职业技能等级=高级工（三级）|技师（二级）"]),
        # of a trade and of whatever grade: as written
        ("取得保育师职业技能等级证书", ["取得保育师职业技能等级证书"]),
        ("正高级、副高级职称", ["职称=正高级职称|副高级职称"]),
        ("副高级及以上职称", ["职称=副高级职称|正高级职称"]),
        ("A、B、C类人才", ["人才层次=A类|B类|C类"]),
        ("经认定的高层次人才A类、B类", ["人才层次=A类|B类"]),
        ("第一层次至第三层次高层次人才", ["人才层次=第一层次|第二层次|第三层次"]),
    ],
)
def test_grades_by_their_names_in_lists(phrase: str, leaves: list[str]) -> None:
    assert asked(phrase) == leaves


@pytest.mark.parametrize(
    ("phrase", "leaves"),
    [
        ("博士研究生，或者正高级职称", ["any(学历=博士; 职称=正高级职称)"]),
        (
            "硕士，或者副高级职称、高级技师",
            ["any(学历=硕士; 职称=副高级职称; 职业技能等级=高级技师（一级）)"],
        ),
        (
            "具有正高级职称或者高级技师职业资格的人员",
            ["any(职称=正高级职称; 职业技能等级=高级技师（一级）)"],
        ),
        ("博士、具有正高级职称的人才", ["any(学历=博士; 职称=正高级职称)"]),
        # what one person has of both
        ("具有硕士学位和中级职称", ["学历=硕士", "职称=中级职称"]),
        ("具有本科学历、初级职称", ["学历=本科", "职称=初级职称"]),
    ],
)
def test_scales_beside_each_other_are_alternatives(phrase: str, leaves: list[str]) -> None:
    assert asked(phrase) == leaves


@pytest.mark.parametrize(
    ("phrase", "leaves"),
    [
        ("本人、配偶及未成年子女在本市均无自有产权住房", ["not 自有住房"]),
        ("申请人及配偶名下没有住房，未承租公租房", ["not 自有住房", "not 享受保障性住房"]),
        ("未享受本区公共租赁住房、人才公寓等住房保障", ["not 享受保障性住房"]),
        ("近三年在本市无住房转让记录", ["在本市无住房转让记录@近三年"]),
    ],
)
def test_homes(phrase: str, leaves: list[str]) -> None:
    assert asked(phrase) == leaves


@pytest.mark.parametrize(
    ("phrase", "leaves"),
    [
        ("2023年7月1日以后首次在本县就业参保", ["首次在本县就业参保@2023年7月1日以后"]),
        ("首次到本区创业的人员", ["首次到本区创业"]),
        (
            "首次与区内民办幼儿园签订2年以上劳动合同",
            ["首次与区内民办幼儿园签订劳动合同", "劳动合同期限2年以上"],
        ),
        ("与用人单位签订5年以上（含5年）聘用合同", ["劳动合同期限5年以上"]),
        ("A类人才全职在本市工作的", ["人才层次=A类", "在本区就业"]),
        ("出站博士后", ["人员类别=出站博士后"]),
        # behind the mark that closes the words an amending notice brought in before
        ("”  （三）中度失能且年满70周岁的", ["失能等级=中度失能", "年龄年满70周岁"]),
        ("申请人属于孤儿或者残疾人的", ["人员类别=孤儿|残疾人"]),
    ],
)
def test_what_happened_for_the_first_time_and_who_they_are(phrase: str, leaves: list[str]) -> None:
    assert asked(phrase) == leaves


def test_a_mean_rate_keeps_its_name_and_the_year_of_its_list(
    conditions_of: Callable[[str], list[str]],
) -> None:
    assert conditions_of("对上年度出租住房达到80套，且平均出租率超过75%的企业")[-2:] == [
        "?出租住房@Y-1 >= 80套",
        "?平均出租率@Y-1 > 75%",
    ]
