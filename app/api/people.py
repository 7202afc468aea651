"""Knows how the API shows people and teams (design.md §4)."""

from typing import TypedDict

from flask import Blueprint, Response, jsonify

from app import context
from app.api.blueprint import for_signed_in
from app.storage.read_session import ReadSession
from board.people import people


class Person(TypedDict):
    """Somebody of the shop; `id` is the staff code, `team` a team's id, `present` today."""

    id: str
    name: str
    roles: list[str]
    team: str | None
    skills: list[str]
    present: bool


class Team(TypedDict):
    """`people` are the ids of its members."""

    id: str
    name: str
    people: list[str]


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/people")(for_signed_in(everybody))
    blueprint.get("/teams")(for_signed_in(teams))


def everybody() -> Response:
    """GET /people: who works here."""
    reading = context.read_session()
    active = [one for one in reading.directory.people.values() if one.active]
    return jsonify([_person(one, reading) for one in active])


def _person(one: people.Person, reading: ReadSession) -> Person:
    today = reading.hours.day(reading.now)
    present = one.active and not reading.directory.is_absent(one.id, today)
    return {"id": one.id, "name": one.name, "roles": list(one.roles), "team": one.team,
            "skills": list(one.skills), "present": present}  # fmt: skip


def teams() -> Response:
    """GET /teams: the teams and who is in them."""
    directory = context.read_session().directory
    found: list[Team] = [
        {"id": one.id, "name": one.name, "people": [p.id for p in directory.members(one.id)]}
        for one in directory.teams.values()
    ]
    return jsonify(found)
