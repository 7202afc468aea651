"""Knows how the API shows a card whole, a person, a team and an event (DESIGN §4)."""

from app.records import card_json
from app.store import Reading
from board.card import Card
from board.duties import OWNERS, counting
from board.event import Event, stamp
from board.events import Fact, wire
from board.parts_of_a_card import Duty
from board.people import Directory, Person
from board.wall import tile


def whole_card(card: Card, view: Reading) -> dict:
    """Everything of SPEC §2 under the commands' names, and what the tile says beside."""
    whole = card_json(card)
    for inner in ("marks", "own_rank", "latest", "lane_since", "state_since", "erased"):
        whole.pop(inner)
    for interval in whole["intervals"]:
        interval["from"] = interval.pop("start")
    return (
        whole
        | {
            k: v
            for k, v in tile(card, view.directory, view.hours, view.now).items()
            if k not in ("customer", "requests", "intervals", "told", "lane")
        }
        | {"told_log": whole["told"], "told": card.was_told}
    )


def duty(one: Duty, card: Card, view: Reading) -> dict:
    """A deadline: whose it is and to whom it goes; `state` open, overdue or done. `outcome` is
    done, told, not_needed, missed or unreachable; `counts` is false while nothing is owed."""
    owner, then = OWNERS[one.kind]
    overdue = one.done_at is None and one.due_at <= view.now
    return {
        "id": one.id, "kind": one.kind, "about": one.about, "card": card.id, "code": card.code,
        "plate": card.vehicle.plate, "lane": card.lane,
        "owner": {"role": owner, "person": card.advisor if owner == "advisor" else None},
        "escalates_to": then, "opened_at": stamp(one.opened_at), "due_at": stamp(one.due_at),
        "escalated_at": stamp(one.escalated_at), "done_at": stamp(one.done_at),
        "done_by": one.done_by, "outcome": one.outcome,
        "state": "done" if one.done_at else "overdue" if overdue else "open",
        "counts": one in counting(card, view.now),
    }  # fmt: skip


def person(one: Person, view: Reading) -> dict:
    today = view.hours.day(view.now)
    present = one.active and not view.directory.is_absent(one.id, today)
    return {"id": one.id, "name": one.name, "roles": list(one.roles), "team": one.team,
            "skills": list(one.skills), "present": present}  # fmt: skip


def teams(directory: Directory) -> list[dict]:
    return [
        {"id": t.id, "name": t.name, "people": [p.id for p in directory.members(t.id)]}
        for t in directory.teams.values()
    ]


def event(one: Event[Fact]) -> dict:
    """A fact of a card's story; `private` is null once the person was erased."""
    data, private = wire.dumped(one.fact)
    return {"n": one.n, "type": one.type, "command": one.by, "version": one.version,
            "who": one.who, "device": one.device, "occurred_at": stamp(one.occurred_at),
            "received_at": stamp(one.received_at), "data": data,
            "private": None if one.erased else private}  # fmt: skip
