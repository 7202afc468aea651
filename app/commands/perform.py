"""The one door: every change of state, whoever asks for it, goes through `perform`
(design.md §2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.clock import real_now
from app.commands.fingerprints import fingerprint, is_of
from app.commands.read_alike import read_alike
from app.storage.read_session import Store
from app.storage.write_session import WriteSession, writing
from board.card.card import Card
from board.commands.card import CLOCKS_OWN, COMMANDS
from board.commands.card import CREATING as MAKES_A_CARD
from board.commands.refusal import Forbidden, Refused
from board.commands.registry import command_of
from board.commands.reviews import REVIEW_COMMANDS
from board.commands.shop import SHOP_COMMANDS
from board.events import Fact
from board.events.booking import CardBooked, CardOpened
from board.events.event import Happening, stamp
from board.people.people import Person
from board.people.rights import CLOCK, NAME_IS_ENOUGH, NAME_MAY_UNDO, demand
from board.rules import decide

# Whose ids an answer about no card names.
MADE = ("token", "person", "team", "wall")
UNKNOWN = ("unknown_review", "unknown_countermeasure")  # 404, as a card that is none
SETUP = Person("setup", "setup", ("setup", "admin", "care"))


@dataclass(frozen=True)
class Actor:
    """Who is at the door. `level`: `pin` (signed in), `name` (a tapped name tile on a team's
    tablet), `token`, `clock` or `setup`; `signed`: the PIN given with this command was right."""

    person: str
    level: str = "pin"
    device: str | None = None
    signed: bool = False


@dataclass(frozen=True)
class Command:
    """One command as it comes to the door; `version` is None where a card is only being made.
    `secrets` (hashes, never plain) are stored with the command and recorded nowhere; `imported_as`
    is the fingerprint of the day file's row that the card is made from or brought to."""

    actor: Actor
    key: str
    args: object
    card: str | None = None
    version: int | None = None
    secrets: Mapping[str, str] = field(default_factory=dict)
    imported_as: str | None = None

    @property
    def command(self) -> str:
        return command_of(self.args)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.actor.person, self.args, self.card, self.version)

    def was_kept_as(self, kept: str) -> bool:
        """Whether an answer kept under this order's key is the answer to this order."""
        return is_of(kept, self.actor.person, self.args, self.card, self.version)


@dataclass(frozen=True)
class Result:
    """What the door says: 200 with the new version, 409 with the reason of the refusal, 403, 404,
    or 422 for a key that was used for something else. Facts hold ids and numbers only."""

    status: int
    reason: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    seq: int | None = None
    card: str | None = None
    version: int | None = None
    made: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.status == 200


def perform(store: Store, order: Command) -> Result:
    """Does one command, once: remembered, permitted, on the version looked at, by the rules."""
    with writing(store) as door:
        if seen := door.remembered(order.key):
            kept, said = seen
            return Result(**said) if order.was_kept_as(kept) else Result(422, "key_used")
        answer = _answer(door, order)
        if answer.status in (200, 409):
            door.remember(order.key, order.fingerprint, _kept(answer), real_now())
        return answer


def _answer(door: WriteSession, order: Command) -> Result:
    try:
        who = _person(door, order.actor)
        _demand_level(door, order)
        return _done(door, order, who)
    except Forbidden as no:
        return Result(403, "forbidden", {"command": no.command, "roles": list(no.roles)})
    except _Unsigned as no:
        return Result(403, str(no))
    except Refused as no:
        if no.reason in UNKNOWN:
            return Result(404, no.reason)
        return Result(409, no.reason, _ids_and_numbers(no.facts), card=order.card)


class _Unsigned(Exception):
    """The right is there, the PIN is not."""


def _person(door: WriteSession, actor: Actor) -> Person:
    if actor.level == "clock":
        return CLOCK
    if actor.level == "setup":
        return SETUP  # it reads in lists of staff and of appointments
    person = door.directory.person(actor.person)
    if person is None or not person.active:
        raise Forbidden("sign_in", ())
    return person


