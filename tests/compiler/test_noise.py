"""Damaged copies: what was hurt is named, and no rule rests on a sum that was hurt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.diagnostics import CODES
from rules.blocks import open_blocks
from rules.condition import Unparsed, leaves
from rules.draft import Draft
from rules.errors import Severity
from rules.review import BlockKind

DraftOf = Callable[..., Draft]


def codes(draft: Draft) -> set[str]:
    return {d.code for d in draft.diagnostics}


@pytest.mark.parametrize(
    ("sentence", "code", "quote"),
    [
        ("对国家级、省级企业技术中心，分别给予8050万元奖励。", "PC307", "分别给予8050"),
        ("对国家高新技术企业，给予1005030万元奖励。", "PC307", "1005030"),
        ("对国家高新技术企业，按上年度研发费用的30%30%给予补助。", "PC310", "30%30%"),
        (
            "对研发费用占比不低于3的企业，给予一次性奖励10万元。",
            "PC306",
            "占比不低于3",
        ),
    ],
)
def test_a_hurt_figure_blocks_its_item(
    draft_of: DraftOf, sentence: str, code: str, quote: str
) -> None:
    """No ruling can wave an unparsed condition through: somebody has to look at the original."""
    draft = draft_of(f"第一条 {sentence}")
    (rule,) = draft.ruleset.rules
    (said,) = (d for d in draft.diagnostics if d.code == code)
    assert said.severity is Severity.ERROR
    hurt = [leaf for leaf in leaves(rule.when) if isinstance(leaf, Unparsed)]
    assert [leaf.source.quote for leaf in hurt] == [quote]
    assert BlockKind.UNPARSED in {block.kind for block in open_blocks(draft, ())}


@pytest.mark.parametrize(
    "sentence",
    [
        "对国家级、省级、市级企业技术中心，分别给予805030万元奖励。",
        "对国家高新技术企业，按上年度研发费用的30%30%给予补助，最高100万元。",
        "对国家高新技术企业，按上年度研发费用的30%给予补助，最高100万元100万元。",
    ],
)
def test_a_hurt_sum_is_never_an_amount(draft_of: DraftOf, sentence: str) -> None:
    draft = draft_of(f"第一条 {sentence}")
    assert [rule.award.kind for rule in draft.ruleset.rules] == ["in_kind"]
    assert "PC508" not in codes(draft), "it was refused, not forgotten"


@pytest.mark.parametrize(
    "sentence",
    [
        "按上年度研发费用的10给予补助，最高不超过100万元。",
        "给予一次性奖励10。",
        "给予一次性奖励100000，每家企业每年最高200000。",
    ],
)
def test_a_sum_too_hurt_to_form_an_item_is_still_an_error(draft_of: DraftOf, sentence: str) -> None:
    draft = draft_of(f"第一条 对国家高新技术企业，{sentence}")
    assert codes(draft) & {"PC306", "PC309"}
    assert open_blocks(draft, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "对上年度营业收入2000万元以上的企业，分别给予1000元、1500元、2000元奖励。",
        "对两类企业分别给予10万元、20万元奖励，单个企业累计不超过1050万元。",
        "按研发费用的1.5倍给予补助，最高300万元。",
        "按6:4的比例分两年拨付，每年最高100000元。",
        "对增速达到10个百分点的企业，每增加1万元奖励100元。",
        "对招用3人以上的企业，按每人1000元给予补贴，每万元投资补助20元。",
        "补贴标准为每平方米30元，面积不超过500平方米。",
        "对2026年1月1日以后成立的企业，给予一次性奖励100500元。",
    ],
)
def test_sound_figures_are_left_alone(draft_of: DraftOf, sentence: str) -> None:
    draft = draft_of(f"第一条 {sentence}")
    assert not codes(draft) & {"PC306", "PC307", "PC308", "PC309", "PC310"}


def test_what_only_makes_a_text_doubtful_is_a_warning() -> None:
    assert {CODES[f"PC21{n}"].severity for n in range(6)} == {Severity.WARNING}


def test_brackets_of_latin_letters_are_no_pinyin(draft_of: DraftOf) -> None:
    assert "PC210" not in codes(draft_of("第一条 对企业技术中心(ab)和(cd)平台，奖励10万元。"))


def test_a_signature_at_the_end_is_no_cut(draft_of: DraftOf) -> None:
    body = "第一条 对国家高新技术企业，奖励10万元。\n云江市青屏区人民政府办公室\n2026年3月1日"
    assert "PC212" not in codes(draft_of(body))


def test_cards_that_repeat_a_sentence_are_no_second_copy(draft_of: DraftOf) -> None:
    body = "".join(
        f"第{n}条 对上年度{what}2000万元以上的企业，给予一次性奖励{n_}万元，每家企业只奖励一次。"
        "申报材料由区工业和信息化局受理。\n"
        for n, n_, what in (("一", 10, "营业收入"), ("二", 20, "出口额"), ("三", 30, "纳税额"))
    )
    assert "PC214" not in codes(draft_of(body))
