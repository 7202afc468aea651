"""Knows what a page offers a person to do with a card now: one first action, a few beside it, and
everything else that is possible. What a rule would refuse is offered shut, with the reason."""

from dataclasses import dataclass, field, replace
from typing import Any

from board.card.card import Card
from board.commands.card import COMMANDS
from board.commands.facts import Facts
from board.commands.refusal import Forbidden, Refused
from board.people.people import Person
from board.rules import RULES, possible
from board.rules.checks import who_may_not

# Enough said with the tap alone; all others open a form.
TAPS = (
    "confirm_due", "arrive", "mark_no_show", "start_work", "resume_work", "finish_work",
    "parts_arrived", "start_wash", "finish_wash", "move_to_ready", "undo",
)  # fmt: skip
# Whether work began only seconds ago is asked when the tap comes, and answered with its form.
SURELY: dict[str, Any] = {"confirmed": True}
FOR_OTHERS = ("start_work", "resume_work", "finish_work")

# The first action by lane, in the order in which it is looked for.
FIRST = {
    "booked": ("arrive",),
    "due": ("check_in", "arrive"),
    "arrived": ("check_in",),
    "waiting": ("answer_add_on", "price_add_on", "dispatch_card"),
    "queued": ("answer_add_on", "price_add_on", "start_work", "dispatch_card"),
    "working": ("answer_add_on", "price_add_on", "finish_work", "start_work"),
    "stopped": (
        "answer_add_on",
        "price_add_on",
        "resume_work",
        "parts_arrived",
        "dispatch_card",
    ),
    "checking": ("answer_add_on", "price_add_on", "sign_check"),
    "washing": ("finish_wash", "start_wash"),
    "settling": ("answer_add_on", "price_add_on", "check_bill", "move_to_ready"),
    "ready": ("answer_add_on", "price_add_on", "tell_customer", "hand_over"),
    "no_show": ("reschedule_card",),
    "delivered": ("reopen_card",),
    "cancelled": ("reopen_card",),
}
BESIDE = {
    "booked": ("tell_customer", "reschedule_card", "edit_card"),
    "due": ("arrive", "tell_customer", "reschedule_card"),
    "arrived": ("edit_card", "tell_customer", "cancel_card"),
    "waiting": ("inform_workshop", "prioritise_card", "edit_card", "repromise", "expect_parts"),
    "queued": (
        "start_work",
        "report_add_on",
        "report_delay",
        "prioritise_card",
        "inform_workshop",
        "tell_customer",
        "repromise",
    ),
    "working": (
        "pause_work",
        "report_add_on",
        "report_delay",
        "hand_work_over",
        "inform_workshop",
        "tell_customer",
        "repromise",
    ),
    "stopped": (
        "inform_workshop",
        "parts_arrived",
        "expect_parts",
        "report_add_on",
        "report_delay",
        "put_back",
        "tell_customer",
        "repromise",
    ),
    "checking": ("inform_workshop", "report_add_on", "put_back", "tell_customer", "repromise"),
    "washing": ("tell_customer", "repromise"),
    "settling": ("return_bill", "move_to_ready", "put_back"),
    "ready": ("hand_over", "tell_customer", "put_back"),
    "no_show": ("tell_customer", "arrive"),
}
MOST_BESIDE = 3


@dataclass(frozen=True)
class Offer:
    """One button. `words` is its label's id; `tap`: it is done at once, else a form opens;
    `values` go with it; `refused` why it is shut just now."""

    command: str
    words: str
    tap: bool
    values: dict[str, str] = field(default_factory=dict)
    refused: Refused | None = None


@dataclass(frozen=True)
class Offers:
    """Everything a person may do with a card now."""

    first: Offer | None
    beside: list[Offer]
    more: list[Offer]
    undo: Offer | None

    @property
    def all(self) -> list[Offer]:
        return [o for o in (self.first, *self.beside, *self.more, self.undo) if o]


def offers(card: Card, me: Person, facts: Facts) -> Offers:
    """What `me` may do with the card now, sorted by what is needed first."""
    found = [o for name, no in possible(card, me, facts).items()
             for o in _offers_of(name, no, card, me, facts)]  # fmt: skip
    undo = next((o for o in found if o.command == "undo"), None)
    rest = [o for o in found if o.command != "undo"]
    first = _first(rest, card, me, facts)
    rest = [o for o in rest if o is not first]
    beside = _beside(rest, card)
    more = [o for o in rest if o not in beside]
    return Offers(first, beside, more, undo if undo and not undo.refused else None)


def offered(command: str, card: Card, me: Person, facts: Facts) -> list[Offer]:
    """The buttons of one command alone, as they stand among all offers; none where it is not
    offered. What can no more be taken back is not shown shut."""
    found = [o for name, no in possible(card, me, facts, [command]).items()
             for o in _offers_of(name, no, card, me, facts)]  # fmt: skip
    return [o for o in found if not (command == "undo" and o.refused)]