def _demand_level(door: WriteSession, order: Command) -> None:
    actor = order.actor
    if order.command == "sign_check" and door.settings.signature_needs_pin and not actor.signed:
        raise _Unsigned("pin_needed")
    if actor.level == "name" and order.command not in NAME_IS_ENOUGH and not actor.signed:
        raise _Unsigned("pin_needed")


def _demand_level_to_undo(order: Command, card: Card | None) -> None:
    """A tapped name takes back only what a tapped name may do."""
    tapped = order.actor.level == "name" and not order.actor.signed
    latest = card.latest.event if card and card.latest else None
    if order.command == "undo" and tapped and latest not in NAME_MAY_UNDO:
        raise _Unsigned("pin_needed")


def _done(door: WriteSession, order: Command, who: Person) -> Result:
    """By the rules, recorded, told to the screens; what one command does is done at once."""
    card = _card(door, order)
    if card is None and _names_a_card(order):
        return Result(404, "unknown_card")
    _demand_level_to_undo(order, card)
    if card is not None and order.command in COMMANDS:
        demand(order.command, who, card)
        if order.command not in CLOCKS_OWN and order.version != card.version:
            return _stale(card)
    subject = door.shop if order.command in SHOP_COMMANDS else card
    happenings = decide(order.command, subject, read_alike(order.args), who, door)
    if card is not None and order.command in REVIEW_COMMANDS and _is_stale(order, card, happenings):
        return _stale(card)
    _keep_beside(door, order, happenings)
    touched = _record(door, order, happenings)
    after = touched.get(card.id, card) if card else touched.get(happenings[-1].card or "")
    return Result(200, seq=door.seq, card=after.id if after else None,
                  version=after.version if after else None, made=_made(happenings))  # fmt: skip


def _card(door: WriteSession, order: Command) -> Card | None:
    """The card that the command is about; commands about the shop are about none."""
    return door.card(order.card) if order.card and order.command not in SHOP_COMMANDS else None


def _names_a_card(order: Command) -> bool:
    if order.command in COMMANDS:
        return order.command not in MAKES_A_CARD
    return order.command in REVIEW_COMMANDS and bool(order.card)


def _is_stale(order: Command, card: Card, happenings: list[Happening]) -> bool:
    """A command of a review may be about a car; the version looked at is asked for where something
    is done to the car itself."""
    done_to_it = any(h.card == card.id for h in happenings)
    return (done_to_it or order.version is not None) and order.version != card.version


def _stale(card: Card) -> Result:
    latest = {"person": card.latest.who} if card.latest else {}
    return Result(409, "stale", latest, card=card.id, version=card.version)


def _keep_beside(door: WriteSession, order: Command, happenings: list[Happening]) -> None:
    """What is kept beside the events: hashes of secrets, the row a card was made from. Raises
    Refused, so before anything is recorded."""
    if order.command in SHOP_COMMANDS:
        door.keep_secrets(order.secrets, happenings)
    if order.imported_as is not None:
        made = happenings[0]
        assert made.card
        if isinstance(made.fact, (CardBooked, CardOpened)) and made.fact.order_no:
            door.keep_imported(made.fact.order_no, order.imported_as, made.card)
        else:
            door.keep_imported_anew(order.imported_as, made.card)


def _made(happenings: list[Happening]) -> dict[str, str]:
    """The ids of what was made: an answer about a card names that card instead."""
    first, last = happenings[0], happenings[-1]
    if last.review is not None:
        return {"review": last.review} | _ids(last.fact, ("countermeasure",))
    return _ids(first.fact, MADE) if last.of is None else {}


def _ids(fact: Fact, names: tuple[str, ...]) -> dict[str, str]:
    return {name: id for name in names if (id := getattr(fact, name, None))}


def _record(door: WriteSession, order: Command, happenings: list[Happening]) -> dict[str, Card]:
    return door.record(
        happenings, by=order.command, who=order.actor.person, device=order.actor.device
    )


def _ids_and_numbers(facts: Mapping[str, object]) -> dict[str, object]:
    return {k: stamp(v) if isinstance(v, datetime) else v for k, v in facts.items()}


def _kept(answer: Result) -> dict[str, Any]:
    return {k: dict(v) if isinstance(v, Mapping) else v for k, v in vars(answer).items()}
