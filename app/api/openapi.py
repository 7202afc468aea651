"""Knows how the API describes itself: made from the definitions that check what comes in."""

from functools import cache
from typing import Any

from app.api.event_shapes import event_schemas
from app.validation import ALL_COMMANDS, model_of
from board.commands import CREATING
from board.review_commands import ABOUT_A_CARD, REVIEW_COMMANDS
from board.rights import RIGHTS
from board.shop_commands import SHOP_COMMANDS

REF = "#/components/schemas/{model}"
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
MAYBE_TEXT, MAYBE_NUMBER = {"type": ["string", "null"]}, {"type": ["integer", "null"]}
TIME = {"type": ["string", "null"], "format": "date-time"}
NAMED = {"type": ["object", "null"], "properties": {"id": TEXT, "name": TEXT}}
FLAG = {"type": "boolean"}
WORK_LEFT = {
    "type": ["object", "null"], "required": ["minutes", "at", "technicians"],
    "properties": {"minutes": {"type": "number"}, "at": TIME,
                   "technicians": {"type": "array", "items": TEXT}},
}  # fmt: skip

TILE = {
    "id": TEXT, "code": TEXT, "order_no": MAYBE_TEXT, "version": NUMBER, "lane": MAYBE_TEXT,
    "state": MAYBE_TEXT, "rank": TEXT, "kind": TEXT, "plate": MAYBE_TEXT, "model": TEXT,
    "customer": TEXT, "requests": {"type": "array", "items": TEXT}, "team": NAMED,
    "technicians": {"type": "array", "items": NAMED}, "bay": MAYBE_TEXT, "keys_tag": MAYBE_TEXT,
    "advisor": NAMED, "flags": {"type": "array", "items": TEXT}, "wash": FLAG,
    "planned_minutes": NUMBER, "work_left": WORK_LEFT,
    "skills_asked": {"type": "array", "items": TEXT},
    "intervals": {"type": "array", "items": {"type": "object"}},
    "appointment_at": TIME, "arrived_at": TIME, "finish_due_at": TIME, "promise_at": TIME,
    "forecast_at": TIME, "work_from": TIME, "work_to": TIME, "tone": TEXT, "since_at": TIME,
    "stop_reason": MAYBE_TEXT,
    "open_add_ons": NUMBER, "duties": {"type": "array", "items": {"type": "object"}},
    "parking": MAYBE_TEXT, "told": FLAG,
}  # fmt: skip


def _object(properties: dict, required: bool = True) -> dict:
    made: dict[str, Any] = {"type": "object", "properties": properties}
    return made | {"required": list(properties)} if required else made


def _list(name: str) -> dict:
    return {"type": "array", "items": {"$ref": REF.format(model=name)}}


SHAPES = {
    "Tile": _object(TILE),
    "Card": {"type": "object"},
    "Duty": _object({"id": TEXT, "kind": TEXT, "about": MAYBE_TEXT, "card": MAYBE_TEXT,
                     "code": MAYBE_TEXT, "plate": MAYBE_TEXT, "lane": MAYBE_TEXT,
                     "owner": _object({"role": MAYBE_TEXT, "person": MAYBE_TEXT}),
                     "escalates_to": TEXT, "opened_at": TIME, "due_at": TIME,
                     "escalated_at": TIME, "done_at": TIME, "done_by": MAYBE_TEXT,
                     "outcome": MAYBE_TEXT, "state": TEXT, "counts": FLAG}),
    "Duties": _list("Duty"),
    "ReviewListed": _object({
        "id": TEXT, "session": TEXT, "day": TEXT, "state": TEXT, "at": TIME, "due_at": TIME,
        "opened_at": TIME, "opened_by": MAYBE_TEXT, "closed_at": TIME, "missed_at": TIME,
        "missed_reason": MAYBE_TEXT, "held_on_time": FLAG, "exceptions": NUMBER,
        "countermeasures": NUMBER, "open_countermeasures": NUMBER}),
    "Reviews": _list("ReviewListed"),
    "Review": _object({
        "id": TEXT, "session": TEXT, "day": TEXT, "state": TEXT, "part": TEXT,
        "card": MAYBE_TEXT, "attendance": {"type": ["array", "null"], "items": TEXT},
        "exceptions": {"type": "array", "items": {"type": "object"}},
        "undecided": {"type": "array", "items": TEXT},
        "loads": {"type": "array", "items": {"type": "object"}},
        "countermeasures": {"type": "array", "items": {"type": "object"}}}),
    "Person": _object({"id": TEXT, "name": TEXT, "roles": {"type": "array", "items": TEXT},
                       "team": MAYBE_TEXT, "skills": {"type": "array", "items": TEXT},
                       "present": FLAG}),
    "Team": _object({"id": TEXT, "name": TEXT, "people": {"type": "array", "items": TEXT}}),
    "Done": _object({"seq": MAYBE_NUMBER, "card": MAYBE_TEXT, "version": MAYBE_NUMBER}),
    "Problem": _object({"type": TEXT, "title": TEXT, "status": NUMBER, "reason": TEXT,
                        "detail": TEXT}),
    "Board": _object({"epoch": TEXT, "seq": NUMBER, "mark": TEXT, "now": TEXT,
                      "lanes": {"type": "array", "items": _object({"lane": TEXT,
                                                                  "cards": _list("Tile")})}}),
    "Changes": _object({"epoch": TEXT, "seq": NUMBER, "mark": TEXT, "tiles": _list("Tile"),
                        "things": {"type": "array", "items": {"type": "object"}}}),
    "Found": _object({"cards": _list("Tile")}),
    "Photo": _object({"photo": TEXT}),
    "Story": _object({"events": _list("Event")}),
    "People": _list("Person"),
    "Teams": _list("Team"),
}  # fmt: skip

