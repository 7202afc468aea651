"""Brings a staff list into the shop through the door: teams first, then people with a first PIN."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from app.commands.perform import Actor, Command, Result, perform
from app.commands.validation import Invalid, arguments
from app.importing.sentences import reason, unreadable
from app.importing.staff_file import StaffRow, read_staff_file
from app.importing.table_line import Problem, Unreadable
from app.people import pins
from app.people.tokens import SETUP
from app.storage.read_session import ReadSession, Store
from app.storage.serialization import new_id
from app.words import say
from board.people.people import ROLES, Person


@dataclass
class Imported:
    """What became of a staff list: ids of people, the rows that were not taken, the names of
    those who have no PIN now, and whether nobody is left to run the shop's settings."""

    teams: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    rejected: list[tuple[StaffRow, tuple[Problem, ...]]] = field(default_factory=list)
    without_pin: list[str] = field(default_factory=list)
    without_admin: bool = False

    def said(self, words: Callable[..., str]) -> list[str]:
        """In sentences: each row not taken, the counts, who cannot sign in yet."""
        rows = [
            words("staff-rejected", line=row.line, why=reason(problems, words))
            for row, problems in self.rejected
        ]
        counts = words(
            "staff-done", teams=len(self.teams), added=len(self.added), changed=len(self.changed),
            unchanged=len(self.unchanged), rejected=len(self.rejected),
        )  # fmt: skip
        names, count = "、".join(self.without_pin[:20]), len(self.without_pin)
        no_pin = [words("staff-no-pin", count=count, names=names)] if count else []
        return [*rows, counts, *no_pin, *([words("staff-no-admin")] if self.without_admin else [])]


def import_staff(store: Store, data: bytes, language: str) -> int:
    """The command `import-staff FILE`: says what happened; 1 if the file is no staff list."""

    def words(id: str, **facts: object) -> str:
        return say(language, id, **facts)

    try:
        done = take_staff(store, data)
    except Unreadable as error:
        print(unreadable(error, words))
        return 1
    for sentence in done.said(words):
        print(sentence)
    return 0


def take_staff(store: Store, data: bytes, actor: Actor = SETUP) -> Imported:
    """Takes every good row. A PIN in the list is a first PIN: whoever has one keeps it. Raises
    Unreadable."""
    file, done = read_staff_file(data, ROLES), Imported()
    good = [row for row in file.rows if not row.problems]
    done.rejected = [(row, row.problems) for row in file.rows if row.problems]
    teams: dict[str | None, str] = {
        row.team: _team(store, actor, row.team, done) for row in good if row.team
    }
    for row in good:
        _take(store, actor, row, teams.get(row.team), done)
    _look_who_cannot(store, done)
    return done


def _look_who_cannot(store: Store, done: Imported) -> None:
    with store.read() as reading:
        people = [person for person in reading.shop.people.values() if person.active]
        have = pins.people_with_pins(reading)
    done.without_pin = [person.name for person in people if person.id not in have]
    done.without_admin = not any("admin" in person.roles for person in people)


def _team(store: Store, actor: Actor, name: str, done: Imported) -> str:
    """The id of a team; a new one gets the next free of G1, G2 …"""
    while True:  # until it stands there, whoever has added it
        with store.read() as reading:
            ids = {team.name: id for id, team in reading.shop.teams.items()}
        if name in ids:
            return ids[name]
        id = next(f"G{n}" for n in count(1) if f"G{n}" not in ids.values())
        if _give(store, actor, "add_team", {"team": id, "name": name}).ok:
            done.teams.append(name)


def _what_to_do(reading: ReadSession, row: StaffRow, team: str | None) -> tuple[str | None, bool]:
    """(command or None, whether the row's PIN is to be kept)."""
    stands = reading.shop.people.get(row.id)
    if stands is None:
        return "add_person", row.pin is not None
    first_pin = row.pin is not None and row.id not in pins.people_with_pins(reading)
    same = _seen(stands) == (row.name, row.roles, team, row.skills, True)
    return (None if same and not first_pin else "change_person"), first_pin


def _seen(person: Person) -> tuple[object, ...]:
    return person.name, person.roles, person.team, person.skills, person.active


def _take(store: Store, actor: Actor, row: StaffRow, team: str | None, done: Imported) -> None:
    with store.read() as reading:
        command, first_pin = _what_to_do(reading, row, team)
    if command is None:
        done.unchanged.append(row.id)
        return
    raw: dict[str, object] = {
        "person": row.id, "name": row.name, "roles": list(row.roles),
        "skills": list(row.skills), "team": team,
    }  # fmt: skip
    if command == "change_person":
        raw |= {"team": team or "", "active": True}
    try:
        answer = _give(store, actor, command, raw, row.pin if first_pin else None)
    except Invalid as error:
        field = error.faults[0].field.split(".")[0]
        done.rejected.append((row, (Problem("too_long", field),)))
        return
    if not answer.ok:  # somebody else took the same list in at this moment
        done.unchanged.append(row.id)
        return
    (done.added if command == "add_person" else done.changed).append(row.id)


def _give(
    store: Store, actor: Actor, command: str, raw: dict[str, Any], pin: str | None = None
) -> Result:
    secrets = {"pin_hash": pins.hashed(pin)} if pin else {}
    args = arguments(command, raw)
    return perform(store, Command(actor, f"staff:{new_id()}", args, secrets=secrets))
