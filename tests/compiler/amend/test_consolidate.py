"""Notices that amend another text: what they order, how the text then reads, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.amend import consolidate, read_instructions
from compiler.amend.document import amend_document, amend_draft
from compiler.amend.places import Place, in_chinese, locate, number, read_place
from compiler.pipeline import compile_document
from rules.document import PolicyDocument, SourceSpan
from rules.tree import nodes
from rules.vocabulary import standard_vocabulary

BASE = """南塘区科创办法
第一章 总则
第一条 本办法所称企业，是指在南塘区注册的企业。
第二条 申请人应当符合下列条件：
（一）依法登记；
（二）信用良好；
（三）有研发机构。
区科技局可以要求补充材料。
第二章 标准
第三条 对国家高新技术企业，给予10万元奖励。
第四条 对科技型中小企业，给予2万元奖励，由区科委审核。
同一企业每年最高奖励5万元。
第五条 本办法由区科委解释。
"""


def document(text: str, name: str = "通知.txt") -> PolicyDocument:
    return PolicyDocument.make(text, source_name=name, media_type="text/plain")


def amended(order: str) -> tuple[str, list[str]]:
    notice = document(f"南塘区关于修改科创办法的通知\n{order}\n")
    done = consolidate(document(BASE, "办法.txt"), notice, read_instructions(notice))
    return done.text, [d.code for d in done.diagnostics]


@pytest.mark.parametrize(
    ("order", "gone", "come"),
    [
        (
            "一、将第三条修改为：“第三条 对国家高新技术企业，给予15万元奖励。”",
            "给予10万元奖励",
            "第三条 对国家高新技术企业，给予15万元奖励。\n第四条",
        ),
        (
            "第三条修改为：“对小巨人企业，给予8万元奖励。”",
            "10万元",
            "第三条 对小巨人企业，给予8万元",
        ),
        ("1.将第三条中的“10万元”修改为“12万元”。", "给予10万元", "给予12万元奖励。\n第四条"),
        ("（二）第四条第二款中的“5万元”调整为“6万元”", "最高奖励5万元", "最高奖励6万元"),
        (
            "二、第二条第（二）项修改为：“（二）信用评价为B级以上；”",
            "信用良好",
            "（二）信用评价为B级以上；",
        ),
        (
            "第二条第二项修改为“信用评价为B级以上；”",
            "信用良好",
            "（二）信用评价为B级以上；\n（三）",
        ),
        ("三、删去第二条第（三）项。", "研发机构", "信用良好；\n区科技局可以"),
        ("删除第四条第二款；", "每年最高奖励", "审核。\n第五条"),
        ("四、第四条删除。", "科技型中小企业", "10万元奖励。\n第五条"),
        ("删去第四条中的“，由区科委审核”。", "由区科委审核", "给予2万元奖励。"),
        ("五、将文中的“区科委”统一修改为“区科技局”。", "区科委", "由区科技局解释"),
        (
            "六、增加一条，作为第三条之一：“第三条之一 对专精特新企业，给予6万元奖励。”",
            "",
            "10万元奖励。\n第三条之一 对专精特新企业，给予6万元奖励。\n第四条",
        ),
        (
            "在第四条后新增一条，作为第六条：“对瞪羚企业给予1万元。”",
            "",
            "解释。\n第六条 对瞪羚企业",
        ),
        (
            "第二条增加一项，作为第（四）项：“（四）守法经营。”",
            "",
            "研发机构。\n（四）守法经营。\n区科技局",
        ),
        ("第三条增加一款，作为第二款：“按年发放。”", "", "10万元奖励。\n按年发放。\n第四条"),
        (
            "将第三条、第四条中的“奖励”修改为“补助”。",
            "10万元奖励",
            "2万元补助，由区科委审核。\n同一企业每年最高补助5万元",
        ),
        (
            "第三条修改为：“第三条 对“小巨人”企业，给予9万元。”",
            "10万元",
            "对“小巨人”企业，给予9万元。",
        ),
        ("第三条修改为：「第三条 对瞪羚企业，给予9万元。」", "10万元", "第三条 对瞪羚企业"),
    ],
)
def test_an_order_is_carried_out(order: str, gone: str, come: str) -> None:
    text, problems = amended(order)
    assert problems == []
    assert come in text
    assert not gone or gone not in text


def test_orders_speak_of_the_text_before_the_notice() -> None:
    text, problems = amended(
        "一、删去第二条第（一）项。\n二、第二条第（二）项修改为：“（二）无失信记录；”\n"
        "三、删除第四条第二款。\n四、将第四条第一款中的“2万元”修改为“3万元”。"
    )
    assert problems == []
    assert "第二条 申请人应当符合下列条件：\n（二）无失信记录；\n（三）" in text
    assert "给予3万元奖励，由区科委审核。\n第五条" in text


@pytest.mark.parametrize(
    ("order", "come"),
    [
        (
            "将第四条中的“2万元”修改为“3万元”，“5万元”修改为“6万元”。",
            "给予3万元奖励，由区科委审核。\n同一企业每年最高奖励6万元",
        ),
        (
            "将第二条第（三）项修改为：“（三）有研发中心；”增加一项，作为第（四）项：“（四）守法。”",
            "（三）有研发中心；\n（四）守法。\n区科技局",
        ),
        (
            "删去第二条第（一）项；增加一项，作为第（四）项：“（四）守法。”",
            "下列条件：\n（二）信用良好；\n（三）有研发机构。\n（四）守法。",
        ),
        (
            "删去第四条第二款。\n增加一条，作为第四条之一：“按年发放。”",
            "审核。\n第四条之一 按年发放。\n第五条",
        ),
    ],
)
def test_a_place_holds_for_the_orders_that_follow_it(order: str, come: str) -> None:
    text, problems = amended(order)
    assert problems == []
    assert come in text


def test_one_sentence_may_order_several_things() -> None:
    text, problems = amended("将第三条中的“10万元”修改为“12万元”，删去第四条中的“，由区科委审核”。")
    assert problems == []
    assert "给予12万元奖励" in text
    assert "由区科委审核" not in text


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ("一、将第三条的奖励标准适当修改为更高的标准。", "PC601"),
        ("一、将第三条第一段“10万元”修改为“12万元”。", "PC601"),  # never the whole text instead
        ("一、第三条的标准由“10万元”改成按“甲”“乙”两档执行，修改为新的标准。", "PC601"),
        ("一、将第九条修改为：“第九条 给予1万元。”", "PC602"),
        ("一、删去第三条第（二）项。", "PC602"),
        ("一、将第三条中的“20万元”修改为“30万元”。", "PC603"),
        ("一、将文中的“科创委”修改为“科技局”。", "PC603"),
        ("一、原第五条改为第六条。", "PC604"),
        ("各有关单位遵照执行。", "PC605"),
        ("一、增加一条，作为第四条：“第四条 给予1万元。”", "PC606"),
        ("一、删除第三条。\n二、将第三条中的“10万元”修改为“12万元”。", "PC608"),
    ],
)
def test_what_cannot_be_done_exactly_is_said_and_not_done(order: str, code: str) -> None:
    text, problems = amended(order)
    assert problems == [code]
    if code == "PC608":
        assert "给予10万元" not in text  # the first of the two holds
    else:
        assert text == BASE


def test_every_change_carries_the_order_it_rests_on() -> None:
    notice = document("通知\n一、删去第三条。\n")
    (change,) = consolidate(document(BASE), notice, read_instructions(notice)).changes
    assert change.source.quote == "一、删去第三条。"
    assert notice.holds(change.source)
    assert (change.place, change.old) == ("第三条", "第三条 对国家高新技术企业，给予10万元奖励。")


@pytest.mark.parametrize("value", [1, 9, 10, 11, 19, 20, 21, 99, 100, 101, 110, 119, 123, 999])
def test_numbers_come_back(value: int) -> None:
    assert number(in_chinese(value)) == value


def test_a_place_is_read_as_it_is_cited() -> None:
    place = read_place("第十条之一第二款第(三)项")
    assert place == Place(article=10, after=1, paragraph=2, item=3)
    assert place.name == "第十条之一第二款第（三）项"
    assert locate(BASE, Place(article=7)) is None


def test_the_sample_notice_changes_the_sample_measures() -> None:
    root = Path(__file__).parents[3] / "policy_texts"
    base, notice = root / "qingping-manufacturing-measures", root / "qingping-amendment-notice"
    done = amend_document(
        ((base / "source.txt").read_bytes(), "措施.txt"),
        ((notice / "source.txt").read_bytes(), "通知.txt"),
    )
    assert done.diagnostics == ()
    assert [c.place for c in done.changes] == ["第五条", "第八条", "第十条之一", "第十一条"]
    kinds = {item.rule.place: item.kind for item in done.items}
    assert kinds["第十条之一"] == "added"
    assert kinds["第五条"] == kinds["第八条"] == "changed"
    assert "removed" not in kinds.values()
    assert done.draft.document.text.count("第十条之一 节能技术改造资助") == 1
    # the sum for a year is struck out of article eleven, for every item
    assert all(any("2000万元" in line for line in i.gone) for i in done.items if i.before)


def test_what_people_made_of_an_item_stays_where_the_notice_left_it() -> None:
    base = compile_document(BASE.encode(), "办法.txt")
    third, fourth = base.ruleset.rules
    edited = [r.model_copy(update={"title": f"{r.place}（经核对）"}) for r in (third, fourth)]
    reviewed = base.model_copy(
        update={"ruleset": base.ruleset.model_copy(update={"rules": tuple(edited)})}
    )
    notice = document(
        "通知\n第三条修改为：“第三条 对国家高新技术企业，给予15万元奖励。”\n"
        "增加一条，作为第三条之一：“对专精特新企业，给予6万元奖励。”"
    )
    done = amend_draft(reviewed, notice, standard_vocabulary())
    assert done.diagnostics == ()
    kept = {r.id: r for r in done.draft.ruleset.rules}
    assert kept[fourth.id].title == "第二章第四条（经核对）"
    assert kept[fourth.id].source.start == fourth.source.start + len(
        "\n第三条之一 对专精特新企业，给予6万元奖励。"
    )
    assert all(
        done.draft.document.holds(node)
        for rule in done.draft.ruleset.rules
        for node in nodes(rule)
        if isinstance(node, SourceSpan)
    )
    assert kept[third.id].title != "第二章第三条（经核对）"
    assert "15万元" in kept[third.id].award.source.quote


def test_a_notice_for_another_text_is_noticed() -> None:
    notice = "关于修改《北湾区科创办法》的通知\n一、删去第三条。\n".encode()
    done = amend_document((BASE.encode(), "办法.txt"), (notice, "通知.txt"))
    assert [d.code for d in done.diagnostics] == ["PC607"]
