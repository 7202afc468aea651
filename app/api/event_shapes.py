"""Knows how the API describes the events of a card: from their definitions in board/events/."""

from typing import Any

from pydantic import TypeAdapter

from board.events import FACTS, wire

REF = "#/components/schemas/event_{model}"
Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
TIME: Schema = {"type": "string", "format": "date-time"}
# Of every event, beside its type and what it says.
META: Schema = {
    "n": {"type": "integer"}, "command": TEXT, "version": {"type": ["integer", "null"]},
    "who": TEXT, "device": {"type": ["string", "null"]}, "occurred_at": TIME, "received_at": TIME,
}  # fmt: skip


def event_schemas() -> dict[str, Schema]:
    """`Event`, and a schema for each event of a card under `event_NAME`."""
    found: dict[str, Schema] = {}
    facts = [fact for fact in FACTS.values() if fact.stream == "card"]
    for fact in facts:
        schema = TypeAdapter(fact).json_schema(ref_template=REF)
        found |= {f"event_{name}": one for name, one in schema.pop("$defs", {}).items()}
        found[f"event_{fact.type}"] = _event(fact, schema.get("properties", {}))
    return {"Event": {"oneOf": [{"$ref": REF.format(model=fact.type)} for fact in facts]}} | found


def _event(fact: Any, shapes: Schema) -> Schema:
    """`private` is what names people or was written freely; null once the person was erased."""
    kept = {"anyOf": [_part(fact, shapes, private=True), {"type": "null"}]}
    parts = {"type": {"const": fact.type}, "data": _part(fact, shapes, private=False),
             "private": kept}  # fmt: skip
    schema: Schema = {"title": fact.type, "type": "object", "properties": META | parts,
                      "required": [*META, *parts]}  # fmt: skip
    return schema | ({"description": " ".join(fact.__doc__.split())} if _says(fact) else {})


def _says(fact: Any) -> bool:
    """Whether somebody wrote what the fact means; a dataclass writes its own line otherwise."""
    return bool(fact.__doc__) and not str(fact.__doc__).startswith(f"{fact.__name__}(")


def _part(fact: Any, shapes: Schema, private: bool) -> Schema:
    places = [place for place in wire.plan(fact) if place.private == private]
    required = [place.key for place in places if place.required]
    properties = {place.key: shapes[place.name] for place in places}
    return {"type": "object", "properties": properties, "required": required}
