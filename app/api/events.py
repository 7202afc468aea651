"""Knows how the API shows the events of a card, and describes them: from their definitions in
board/events/."""

from typing import Any, TypedDict

from app.api.schemas import REF, Schema, schema_of, schemas_of
from board.events import FACTS, Fact, event, wire
from board.events.event import Stamp, stamp


class Event(TypedDict):
    """A fact of a card's story. `private` is what names people or was written freely; null once the
    person was erased."""

    n: int
    type: str
    command: str
    version: int | None
    who: str
    device: str | None
    occurred_at: Stamp
    received_at: Stamp
    data: dict[str, Any]
    private: dict[str, Any] | None


def shown(one: event.Event[Fact]) -> Event:
    data, private = wire.dumped(one.fact)
    return {
        "n": one.n, "type": one.type, "command": one.by, "version": one.version,
        "who": one.who, "device": one.device, "occurred_at": stamp(one.occurred_at),
        "received_at": stamp(one.received_at), "data": data,
        "private": None if one.erased else private,
    }  # fmt: skip


def event_schemas() -> dict[str, Schema]:
    """`Event`, and a schema for each event of a card under `event_NAME`."""
    any_event = schemas_of({"Event": Event})["Event"]
    facts = [fact for fact in FACTS.values() if fact.stream == "card"]
    found: dict[str, Schema] = {}
    for fact in facts:
        schema, inner = schema_of(fact, "event_")
        found |= inner
        found[f"event_{fact.type}"] = _of_fact(fact, schema.get("properties", {}), any_event)
    choices = [{"$ref": REF.format(model=f"event_{fact.type}")} for fact in facts]
    return {"Event": {"description": any_event["description"], "oneOf": choices}} | found


def _of_fact(fact: Any, fields: Schema, any_event: Schema) -> Schema:
    own = {
        "type": {"const": fact.type},
        "data": _written(fact, fields, private=False),
        "private": {"anyOf": [_written(fact, fields, private=True), {"type": "null"}]},
    }
    schema = any_event | {"title": fact.type, "properties": any_event["properties"] | own}
    schema.pop("description")
    return schema | ({"description": " ".join(fact.__doc__.split())} if _says(fact) else {})


def _says(fact: Any) -> bool:
    """Whether somebody wrote what the fact means; a dataclass writes its own line otherwise."""
    return bool(fact.__doc__) and not str(fact.__doc__).startswith(f"{fact.__name__}(")


def _written(fact: Any, fields: Schema, private: bool) -> Schema:
    """What is open of a fact, or what is private; a field that has its default is left out."""
    places = [place for place in wire.plan(fact) if place.private == private]
    required = [place.key for place in places if place.required]
    properties = {place.key: fields[place.name] for place in places}
    return {"type": "object", "properties": properties, "required": required,
            "additionalProperties": False}  # fmt: skip
