"""Knows how the API describes itself: made from the definitions that check what comes in, and from
the types of what goes out."""

from functools import cache
from typing import Any

from flask import Blueprint, Response, jsonify

from app.api.board import Board, Changes
from app.api.cards import Found, Story, card_schemas
from app.api.commands import LONGEST_KEY, OPEN, Done
from app.api.duties import Duty
from app.api.events import event_schemas
from app.api.people import Person, Team
from app.api.photos import Photo
from app.api.problem import Body
from app.api.reviews import Review, ReviewListed
from app.api.schemas import REF, Schema, schemas_of, used_by
from app.commands.validation import ALL_COMMANDS, model_of
from board.commands.card import CREATING
from board.commands.reviews import ABOUT_A_CARD, REVIEW_COMMANDS
from board.commands.shop import SHOP_COMMANDS
from board.people.rights import RIGHTS

ANSWERS: dict[str, Any] = {
    "Board": Board, "Changes": Changes, "Found": Found, "Story": Story, "Duties": list[Duty],
    "Reviews": list[ReviewListed], "Review": Review, "People": list[Person], "Teams": list[Team],
    "Done": Done, "Photo": Photo, "Problem": Body,
}  # fmt: skip

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
ID = {"name": "id", "in": "path", "required": True, "schema": TEXT}
KEY = {"name": "Idempotency-Key", "in": "header", "required": True,
       "schema": TEXT | {"minLength": 1, "maxLength": LONGEST_KEY}}  # fmt: skip


def _query(name: str, schema: Schema = TEXT, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "required": required, "schema": schema}


# Path → what it answers with, its parameters, and how else it may answer.
READS: dict[str, tuple[str, list[Schema], tuple[int, ...]]] = {
    "/board": ("Board", [_query("at", TEXT | {"format": "date-time"})], (422,)),
    "/changes": (
        "Changes",
        [_query("epoch", required=True), _query("since", NUMBER | {"minimum": 0}, required=True),
         _query("mark")],
        (410, 422),
    ),
    "/cards": ("Found", [_query("q")], ()),
    "/cards/{id}": ("Card", [ID], (404,)),
    "/cards/{id}/events": ("Story", [ID], (404,)),
    "/duties": ("Duties", [_query("mine")], ()),
    "/reviews": ("Reviews", [], ()),
    "/reviews/{id}": ("Review", [ID], (404,)),
    "/people": ("People", [], ()),
    "/teams": ("Teams", [], ()),
}  # fmt: skip


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/openapi.json")(openapi)


def openapi() -> Response:
    return jsonify(description())


@cache
def description() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    schemas = schemas_of(ANSWERS) | card_schemas() | event_schemas()
    choices = [_command(name, schemas) for name in OPEN]
    paths = {f"/api/v1{path}": {"get": _read(*READS[path])} for path in READS}
    paths["/api/v1/commands"] = {"post": _post(choices)}
    paths["/api/v1/photos"] = {"post": _photo()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Jindu 进度看板", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": used_by(paths, schemas),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _command(name: str, schemas: dict[str, Schema]) -> Schema:
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


def _content(model: str, mime: str = "application/json") -> Schema:
    return {"content": {mime: {"schema": {"$ref": REF.format(model=model)}}}}


def _problems(*statuses: int) -> Schema:
    body = _content("Problem", "application/problem+json")
    return {str(status): body | {"description": "see `reason`"} for status in statuses}


def _read(model: str, parameters: list[Schema], others: tuple[int, ...]) -> Schema:
    ok = _content(model) | {"description": "OK"}
    return {"parameters": parameters, "responses": {"200": ok} | _problems(401, *others, 503)}


def _photo() -> Schema:
    """A picture; a key of 16 to 80 letters, digits, - and _ is the photo's id itself."""
    kinds = ("image/jpeg", "image/png", "image/webp")
    body = {"required": True, "content": {kind: {} for kind in kinds}}
    kept = _content("Photo") | {"description": "kept, and on disk"}
    responses = {"200": kept} | _problems(401, 403, 413, 422, 503, 507)
    return {"parameters": [KEY], "requestBody": body, "responses": responses}


def _post(choices: list[Schema]) -> Schema:
    body = {"required": True, "content": {"application/json": {"schema": {"oneOf": choices}}}}
    done = _content("Done") | {"description": "done, and on disk"}
    responses = {"200": done} | _problems(401, 403, 404, 409, 413, 422, 429, 503, 507)
    return {"parameters": [KEY], "requestBody": body, "responses": responses}
