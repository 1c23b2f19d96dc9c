"""Suggestions for attributes a text brought along: near ones, and who may hold the fact."""

from __future__ import annotations

import pytest

from rules.nearness import likely_department, near_attributes
from rules.vocabulary import Attribute, Kind, Vocabulary, standard_vocabulary


def proposed(label: str, kind: Kind, unit: str = "") -> Attribute:
    return Attribute(id=f"?{label}", label=label, kind=kind, unit=unit, proposed=True)


def test_the_nearest_stands_first_and_can_be_merged_into() -> None:
    near = near_attributes(proposed("年度研发费用投入", Kind.MONEY), standard_vocabulary())
    assert near
    assert "研发" in near[0].label
    assert {a.kind for a in near} == {Kind.MONEY}


def test_a_name_like_no_other_has_no_near_ones() -> None:
    assert near_attributes(proposed("窑炉座数", Kind.COUNT, "座"), standard_vocabulary()) == ()


def test_what_is_of_another_kind_or_only_proposed_is_never_near() -> None:
    own = proposed("营业收入增速", Kind.RATIO)
    same = Attribute(id="a", label="营业收入增速", kind=Kind.MONEY)
    other = Attribute(id="b", label="营业收入增速", kind=Kind.RATIO, proposed=True)
    assert near_attributes(own, Vocabulary(attributes=(same, other, own))) == ()


@pytest.mark.parametrize(
    ("label", "department"),
    [
        ("发明专利授权数量", "知识产权局"),
        ("专利产品出口额", "商务局"),  # what the name ends on decides
        ("导师服务人次", "人力资源和社会保障局"),
        ("医疗保险缴费月数", "医疗保障局"),  # the longer word decides
        ("窑炉座数", ""),
    ],
)
def test_the_words_of_a_name_tell_whose_business_it_is(label: str, department: str) -> None:
    assert likely_department(label) == department
