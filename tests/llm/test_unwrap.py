"""One object out of raw text, or the name of what is in the way; never half an object."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from llm.unwrap import NotJson, Unwrapped, unwrap

GOOD = '{"quote": "2000万元以上"}'
DATA = {"quote": "2000万元以上"}


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        (GOOD, ()),
        (f"\ufeff  {GOOD}\n", ()),
        (f"```json\n{GOOD}\n```", ("fenced",)),
        (f"```\n{GOOD}\n```", ("fenced",)),
        (f"结果：\n```json\n{GOOD}\n```\n完。", ("fenced", "prose")),
        (f"结果是 {GOOD}，请查收。", ("prose",)),
        (f"<think>想一想 {{}} </think>{GOOD}", ("thought",)),
        (f"没有开头的思考</think>\n{GOOD}", ("thought",)),
        (f'好的。<think>例如 {{"a": 1}}</think>{GOOD}', ("thought",)),
        (f"<think>甲</think><thinking>乙</thinking>\n```json\n{GOOD}\n```", ("thought", "fenced")),
        (f"{GOOD}\n{GOOD}", ("prose", "twice")),
    ],
)
def test_what_stands_around_is_taken_off_and_noticed(text: str, noticed: tuple[str, ...]) -> None:
    assert unwrap(text) == Unwrapped(DATA, noticed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("<think>只有思考</think>", "only_thought"),
        ("<think>没有完", "only_thought"),
        ('好的。<think>例如 {"a": 1}，然后', "only_thought"),
        ('<think>例如 {"a": 1}', "only_thought"),
        ("没有补贴。", "no_json"),
        ('["quote"]', "no_json"),
        ('"quote"', "no_json"),
        ('{"quote": "2000', "broken_json"),
        ('{"quote": {"a": 1}, "b": ', "broken_json"),
        ('{"a": 1, "a": 2}', "broken_json"),
        ('{"a": NaN}', "broken_json"),
        ('{"a": -Infinity}', "broken_json"),
        ("{'a': 1}", "broken_json"),
        ('{"a": 1} {"a": 2}', "several"),
        ('```json\n{"a": 1}\n```\n```json\n{"a": 2}\n```', "several"),
        ('{"a": ' + "1" * 5000 + "}", "broken_json"),
        ('{"a": ' + "[" * 200_000, "broken_json"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, kind: str) -> None:
    found = unwrap(text)
    assert isinstance(found, NotJson)
    assert found.kind == kind


def test_the_inner_object_of_a_cut_one_is_never_taken_for_the_answer() -> None:
    whole = {"items": [{"quote": "甲"}, {"quote": "乙"}]}
    text = json.dumps(whole, ensure_ascii=False)
    for end in range(1, len(text)):
        assert isinstance(unwrap("答：" + text[:end]), NotJson)


@pytest.mark.parametrize(
    "inside", ["```json\n{}\n```", "<think>是</think>", "a</think>b", "{", "}", "\ufeff", "```"]
)
def test_marks_inside_a_quote_belong_to_the_quote(inside: str) -> None:
    text = json.dumps({"quote": inside}, ensure_ascii=False)
    for wrapped in (text, f"```json\n{text}\n```", f"<think>想</think>{text}", f"答：{text}"):
        found = unwrap(wrapped)
        assert isinstance(found, Unwrapped)
        assert found.data == {"quote": inside}


def test_a_line_break_inside_a_string_is_read() -> None:
    assert unwrap('{"quote": "甲\n乙"}') == Unwrapped({"quote": "甲\n乙"})


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda below: st.lists(below) | st.dictionaries(st.text(), below),
    max_leaves=4,
)


@example({"": None, "\ufeff": None})
@example({"a": "</think>"})
@given(st.dictionaries(st.text(), JSON))
def test_every_object_survives_every_wrapping(data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False)
    for wrapped in (text, f"```json\n{text}\n```", f"<think>想</think>\n{text}"):
        found = unwrap(wrapped)
        assert isinstance(found, Unwrapped)
        assert found.data == data


@given(st.text(alphabet='{}[]",:0a \n`<>/think甲'))
def test_any_text_ends_in_an_object_or_a_name(text: str) -> None:
    assert isinstance(unwrap(text), Unwrapped | NotJson)
