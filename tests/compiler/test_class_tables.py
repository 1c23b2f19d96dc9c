"""Tables of classes: several grants in one, tables lying on a side, tables of another article."""

from __future__ import annotations

import pytest

from compiler import compile_document
from compiler.extract.awards.table_columns import lies_on_side, other_grants, unit_line
from compiler.scoring.lines import award_line, condition_line
from rules.document import SourceSpan
from rules.draft import Draft
from rules.tree import nodes


def table(*rows: tuple[str, ...]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{w}</td>" for w in row) + "</tr>" for row in rows)
    return f"<table>{cells}</table>"


def read(*lines: str) -> Draft:
    page = "".join(line if line.startswith("<table") else f"<p>{line}</p>" for line in lines)
    html = f"<html><body><h1>云江市人才服务办法</h1>{page}</body></html>"
    draft = compile_document(html.encode(), "办法.html")
    spans = [node for node in nodes(draft.ruleset) if isinstance(node, SourceSpan)]
    assert all(draft.document.holds(span) for span in spans)
    return draft


def awards(draft: Draft) -> dict[str, str]:
    return {rule.place: award_line(rule.award) for rule in draft.ruleset.rules}


TEACHERS = table(
    ("档次", "学历、职称（具备其中一项）", "年龄", "住房补贴（元/月）", "购房补贴（万元）"),
    ("一档", "博士研究生，或者正高级职称", "50周岁以下", "1800", "12"),
    ("二档", "硕士研究生，或者副高级职称、高级技师", "45周岁以下", "900", "6"),
)
FIRST = "((education in [博士] | professional_title in [正高级职称]) & age <= 50年)"
SECOND = (
    "((education in [硕士] | professional_title in [副高级职称] "
    "| skill_level has [高级技师（一级）]) & age <= 45年)"
)


def test_each_item_is_paid_by_the_column_of_its_own_name() -> None:
    found = awards(
        read(
            "第一条 住房补贴。引进的教师在本市租房居住的，按附件2对应档次的标准按月发放住房补贴，"
            "实际月租金低于该标准的，按实际租金补贴；补贴期限最长24个月。",
            "第二条 购房补贴。引进的教师在本市购买住房的，按附件2标准给予购房补贴，"
            "分两年按60%、40%的比例发放。",
            "第三条 本办法由教育局负责解释。",
            "附件：1.岗位目录 2.补贴标准",
            "附件1",
            "岗位目录",
            "附件2",
            "补贴标准",
            TEACHERS,
        )
    )
    assert found == {
        "第一条": f"lesser_of {{cases/highest {{{FIRST} → fixed 1800元 per month; "
        f"{SECOND} → fixed 900元 per month}}; rate 100% of monthly_rent per month}} "
        "per month lasting 24个月",
        "第二条": f"cases/highest {{{FIRST} → fixed 12万元; {SECOND} → fixed 6万元}} "
        "instalments 60%:40%",
    }


DOCTORS = table(
    ("人才类别", "安家补助（万元）", "生活补助（元/年）"),
    ("A类", "80", "30000"),
    ("B类", "40", "15000"),
)


@pytest.mark.parametrize(
    "pointer", ["按前条表列标准", "按照上表", "依照第一条规定的标准", "按第一条表列标准"]
)
def test_an_article_may_point_to_the_table_of_another(pointer: str) -> None:
    draft = read(
        "第一条 安家补助。A类、B类医疗人才在本县购房的，按下表标准给予安家补助。",
        DOCTORS,
        f"第二条 生活补助。A类、B类医疗人才在本县连续工作满1年的，{pointer}给予生活补助。",
    )
    assert awards(draft) == {
        "第一条": "cases/highest {talent_level in [A类] → fixed 80万元; "
        "talent_level in [B类] → fixed 40万元}",
        "第二条": "cases/highest {talent_level in [A类] → fixed 3万元 per year; "
        "talent_level in [B类] → fixed 1.5万元 per year}",
    }
    second = draft.ruleset.rules[1]
    assert "months_employed >= 1年" in condition_line(second.when)
    assert second.award.source.quote.startswith(pointer)


@pytest.mark.parametrize(
    ("lines", "award"),
    [
        (
            (
                "第一条 取得保育师证书的人员，按下表发放岗位补贴。",
                table(
                    ("职业技能等级", "五级、四级", "三级", "二级及以上"),
                    ("岗位补贴", "每月"),
                    ("岗位补贴", "120元", "260元", "500元"),
                ),
            ),
            "cases/highest {skill_level has [初级工（五级）,中级工（四级）] "
            "→ fixed 120元 per month; "
            "skill_level has [高级工（三级）] → fixed 260元 per month; skill_level has "
            "[技师（二级）,高级技师（一级）,特级技师,首席技师] → fixed 500元 per month}",
        ),
        (
            (
                "第一条 对在本市就业的工程技术人员，按照下表给予人才津贴。",
                table(
                    ("职称", "中级", "副高级", "正高级"), ("人才津贴", "2000元", "5000元", "9000元")
                ),
            ),
            "cases/highest {professional_title in [中级职称] → fixed 2000元; "
            "professional_title in [副高级职称] → fixed 5000元; "
            "professional_title in [正高级职称] → fixed 9000元}",
        ),
        (
            (
                "第一条 对来本市工作的毕业生，按照下表给予生活补贴。",
                table(("学历", "生活补贴（元/月）"), ("博士研究生", "3000"), ("本科", "800")),
            ),
            "cases/highest {education in [博士] → fixed 3000元 per month; "
            "education in [本科] → fixed 800元 per month}",
        ),
    ],
)
def test_tables_on_their_side_and_the_times_of_their_sums(
    lines: tuple[str, ...], award: str
) -> None:
    assert awards(read(*lines)) == {"第一条": award}


def test_which_columns_pay_another_grant() -> None:
    header = ("类别", "安家补贴", "租房补贴(元/月)")
    words = ("甲类", "10", "600")
    assert other_grants(words, header, "租房补贴", "") == {1}
    assert other_grants(words, header, "", "给予安家补贴") == {2}
    assert (
        other_grants(words, header, "", "给予安家补贴、租房补贴") == frozenset()
    )  # which, nobody says
    assert (
        other_grants(("甲类", "10", "20"), ("类别", "奖励", "最高限额"), "奖励", "") == frozenset()
    )


def test_lines_of_units_and_tables_on_their_side() -> None:
    head = ("等级", "一级", "二级")
    assert unit_line(("津贴", "每月"), head) == "每月"
    assert unit_line(("津贴", "另议"), head) == ""
    assert unit_line(("津贴", "每月", "每月"), head) == ""  # as wide as the head: a row
    assert lies_on_side(("岗位津贴", "100元", "200元"), head)
    assert not lies_on_side(("一级", "100元", "200元"), head)
    assert not lies_on_side(("岗位津贴", "100元", "另议"), head)
