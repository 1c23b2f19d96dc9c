"""Named tuples that are written out, and read, with their names: as a model would be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, get_type_hints

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_N = TypeVar("_N", bound=NamedTuple)


def named(kind: type[_N]) -> type[_N]:
    """Let pydantic take such a tuple as it is, write it as an object and read it from one."""

    make: Callable[..., _N] = kind

    def schema(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        del source
        fields = {
            name: core_schema.typed_dict_field(
                handler.generate_schema(hint), required=name not in kind._field_defaults
            )
            for name, hint in get_type_hints(kind, include_extras=True).items()
        }
        shape = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
        read = core_schema.no_info_after_validator_function(lambda found: make(**found), shape)
        return core_schema.json_or_python_schema(
            read,
            core_schema.union_schema([core_schema.is_instance_schema(kind), read]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value._asdict(), return_schema=shape
            ),
        )

    kind.__get_pydantic_core_schema__ = staticmethod(schema)  # type: ignore[attr-defined]
    return kind
