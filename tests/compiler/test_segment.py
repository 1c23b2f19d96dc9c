"""Numbering becomes a tree; every line stands in exactly one clause."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.headings import heading_of
from compiler.segment import Segmented, segment
from rules.document import Clause, ClauseKind, PolicyDocument


def segmented(text: str) -> Segmented:
    return segment(PolicyDocument.make(text, source_name="t.txt", media_type="text/plain"))


def clause(found: Segmented, words: str) -> Clause:
    (match,) = [c for c in found.clauses if words in found.document.text[c.start : c.end]]
    return match


def parents(found: Segmented, words: str) -> list[str]:
    """Markers (or headings) of the clauses above, outermost first."""
    current, above = clause(found, words), []
    while current.parent is not None:
        current = found.clauses[current.parent]
        above.append(current.marker or current.heading)
    return above[::-1]


def assert_sound(found: Segmented) -> None:
    text = found.document.text
    owned = [0] * (len(text) + 1)
    for position, own in enumerate(found.clauses):
        assert own.index == position
        assert 0 <= own.start < own.end <= own.subtree_end <= len(text)
        for character in range(own.start, own.end):
            owned[character] += 1
        if own.parent is None:
            assert own.level == 0
            assert len(own.path) <= 1
            continue
        above = found.clauses[own.parent]
        assert own.level >= above.level + 1
        assert own.path[: len(above.path)] == above.path
        assert len(own.path) <= len(above.path) + 1
        assert above.index < own.index
        assert above.end <= own.start
        assert own.subtree_end <= above.subtree_end
    assert max(owned, default=0) <= 1
    assert all(owned[i] for i, character in enumerate(text) if not character.isspace())
    starts = [own.start for own in found.clauses]
    assert starts == sorted(starts)
    assert found.parts[0].start == 0 or found.parts[0].start in starts
    for before, after in zip(found.parts, found.parts[1:], strict=False):
        assert before.end <= after.start


MIXED = """云江市青屏区若干措施
第一章 总则
第一条 为支持发展，制定本措施。
第二章 支持内容
第二条 支持企业创新。
一、研发支持
（一）研发补助。按研发费用的10%给予补助。
1.申报条件：
（1）具有独立法人资格；
①注册地在本区；
②税务关系在本区。
（2）上年度营业收入2000万元以上。
2.资助标准：最高100万元。
（二）平台奖励。给予50万元奖励。
二、人才支持
给予10万元奖励。
第三章 附则
第三条 本措施自印发之日起施行。
"""


def test_numbering_styles_nest_in_their_order() -> None:
    found = segmented(MIXED)
    assert_sound(found)
    top = ["第二章", "第二条", "一、", "（一）", "1."]
    markers = [m.replace("(", "（").replace(")", "）") for m in parents(found, "①注册地")]
    assert markers == [*top, "（1）"]
    assert parents(found, "（二）平台") == ["第二章", "第二条", "一、"]
    assert parents(found, "给予10万元") == ["第二章", "第二条", "二、"]
    assert parents(found, "第三条 本措施") == ["第三章"]


def test_a_citation_is_the_path_to_the_clause() -> None:
    found = segmented(MIXED)
    own = clause(found, "②税务")
    assert own.place.endswith("②")
    assert own.place.startswith("第二章第二条")
    assert own.path[:-1] == found.clauses[own.parent or 0].path


def test_the_tree_below_a_clause_ends_with_its_last_descendant() -> None:
    found = segmented(MIXED)
    own, last = clause(found, "（一）研发补助"), clause(found, "2.资助标准")
    assert own.subtree_end == last.end
    assert own.end < own.subtree_end


def test_an_unnumbered_paragraph_belongs_to_the_article_above() -> None:
    found = segmented("第一条 对企业给予奖励。\n前款所称企业，是指独立法人。\n第二条 其他。\n")
    assert_sound(found)
    own = clause(found, "前款所称")
    assert own.kind is ClauseKind.PARAGRAPH
    assert parents(found, "前款所称") == ["第一条"]


def test_a_table_row_is_a_clause_of_its_article() -> None:
    found = segmented(
        "第一条 标准见下表：\n级别 | 数额\n国家级 | 100万元\n省级 | 50万元\n第二条 其他。\n"
    )
    assert_sound(found)
    rows = [c for c in found.clauses if c.kind is ClauseKind.ROW]
    assert len(rows) == 3
    assert {c.parent for c in rows} == {clause(found, "标准见下表").index}


def test_a_named_block_holds_its_numbers_until_the_next_block() -> None:
    found = segmented(
        "一、研发补助\n申报条件：\n1.具有独立法人资格；\n2.注册地在本区。\n资助标准：\n1.最高100万元。\n"
        "二、平台奖励\n"
    )
    assert_sound(found)
    assert parents(found, "注册地在本区") == ["一、", "申报条件"]
    assert parents(found, "最高100万元") == ["一、", "资助标准"]
    assert parents(found, "二、平台奖励") == []


def test_an_introduction_that_ends_in_a_colon_holds_its_list() -> None:
    found = segmented(
        "第一条 补助对象\n申请人要同时满足下面几项：\n（一）年满18周岁；\n（二）本市户籍。\n"
    )
    assert_sound(found)
    assert clause(found, "年满18周岁").parent == clause(found, "申请人要").index


def test_questions_hold_their_answers() -> None:
    found = segmented(
        "问：哪些人可以申请？\n答：年满18周岁的失业人员。\n问：能领多少？\n答：每人给予1000元补贴。\n"
    )
    assert_sound(found)
    assert clause(found, "年满18周岁").parent == clause(found, "哪些人").index
    assert clause(found, "每人给予").parent == clause(found, "能领多少").index


CARDS = """1. 示范基地奖励
依据文件：《青屏区若干措施》
发文机构：青屏区发展和改革局
发文字号：青发改〔2024〕3号
发布日期：2024年3月5日
联系电话：0755-12345678
条件要求
1.具有独立法人资格；
2.注册地在本区。
服务内容
给予10万元奖励。
2. 平台补助
依据文件：《青屏区平台细则》
发文机构：青屏区科技局
条件要求
上年度营业收入2000万元以上。
服务内容
给予20万元补助。
"""


def test_cards_are_policies_of_their_own() -> None:
    found = segmented(CARDS)
    assert_sound(found)
    assert [p.meta.title for p in found.parts] == ["示范基地奖励", "平台补助"]
    assert [p.meta.issuer for p in found.parts] == ["青屏区发展和改革局", "青屏区科技局"]
    first = found.parts[0].meta
    assert first.number == "青发改〔2024〕3号"
    assert str(first.published) == "2024-03-05"
    assert first.phone.replace("-", "") == "075512345678"
    assert [c.heading for c in found.clauses if c.kind is ClauseKind.PART] == [
        "1. 示范基地奖励",
        "2. 平台补助",
    ]
    assert parents(found, "注册地在本区")[-1] == "条件要求"
    assert clause(found, "给予20万元").start >= found.parts[1].start


def test_one_named_source_does_not_make_a_guide() -> None:
    found = segmented("示范基地奖励\n依据文件：《青屏区若干措施》\n条件要求\n独立法人。\n")
    assert_sound(found)
    assert len(found.parts) == 1
    assert not [c for c in found.clauses if c.kind is ClauseKind.PART]


def test_an_empty_text_has_one_policy_and_no_clauses() -> None:
    for text in ("", "\n\n", "　\n"):
        found = segmented(text)
        assert len(found.parts) == 1
        assert found.clauses == ()


def test_headings_are_short_and_say_nothing_by_themselves() -> None:
    assert heading_of("租金补贴。对租用场地的企业,给予补贴。") == "租金补贴"
    assert heading_of("落户奖励") == "落户奖励"
    assert heading_of("申报条件:").rstrip(":") == "申报条件"
    assert heading_of("对新落户的企业,给予奖励。") == ""
    assert heading_of("给予10万元奖励。") == ""
    assert heading_of("上年度营业收入2000万元以上。") == ""


_markers = [
    "第一章 ",
    "第二节 ",
    "第一条 ",
    "第十二条之一 ",
    "一、",
    "（一）",
    "(二)",
    "1.",
    "2、",
    "（1）",
    "①",
    "3)",
    "a.",
    "申报条件：",
    "资助标准",
    "依据文件：",
    "问：",
    "答：",
    "",
    "  ",
    "　　",
    "附件1 ",
    "情形一：",
]
_bodies = st.one_of(
    st.sampled_from(
        [
            "总则",
            "对企业给予10万元奖励。",
            "符合下列条件：",
            "级别 | 金额",
            "国家级 | 100万元",
            "其他。",
            "",
            "示范基地奖励",
            "申请人应当具备下列条件之一：",
            "2024年1月1日起施行。",
        ]
    ),
    st.text(alphabet="企业奖励。；：，（）|0123456789一二条章 ", max_size=15),
)
_texts = st.lists(st.builds("{}{}".format, st.sampled_from(_markers), _bodies), max_size=14).map(
    "\n".join
)


@settings(max_examples=200)
@given(_texts)
def test_any_lines_make_a_sound_tree(text: str) -> None:
    assert_sound(segmented(text))


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_any_text_makes_a_sound_tree(text: str) -> None:
    assert_sound(segmented(text))


def test_the_first_row_of_a_table_holds_no_row() -> None:
    for head in ("级别 | 金额", "补贴对象 | 补贴标准"):
        found = segmented(f"第一条 标准见下表：\n{head}\n国家级 | 100万元\n省级 | 50万元\n")
        rows = [c for c in found.clauses if c.kind is ClauseKind.ROW]
        assert [c.parent for c in rows] == [0, 0, 0]
        assert all(c.path == ("第一条",) for c in rows)


def test_an_introduction_taken_out_of_a_chapter_loses_its_path() -> None:
    found = segmented("第一章 总则\n问：\n第二章 支持")
    assert_sound(found)
    assert clause(found, "问：").path == ()
    assert clause(found, "第二章").path == ("第二章",)


def test_a_header_field_is_no_ancestor_of_a_chapter() -> None:
    for head in ("发布日期：\n现通知如下：", "发布日期：\n2024年1月1日", "适用范围：\n本区企业。"):
        found = segmented(f"若干措施\n{head}\n第二章 支持\n第四条 给予50万元奖励。")
        assert_sound(found)
        assert clause(found, "第四条").place == "第二章第四条"


def test_a_header_field_holds_its_fact_and_no_sentence_after_it() -> None:
    found = segmented("若干措施\n主管部门：\n市财政局\n对企业给予10万元奖励。")
    assert_sound(found)
    assert parents(found, "市财政局") == ["主管部门"]
    assert parents(found, "对企业") == []
