"""Knows what a command's form lets one choose from: people, teams, lanes, cars, intervals."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, get_args

from flask import request

from app import context
from app.commands.consent import consent
from app.commands.form_defaults import earliest_promise
from app.commands.offers import leads
from app.pages.card import me_here
from app.storage.findings import found_often
from app.words import say
from app.words.durations import lasting
from board.card.card import Card
from board.card.lanes import AGREED, is_earlier
from board.card.values import AddOn
from board.commands.choices import (
    KINDS,
    PAUSE_REASONS,
    SETTABLE_FLAGS,
    About,
    BackTo,
    Channel,
    DutyOutcome,
    RecordKind,
    Urgency,
)
from board.duties.duties import roles_of
from board.people.people import Person
from board.people.rights import ADVISOR_FLAGS, scope_of
from board.planning.preset_range import preset_range
from board.rules import about_of
from board.rules.duties import to_finish

# The checklist of the three-level check (rules.md §7; document 000).
ITEMS = ("agreed", "fasteners", "road_test", "order", "nothing_left", "outside")
MOST_FINDINGS = 12
DELAYS = (15, 30, 45, 60, 90, 120)
ON_HAND = ("queued", "working", "stopped")


def choices(command: str, card: Card) -> dict[str, Any]:
    found = _CHOICES.get(command)
    return found(card) if found else {}


def _dispatch(card: Card) -> dict[str, Any]:
    reading, me = context.read_session(), me_here()
    own = scope_of("dispatch_card", me, card) != "any"
    people = {
        team.id: [p for p in reading.directory.members(team.id) if p.works_on_cars]
        for team in reading.directory.teams.values()
        if not own or team.id == me.team
    }
    today = reading.hours.day(reading.now)
    on_hand = Counter(id for one in reading.in_lanes(*ON_HAND) for id in one.technicians)
    return {
        "teams": [(reading.directory.teams[id], found) for id, found in people.items() if found],
        "absent": {p.id for p in reading.directory.people.values()
                   if reading.directory.is_absent(p.id, today)},
        "on_hand": on_hand,
        "bays": _bays(),
        "others": _others(card, "queued" if card.lane == "waiting" else card.lane),
    }  # fmt: skip


def _bays() -> list[tuple[str, str | None]]:
    """The shop's bays, each with the plate of the car that is worked on in it."""
    reading = context.read_session()
    at_work = {one.bay: one.vehicle.plate or one.code for one in reading.in_lanes("working")}
    return [(bay, at_work.get(bay)) for bay in reading.settings.bays]


def _prioritise(card: Card) -> dict[str, Any]:
    foreman = me_here().has("foreman")
    return {
        "flags": SETTABLE_FLAGS if foreman else ADVISOR_FLAGS,
        "others": _others(card, card.lane) if foreman else [],
    }


def _others(card: Card, lane: str) -> list[tuple[str, str]]:
    """Cars before which this one can be hung."""
    found = context.read_session().in_lanes(lane)
    return [(one.id, f"{one.vehicle.plate or one.code} {one.vehicle.model}")
            for one in found if one.id != card.id]  # fmt: skip


def _check_in(card: Card) -> dict[str, Any]:
    """Why this time is proposed."""
    earliest, ahead = earliest_promise(card, context.read_session())
    booked = card.promise_at
    return {"earliest": earliest, "ahead": ahead, "too_early": bool(booked and booked < earliest)}


def _team_members(card: Card) -> dict[str, Any]:
    """Who of the car's team could begin on it."""
    reading = context.read_session()
    members = [p for p in reading.directory.members(card.team) if p.works_on_cars]
    return {"people": [p for p in members if card.running_of(p.id) is None]}


def _at_work(card: Card) -> dict[str, Any]:
    """Whose work on the car can be ended; only a leader or the foreman chooses."""
    people = _named([i.technician for i in card.running])
    return {"people": people if leads(card, me_here()) and len(people) > 1 else []}


def _hand_over(card: Card) -> dict[str, Any]:
    at_work = _named([i.technician for i in card.running])
    mine = card.running_of(me_here().id) is not None
    return {"people": [] if mine or len(at_work) < 2 else at_work,
            "to": _team_members(card)["people"]}  # fmt: skip


def _named(ids: list[str]) -> list[Person]:
    directory = context.read_session().directory
    return [p for id in ids if (p := directory.person(id))]


