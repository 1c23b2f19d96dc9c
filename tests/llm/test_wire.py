"""The schema subset, and replies judged by it."""

from __future__ import annotations

from typing import Any

import pytest

from llm.probe import WIRE as PROBE
from llm.wire import MOST_ERRORS, MOST_ITEMS, wire_errors, wire_problems
from tests.llm.test_misbehaviours import WIRE


def obj(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def lit(kind: str) -> dict[str, Any]:
    return {"type": "string", "const": kind}


STRING = {"type": "string"}
UNION = obj(
    award={
        "anyOf": [
            obj(kind=lit("fixed"), amount=STRING),
            obj(kind=lit("rate"), share=STRING, base=STRING),
            {"type": "null"},
        ]
    }
)


@pytest.mark.parametrize("schema", [WIRE, PROBE, UNION, obj(a={"type": ["string", "null"]})])
def test_schemas_of_the_subset_pass(schema: dict[str, Any]) -> None:
    assert wire_problems(schema) == ()


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ({"type": "array", "items": STRING}, "root must be an object"),
        ({"anyOf": [obj(a=STRING)]}, "no union at the root"),
        (obj(a={"type": "number"}), "numbers are strings"),
        (obj(a={"type": "string", "pattern": "x"}), "'pattern'"),
        (obj(a={"type": "string", "format": "date"}), "'format'"),
        (obj(a={"type": "string", "default": ""}), "'default'"),
        (obj(a={"type": "integer", "minimum": 0}), "'minimum'"),
        (obj(a={"type": "array", "items": STRING, "minItems": 1}), "'minItems'"),
        (obj(a={"oneOf": [STRING]}), "type must be one of"),
        (obj(a={"$ref": "#/$defs/a"}), "type must be one of"),
        (obj(a={"type": "object"}), "must name its properties"),
        (obj(a={**obj(b=STRING), "additionalProperties": True}), "must be false"),
        (obj(a={**obj(b=STRING), "required": []}), "every property must be required"),
        (obj(a={"type": "array"}), "not a schema"),
        (obj(a={"type": "string", "enum": [str(n) for n in range(99)]}), "more than 60 choices"),
        (obj(a={"anyOf": [obj(x=STRING), obj(y=STRING)]}), "literal 'kind'"),
        (obj(a={"anyOf": [STRING], "discriminator": {}}), "'discriminator'"),
        (obj(**{f"p{n}": STRING for n in range(101)}), "101 properties"),
        (obj(a=obj(b=obj(c=obj(d=obj(e=STRING))))), ""),
        (obj(a=obj(b=obj(c=obj(d=obj(e=obj(f=STRING)))))), "more than 5 deep"),
    ],
)
def test_what_some_server_would_refuse_is_said(schema: dict[str, Any], says: str) -> None:
    found = wire_problems(schema)
    assert any(says in line for line in found) if says else found == ()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"items": []}, ""),
        ({"items": [{"quote": "甲", "kind": "条件"}]}, ""),
        ({}, "items：缺少这一项"),
        ([], "整体：应为对象，实为数组"),
        ({"items": None}, "items：应为数组，实为null"),
        ({"items": [{"quote": 5, "kind": "条件"}]}, "items[0].quote：应为字符串，实为数字 5"),
        ({"items": [{"quote": "甲", "kind": "其他"}]}, "items[0].kind：应为其中之一（条件、金额）"),
        ({"items": [{"quote": "甲"}]}, "items[0].kind：缺少这一项"),
        ({"items": [], "note": "多"}, "整体：多出「note」"),
        ({"items": [{"quote": "", "kind": "条件"}] * (MOST_ITEMS + 1)}, "有 501 项，最多 500 项"),
    ],
)
def test_a_reply_is_judged_with_the_place(data: object, error: str) -> None:
    found = wire_errors(data, WIRE)
    assert found[0].startswith(error) or error in found[0] if error else found == ()


@pytest.mark.parametrize(
    ("award", "error"),
    [
        ({"kind": "fixed", "amount": "10万元"}, ""),
        (None, ""),
        ({"kind": "rate", "share": "30%"}, "award.base：缺少这一项"),
        ({"kind": "gift"}, "award.kind：应为其中之一（fixed、rate），实为「gift」"),
        ("10万元", "award：应为对象，实为「10万元」"),
    ],
)
def test_a_union_is_judged_by_its_kind(award: object, error: str) -> None:
    assert wire_errors({"award": award}, UNION) == ((error,) if error else ())


def test_true_is_no_number_and_one_is_not_true() -> None:
    schema = obj(n={"type": "integer"}, b={"type": "boolean"})
    assert wire_errors({"n": 1, "b": True}, schema) == ()
    assert len(wire_errors({"n": True, "b": 1}, schema)) == 2


def test_the_list_of_errors_is_short_and_says_so() -> None:
    found = wire_errors({"items": [{}] * 100}, WIRE)
    assert len(found) == MOST_ERRORS + 1
    assert found[-1] == "（还有更多，未列出）"
