"""Knows how a type becomes the JSON Schema of an answer: pydantic makes it, from the type alone."""

import json
import re
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import typing_extensions
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import CoreSchema, core_schema

REF = "#/components/schemas/{model}"
Schema = dict[str, Any]
_REFERENCE = re.compile(REF.format(model=r"(\w+)"))


class Answer(GenerateJsonSchema):
    """An answer has all fields of its type and no others, null where there is nothing to say; a
    text that is a time (`board.events.event.Stamp`) says so."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False  # it would repeat the field's name

    def field_is_required(self, field: Any, total: bool) -> bool:
        return field["type"] == "dataclass-field" or super().field_is_required(field, total)

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> Schema:
        return super().dataclass_schema(schema) | {"additionalProperties": False}

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> Schema:
        made = super().typed_dict_schema(schema) | {"additionalProperties": False}
        for name, hint in get_type_hints(schema["cls"], include_extras=True).items():
            if format := _format(hint):
                made["properties"][name]["format"] = format
        return made


def _format(hint: Any) -> str | None:
    """The name of a text's form, where its type has one: `Annotated[str, "date-time"]`."""
    named = [name for name in getattr(hint, "__metadata__", ()) if isinstance(name, str)]
    return next(iter(named), None) or next(filter(None, map(_format, get_args(hint))), None)


class As:
    """`Annotated[dict[str, Any], As(Tile)]`: JSON that was written down earlier, or is handed on as
    it is, described by its type. `needed`: of its fields these are there at least; an earlier
    version wrote fewer."""

    def __init__(self, shape: Any, needed: tuple[str, ...] = ()) -> None:
        self._shape, self._needed = shape, needed

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(_taken(self._shape))

    def __get_pydantic_json_schema__(self, of: CoreSchema, handler: GetJsonSchemaHandler) -> Schema:
        schema = handler(of)
        if not self._needed:
            return schema
        return handler.resolve_ref_schema(schema) | {"required": list(self._needed)}


def schema_of(shape: Any, prefix: str = "") -> tuple[Schema, dict[str, Schema]]:
    """The schema of one type, and under their names, which begin with `prefix`, of those in it."""
    template = REF.format(model=prefix + "{model}")
    schema = _adapter(shape).json_schema(
        mode="serialization", schema_generator=Answer, ref_template=template,
        union_format="primitive_type_array",
    )  # fmt: skip
    inner = schema.pop("$defs", {})
    return schema, {prefix + name: one for name, one in inner.items()}


def schemas_of(shapes: dict[str, Any]) -> dict[str, Schema]:
    """The schemas of types under the names given, and of what they are made of under its own."""
    mode: Literal["serialization"] = "serialization"
    asked = [(name, mode, _adapter(shape)) for name, shape in shapes.items()]
    found, inner = TypeAdapter.json_schemas(
        asked, schema_generator=Answer, ref_template=REF, union_format="primitive_type_array"
    )
    made: dict[str, Schema] = inner.pop("$defs", {})
    for (name, _), schema in found.items():
        own = schema.get("$ref", "").rpartition("/")[2]
        if own and own != name:
            made[name] = made.pop(own) | {"title": name}
        elif not own:
            made[name] = schema
    return made


def used_by(node: Any, schemas: dict[str, Schema]) -> dict[str, Schema]:
    """Of the schemas those that something refers to, and those that these refer to, in order."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        named = set(_REFERENCE.findall(json.dumps(waiting.pop()))) - found
        found |= named
        waiting += [schemas[name] for name in named]
    return {name: schema for name, schema in schemas.items() if name in found}


# --- what pydantic takes --------------------------------------------------------------------------


def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(_taken(shape))


def _taken(hint: Any) -> Any:
    """Before Python 3.12 pydantic takes no TypedDict of `typing`, only its twin."""
    if is_typeddict(hint):
        return _twin(hint)
    inner = tuple(map(_taken, get_args(hint)))
    if not inner or get_origin(hint) is Literal:
        return hint
    if get_origin(hint) is Annotated:
        return Annotated[(inner[0], *hint.__metadata__)]
    if isinstance(hint, UnionType) or get_origin(hint) is Union:
        return reduce(or_, inner)
    return get_origin(hint)[inner[0] if len(inner) == 1 else inner]


@cache
def _twin(shape: Any) -> Any:
    make: Any = typing_extensions.TypedDict
    hints = get_type_hints(shape, include_extras=True)
    twin = make(shape.__name__, {name: _taken(hint) for name, hint in hints.items()})
    twin.__doc__, twin.__module__ = shape.__doc__, shape.__module__
    return twin
