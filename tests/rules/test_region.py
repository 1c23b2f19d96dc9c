"""Places inside places: yes, no, and honestly unknown."""

from __future__ import annotations

import pytest

from rules.region import contains, place_names


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("天河区", "天河区"),
        ("广州市", "天河区"),
        ("广东省", "天河区"),
        ("广州", "天河"),
        ("广州市", "广东省广州市天河区"),
        ("天河区", "广州市天河区珠江新城"),
        ("深圳市", "深汕特别合作区"),
        ("深圳市", "龙华新区"),
        ("云江市", "青屏区"),
        ("南岭省", "望川县"),
        ("北京市", "密云区"),
        ("江苏省", "苏州工业园区"),
        ("中国", "青屏区"),
        ("不知名镇", "不知名镇"),
    ],
)
def test_inside(outer: str, inner: str) -> None:
    assert contains(outer, inner) is True


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("天河区", "越秀区"),
        ("广州市", "深圳市"),
        ("深圳市", "天河区"),
        ("青屏区", "石桥区"),
        ("青屏区", "云江市石桥区解放路"),
        ("上海市", "青屏区"),
    ],
)
def test_outside(outer: str, inner: str) -> None:
    assert contains(outer, inner) is False


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("天河区", "广州市"),  # somewhere in 广州市 may be 天河区
        ("天河区", "某某镇"),
        ("某某镇", "天河区"),
        ("青屏区新港街", "青屏区"),
        ("青屏区新港街", "青屏区解放路"),
        ("中国", "某某镇"),
        ("", "天河区"),
    ],
)
def test_unknown_is_not_no(outer: str, inner: str) -> None:
    assert contains(outer, inner) is None


def test_every_district_lies_in_its_city_and_not_in_another() -> None:
    guangzhou = ["越秀区", "海珠区", "荔湾区", "天河区", "白云区", "黄埔区", "花都区", "番禺区"]
    guangzhou += ["南沙区", "从化区", "增城区"]
    for district in guangzhou:
        assert contains("广州市", district) is True
        assert contains("云江市", district) is False


def test_names_in_the_table_are_unambiguous() -> None:
    names = place_names()
    assert len(names) == len(set(names))
    assert {"广州市", "青屏区", "深汕特别合作区"} <= set(names)