def _put_back(card: Card) -> dict[str, Any]:
    lanes = [lane for lane in get_args(BackTo) if is_earlier(lane, card.lane)]
    shut = set()
    if card.unrepaired:
        shut |= {"checking", "washing"}
    if not card.work_has_begun:
        shut.add("checking")
    if not card.wash:
        shut.add("washing")
    return {"lane_choices": worded("lane", [lane for lane in lanes if lane not in shut])}


def _edit(card: Card) -> dict[str, Any]:
    return {"kinds": worded("kind", KINDS), "advisors": advisors(),
            "agreed_lanes": AGREED}  # fmt: skip


def advisors() -> list[tuple[str, str]]:
    people = context.read_session().directory.with_role("advisor")
    return [("", "—"), *((person.id, person.name) for person in people)]


def worded(prefix: str, values: Iterable[str]) -> list[tuple[str, str]]:
    """Coded values with what they are called."""
    return [(value, say(context.language(), f"{prefix}-{value}")) for value in values]


def _pause(card: Card) -> dict[str, Any]:
    return _at_work(card) | {"reasons": PAUSE_REASONS}


def _delay(card: Card) -> dict[str, Any]:
    words = [(str(n), lasting(context.language(), n)) for n in DELAYS]
    return {"minute_choices": words}


def _report(card: Card) -> dict[str, Any]:
    """What is often found here, then what is often found anywhere."""
    usual = say(context.language(), "card-quick-findings").split("|")
    learned = found_often(context.read_session(), MOST_FINDINGS)
    return {
        "urgency_choices": worded("urgency", get_args(Urgency)),
        "findings": list(dict.fromkeys(learned + usual))[:MOST_FINDINGS],
    }


def _enquiry(card: Card) -> dict[str, Any]:
    words = [(str(n), lasting(context.language(), n)) for n in (10, *DELAYS)]
    return {"minute_choices": words}


def _duty(card: Card) -> dict[str, Any]:
    """Open duties on the car that are one's own to be done with."""
    me, today = me_here(), context.read_session().today
    own = [duty for duty in to_finish(card) if me.has(*roles_of(duty, card, today))]
    return {"own_duties": own, "outcomes": get_args(DutyOutcome)}


def _tell(card: Card) -> dict[str, Any]:
    about = [one for one in get_args(About) if one != "ready" or card.lane == "ready"]
    return {"about_choices": worded("about", about),
            "channel_choices": worded("channel", get_args(Channel))}  # fmt: skip


def _repromise(card: Card) -> dict[str, Any]:
    """How far one may go without a call."""
    room = preset_range(card, context.read_session().settings)
    return {"room": room, "channel_choices": worded("channel", get_args(Channel))}


def _add_on(command: str) -> Callable[[Card], dict[str, Any]]:
    """Which add-on it is about: the one that was asked for, else the first; what to say of it,
    and whom in the workshop one would tell."""

    def choose(card: Card) -> dict[str, Any]:
        found = [a for a in about_of(command, card) if isinstance(a, AddOn)]
        asked = request.values.get("add_on")
        chosen = next((a for a in found if a.id == asked), found[0] if found else None)
        reading = context.read_session()
        return {
            "add_on": chosen, "other_add_ons": [a for a in found if a is not chosen],
            "consent": consent(card, chosen, reading) if chosen else None,
            "channel_choices": worded("channel", get_args(Channel)),
            "people": _to_inform(card) if command == "inform_workshop" else [],
        }  # fmt: skip

    return choose


def _to_inform(card: Card) -> list[Person]:
    """The foreman first, then the leader of the team, then who works on the car."""
    directory = context.read_session().directory
    leader = directory.leader_of(card.team)
    people = directory.with_role("foreman") + ([leader] if leader else [])
    return list(dict.fromkeys(people + _named(card.technicians)))


_CHOICES: dict[str, Callable[[Card], dict[str, Any]]] = {
    "check_in": _check_in,
    "dispatch_card": _dispatch,
    "prioritise_card": _prioritise,
    "start_work": _team_members,
    "resume_work": _team_members,
    "pause_work": _pause,
    "finish_work": _at_work,
    "hand_work_over": _hand_over,
    "put_back": _put_back,
    "edit_card": _edit,
    "sign_check": lambda card: {"items": ITEMS},
    "report_delay": _delay,
    "answer_enquiry": _enquiry,
    "finish_duty": _duty,
    "report_add_on": _report,
    "raise_record": lambda card: {"record_kinds": get_args(RecordKind)},
    "tell_customer": _tell,
    "repromise": _repromise,
} | {name: _add_on(name) for name in ("price_add_on", "answer_add_on", "inform_workshop")}
