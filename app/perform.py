"""The one door: every change of state, whoever asks for it, goes through `perform` (DESIGN §2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.clock import real_now
from app.fingerprints import fingerprint, is_of
from app.store import Store
from app.writing import Writing, writing
from board.card import Card
from board.commands import CLOCKS_OWN, COMMANDS
from board.commands import CREATING as MAKES_A_CARD
from board.event import Happening, stamp
from board.events import Fact
from board.people import Person
from board.refusal import Forbidden, Refused
from board.review_commands import REVIEW_COMMANDS
from board.rights import CLOCK, NAME_IS_ENOUGH, NAME_MAY_UNDO, demand
from board.rules import decide
from board.shop_commands import SHOP_COMMANDS

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
class Order:
    """One command as it comes to the door; `version` is None where a card is only being made.
    `secrets` (hashes, never plain) are stored with the command and recorded nowhere; `imported_as`
    is the fingerprint of the day file's row that the card is made from."""

    actor: Actor
    key: str
    args: object
    card: str | None = None
    version: int | None = None
    secrets: Mapping[str, str] = field(default_factory=dict)
    imported_as: str | None = None

    @property
    def command(self) -> str:
        return self.args.command  # type: ignore[attr-defined]

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.actor.person, self.args, self.card, self.version)

    def was_kept_as(self, kept: str) -> bool:
        """Whether an answer kept under this order's key is the answer to this order."""
        return is_of(kept, self.actor.person, self.args, self.card, self.version)


@dataclass(frozen=True)
class Answer:
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


def perform(store: Store, order: Order) -> Answer:
    """Does one command, once: remembered, permitted, on the version looked at, by the rules."""
    with writing(store) as door:
        if seen := door.remembered(order.key):
            kept, answer = seen
            return Answer(**answer) if order.was_kept_as(kept) else Answer(422, "key_used")
        answer = _answer(door, order)
        if answer.status in (200, 409):
            door.remember(order.key, order.fingerprint, _kept(answer), real_now())
        return answer


def _answer(door: Writing, order: Order) -> Answer:
    try:
        who = _person(door, order.actor)
        _demand_level(door, order)
        return _done(door, order, who)
    except Forbidden as no:
        return Answer(403, "forbidden", {"command": no.command, "roles": list(no.roles)})
    except _Unsigned as no:
        return Answer(403, str(no))
    except Refused as no:
        if no.reason in UNKNOWN:
            return Answer(404, no.reason)
        return Answer(409, no.reason, _ids_and_numbers(no.facts), card=order.card)


class _Unsigned(Exception):
    """The right is there, the PIN is not."""


def _person(door: Writing, actor: Actor) -> Person:
    if actor.level == "clock":
        return CLOCK
    if actor.level == "setup":
        return SETUP  # it reads in lists of staff and of appointments
    person = door.directory.person(actor.person)
    if person is None or not person.active:
        raise Forbidden("sign_in", ())
    return person


def _demand_level(door: Writing, order: Order) -> None:
    actor = order.actor
    if order.command == "sign_check" and door.settings.signature_needs_pin and not actor.signed:
        raise _Unsigned("pin_needed")
    if actor.level == "name" and order.command not in NAME_IS_ENOUGH and not actor.signed:
        raise _Unsigned("pin_needed")


def _demand_level_to_undo(order: Order, card: Card | None) -> None:
    """A tapped name takes back only what a tapped name may do."""
    tapped = order.actor.level == "name" and not order.actor.signed
    latest = card.latest.event if card and card.latest else None
    if order.command == "undo" and tapped and latest not in NAME_MAY_UNDO:
        raise _Unsigned("pin_needed")


def _done(door: Writing, order: Order, who: Person) -> Answer:
    """By the rules, recorded, told to the screens; what one command does is done at once."""
    card = _card(door, order)
    if card is None and _names_a_card(order):
        return Answer(404, "unknown_card")
    _demand_level_to_undo(order, card)
    if card is not None and order.command in COMMANDS:
        demand(order.command, who, card)
        if order.command not in CLOCKS_OWN and order.version != card.version:
            return _stale(card)
    subject = door.shop if order.command in SHOP_COMMANDS else card
    happenings = decide(order.command, subject, order.args, who, door)
    if card is not None and order.command in REVIEW_COMMANDS and _is_stale(order, card, happenings):
        return _stale(card)
    _keep_beside(door, order, happenings)
    touched = _record(door, order, happenings)
    after = touched.get(card.id, card) if card else touched.get(happenings[-1].card or "")
    return Answer(200, seq=door.seq, card=after.id if after else None,
                  version=after.version if after else None, made=_made(happenings))  # fmt: skip


def _card(door: Writing, order: Order) -> Card | None:
    """The card that the command is about; commands about the shop are about none."""
    return door.card(order.card) if order.card and order.command not in SHOP_COMMANDS else None


def _names_a_card(order: Order) -> bool:
    if order.command in COMMANDS:
        return order.command not in MAKES_A_CARD
    return order.command in REVIEW_COMMANDS and bool(order.card)


def _is_stale(order: Order, card: Card, happenings: list[Happening]) -> bool:
    """A command of a review may be about a car; the version looked at is asked for where something
    is done to the car itself."""
    done_to_it = any(h.card == card.id for h in happenings)
    return (done_to_it or order.version is not None) and order.version != card.version


def _stale(card: Card) -> Answer:
    latest = {"person": card.latest.who} if card.latest else {}
    return Answer(409, "stale", latest, card=card.id, version=card.version)


def _keep_beside(door: Writing, order: Order, happenings: list[Happening]) -> None:
    """What is kept beside the events: hashes of secrets, the row a card was made from. Raises
    Refused, so before anything is recorded."""
    if order.command in SHOP_COMMANDS:
        door.keep_secrets(order.secrets, happenings)
    if order.imported_as is not None:
        door.keep_imported(order.args.order_no, order.imported_as, happenings[0].card)  # type: ignore[attr-defined]


def _made(happenings: list[Happening]) -> dict[str, str]:
    """The ids of what was made: an answer about a card names that card instead."""
    first, last = happenings[0], happenings[-1]
    if last.review is not None:
        return {"review": last.review} | _ids(last.fact, ("countermeasure",))
    return _ids(first.fact, MADE) if last.of is None else {}


def _ids(fact: Fact, names: tuple[str, ...]) -> dict[str, str]:
    return {name: id for name in names if (id := getattr(fact, name, None))}


def _record(door: Writing, order: Order, happenings: list[Happening]) -> dict[str, Card]:
    return door.record(
        happenings, by=order.command, who=order.actor.person, device=order.actor.device
    )


def _ids_and_numbers(facts: Mapping[str, object]) -> dict[str, object]:
    return {k: stamp(v) if hasattr(v, "astimezone") else v for k, v in facts.items()}


def _kept(answer: Answer) -> dict:
    return {k: dict(v) if isinstance(v, Mapping) else v for k, v in vars(answer).items()}
