"""A small judge of JSON values by the part of JSON Schema that the API's description uses."""

from collections.abc import Iterator
from datetime import datetime

KINDS = {
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
    "null": lambda v: v is None,
}
KNOWN = {
    "$ref", "type", "properties", "required", "items", "oneOf", "anyOf", "const", "enum", "format",
    "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "additionalProperties",
    "title", "description", "default", "examples",
}  # fmt: skip


def faults(root: dict, schema: dict, value: object, where: str = "$") -> list[str]:
    """What is wrong with a value; a schema word that is not known here is wrong too."""
    if reference := schema.get("$ref"):
        node = root
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        return faults(root, node, value, where)
    return list(_faults(root, schema, value, where))


def _faults(root: dict, schema: dict, value: object, where: str) -> Iterator[str]:
    if unknown := set(schema) - KNOWN:
        yield f"{where}: the schema says {unknown}"
    for word, least in (("oneOf", 1), ("anyOf", 1)):
        if word in schema:
            fitting = sum(not faults(root, one, value, where) for one in schema[word])
            if fitting < least or (word == "oneOf" and fitting > 1):
                yield f"{where}: fits {fitting} of {word}"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(KINDS[kind](value) for kind in kinds):
        yield f"{where}: {value!r} is no {' or '.join(kinds)}"
    elif "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of {schema['enum']}"
    elif isinstance(value, dict):
        yield from _object(root, schema, value, where)
    elif isinstance(value, list):
        yield from _sized(len(value), schema, "Items", where)
        for place, one in enumerate(value):
            yield from faults(root, schema.get("items", {}), one, f"{where}[{place}]")
    elif isinstance(value, str):
        yield from _sized(len(value), schema, "Length", where)
        if schema.get("format") == "date-time":
            datetime.fromisoformat(value)
    elif isinstance(value, (int, float)) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{where}: {value} is out of range"


def _object(root: dict, schema: dict, value: dict, where: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield f"{where}.{name}: missing"
    for name, one in value.items():
        if name in properties:
            yield from faults(root, properties[name], one, f"{where}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{where}.{name}: not in the description"


def _sized(size: int, schema: dict, what: str, where: str) -> Iterator[str]:
    if not schema.get(f"min{what}", size) <= size <= schema.get(f"max{what}", size):
        yield f"{where}: {size} is no size"
