"""A document's name is no block, and who may apply at its head is asked of every item."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler import compile_document
from rules.condition import Condition
from rules.draft import Draft

_ITEMS = "一、对新评为省级示范社的，给予3万元补助。\n二、对新建茶园的，给予2万元补助。\n"


@pytest.mark.parametrize(
    "title",
    [
        "荷塘市农机改造专项资金管理办法",
        "青屏区人才发展资金使用管理实施细则（试行）",
        "云江市乡村旅游资金监督管理规定",
    ],
)
def test_the_name_of_a_document_hides_no_item(title: str) -> None:
    assert len(compile_document(f"{title}\n{_ITEMS}".encode(), "t.txt").ruleset.rules) == 2


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("在本区登记、具有独立法人资格的农业企业均可申报", "legal_person"),
        ("在本区登记、信用良好的合作社都可以申请", "?信用良好的合作社"),
        ("在本区登记、具有独立法人资格的水产养殖单位均可申领本资金", "legal_person"),
    ],
)
def test_who_may_apply_at_the_head_is_asked_of_every_item(
    who: str, asked: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    rules = draft_of(f"{who}。\n{_ITEMS}").ruleset.rules
    assert len(rules) == 2
    assert all("registered_region in 青屏区" in short_of(r.when) for r in rules)
    assert all(asked in short_of(r.when) for r in rules)
    assert not any("申" in short_of(r.when) for r in rules)