OPTIONAL = ("at", "mark", "mine")
READS = {
    "/board": ("Board", ["at"]),
    "/changes": ("Changes", ["epoch", "since", "mark"]),
    "/cards": ("Found", ["q"]),
    "/cards/{id}": ("Card", []),
    "/cards/{id}/events": ("Story", []),
    "/duties": ("Duties", ["mine"]),
    "/reviews": ("Reviews", []),
    "/reviews/{id}": ("Review", []),
    "/people": ("People", []),
    "/teams": ("Teams", []),
}


@cache
def description() -> dict:
    """The OpenAPI 3.1 document."""
    from app.api.commands import OPEN

    schemas: dict[str, Any] = SHAPES | event_schemas()
    choices = [_command(name, schemas) for name in OPEN]
    paths = {f"/api/v1{path}": {"get": _read(path, *READS[path])} for path in READS}
    paths["/api/v1/commands"] = {"post": _post(choices)}
    paths["/api/v1/photos"] = {"post": _photo()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Jindu 进度看板", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _command(name: str, schemas: dict) -> dict:
    """The body of one command, from the model that checks it."""
    schema = model_of(ALL_COMMANDS[name]).model_json_schema(ref_template=REF)
    schemas |= schema.pop("$defs", {})
    own = {"command": {"const": name}}
    place = {"card": TEXT, "version": NUMBER}
    of_card = name not in CREATING and name not in (SHOP_COMMANDS | REVIEW_COMMANDS)
    asked = own | place if of_card else own
    shown = asked | place if name in ABOUT_A_CARD else asked
    schema["properties"] = shown | schema.get("properties", {})
    schema["required"] = [*asked, *schema.get("required", [])]
    schema["title"] = name
    schema["description"] = "For: " + ", ".join(r for r in RIGHTS[name] if r != "clock")
    schemas[f"command_{name}"] = schema
    return {"$ref": REF.format(model=f"command_{name}")}


def _content(model: str, mime: str = "application/json") -> dict:
    return {"content": {mime: {"schema": {"$ref": REF.format(model=model)}}}}


def _problems(*statuses: int) -> dict:
    body = _content("Problem", "application/problem+json")
    return {str(s): body | {"description": "see `reason`"} for s in statuses}


def _read(path: str, model: str, queries: list[str]) -> dict:
    parameters = [{"name": q, "in": "query", "required": q not in OPTIONAL, "schema": TEXT}
                  for q in queries]  # fmt: skip
    if "{id}" in path:
        parameters.append({"name": "id", "in": "path", "required": True, "schema": TEXT})
    ok = _content(model) | {"description": "OK"}
    statuses = (
        [401]
        + [404] * ("{id}" in path)
        + [410, 422] * (path == "/changes")
        + [422] * (path == "/board")
    )
    return {"parameters": parameters, "responses": {"200": ok} | _problems(*statuses)}


KEY = {"name": "Idempotency-Key", "in": "header", "required": True,
       "schema": {"type": "string", "minLength": 1, "maxLength": 200}}  # fmt: skip


def _photo() -> dict:
    """A picture; a key of 16 to 80 letters, digits, - and _ is the photo's id itself."""
    kinds = ("image/jpeg", "image/png", "image/webp")
    body = {"required": True, "content": {kind: {} for kind in kinds}}
    kept = _content("Photo") | {"description": "kept, and on disk"}
    responses = {"200": kept} | _problems(401, 413, 422, 503, 507)
    return {"parameters": [KEY], "requestBody": body, "responses": responses}


def _post(choices: list[dict]) -> dict:
    body = {"required": True, "content": {"application/json": {"schema": {"oneOf": choices}}}}
    done = _content("Done") | {"description": "done, and on disk"}
    responses = {"200": done} | _problems(401, 403, 404, 409, 413, 422, 429, 503, 507)
    return {"parameters": [KEY], "requestBody": body, "responses": responses}