def leads(card: Card, me: Person) -> bool:
    """Whether a person may act for another on this card (rules.md §4: leader or foreman)."""
    return me.has("foreman") or (me.has("leader") and me.team == card.team)


def _offers_of(name: str, no: Refused | None, card: Card, me: Person, facts: Facts) -> list[Offer]:
    refused = no or _foreseen(name, card, me, facts)
    if refused and refused.reason == "already_working" and not leads(card, me):
        return []
    if refused and refused.reason == "add_on_unanswered":
        return [Offer(name, _words(name, card), False)]  # its form asks what stays open
    offer = Offer(name, _words(name, card), name in TAPS, refused=refused)
    if name in FOR_OTHERS and leads(card, me):
        return _with_others(offer, card, me)
    if refused and refused.reason == "running_elsewhere":
        return [offer, _switched(offer)]
    return [offer]


def _foreseen(name: str, card: Card, me: Person, facts: Facts) -> Refused | None:
    """What the rule would say to the least that can be asked with this command."""
    if name == "sign_check":
        return who_may_not(card, card.state or "", me, facts)
    least: dict[str, dict[str, Any] | None] = {
        "pause_work": {"reason": "other"}, "hand_work_over": None, "finish_work": SURELY
    }  # fmt: skip
    if name not in least or (name == "hand_work_over" and leads(card, me)):
        return None
    args = least[name]
    trial, args = (name, args) if args is not None else ("finish_work", SURELY)
    try:
        RULES[trial].decide(card, COMMANDS[trial](**args), me, facts)
    except Refused as refused:
        return refused
    except Forbidden:
        return None
    return None


def _with_others(offer: Offer, card: Card, me: Person) -> list[Offer]:
    """A leader taps for oneself and names others in a form; who doesn't work on cars only names."""
    for_others = Offer(offer.command, f"card-for-others-{offer.command}", False)
    if offer.command == "finish_work":
        return [offer, for_others] if card.running_of(me.id) else [for_others]
    if not me.works_on_cars:
        return [for_others]
    if offer.refused and offer.refused.reason == "already_working":
        return [for_others]
    switched = offer.refused and offer.refused.reason == "running_elsewhere"
    return [offer, *([_switched(offer)] if switched else []), for_others]


def _switched(offer: Offer) -> Offer:
    return replace(offer, words="card-switch", values={"switch": "1"}, refused=None)


def _words(name: str, card: Card) -> str:
    if name == "sign_check":
        return f"card-sign-{card.state}"
    if name == "start_work" and card.lane == "working":
        return "card-join"
    if name == "dispatch_card" and card.lane != "waiting":
        return "card-dispatch-again"
    if name == "tell_customer":
        return "card-tell-ready" if card.lane == "ready" else "card-tell"
    return f"command-{name}"


def _first(found: list[Offer], card: Card, me: Person, facts: Facts) -> Offer | None:
    wanted = [o for name in FIRST.get(card.lane, ()) for o in found if o.command == name]
    wanted = [o for o in wanted if _comes_first(o, card, me, facts)]
    return next((o for o in wanted if not o.refused), wanted[0] if wanted else None)


def _comes_first(offer: Offer, card: Card, me: Person, facts: Facts) -> bool:
    name = offer.command
    if offer.words.startswith("card-for-others") and not offer.tap:
        return False
    if name in ("move_to_ready", "hand_over"):
        return not card.to_ask
    if name in ("answer_add_on", "price_add_on") and not card.to_ask:
        return False
    if name == "arrive" and card.lane == "booked":
        return _is_due(card, facts)
    if name == "start_work" and card.lane == "working":
        return not me.has("leader") and card.running_of(me.id) is None
    if name == "start_work" and offer.refused and offer.refused.reason == "not_in_team":
        return False
    if name == "dispatch_card" and card.lane != "waiting":
        return not me.works_on_cars
    if name == "parts_arrived":
        return card.stop_reason == "parts"
    if name == "tell_customer":
        return not card.was_told
    if name == "price_add_on":
        return any(a.answer is None and not a.offers for a in card.add_ons)
    if name == "finish_work":
        return card.running_of(me.id) is not None
    return not (name == "resume_work" and offer.refused and offer.refused.reason == "not_in_team")


def _is_due(card: Card, facts: Facts) -> bool:
    at = card.appointment_at
    return at is not None and facts.hours.day(at) <= facts.hours.day(facts.now)


def _beside(found: list[Offer], card: Card) -> list[Offer]:
    beside = [
        o for name in BESIDE.get(card.lane, ()) for o in found
        if o.command == name and not o.refused and not o.words.startswith("card-for-others")
    ]  # fmt: skip
    return beside[:MOST_BESIDE]
