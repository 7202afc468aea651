"""What must never be, whatever is done in whatever order (rules.md §3): read from the events alone,
so that the fold cannot excuse itself, and from all cards of the shop together."""

import json
from collections import Counter
from itertools import pairwise

from board.card.card import Card
from board.card.tile import tile
from board.events import Fact
from board.events.add_ons import AddOnAnswered, AddOnPriced, AddOnReported
from board.events.delivery import CheckSigned
from board.events.dispatch import CardCancelled, CardPutBack, CardReopened
from board.events.event import Event, stamp
from board.events.work import WorkBegun, WorkHandedOver
from board.folding.fold import fold, undone
from tests.pure_shop import PureShop

NEVER_CAME = ("booked", "due", "no_show", "cancelled")


class CarStory:
    """Follows one card's events and fails at the first that should never have been."""

    def __init__(self) -> None:
        self.worked: set[str] = set()
        self.workers: set[str] = set()
        self.signed: dict[str, str] = {}
        self.billed = self.unrepaired = False
        self.waits: set[str] = set()
        self.offer: dict[str, str] = {}

    def follow(self, event: Event[Fact]) -> None:
        step = getattr(self, event.type, None)
        if step:
            step(event, event.fact)

    def work_started(self, event: Event[Fact], fact: WorkBegun) -> None:
        self._works(fact.technician)

    work_resumed = work_started

    def work_handed_over(self, event: Event[Fact], fact: WorkHandedOver) -> None:
        self._works(fact.to)

    def _works(self, person: str) -> None:
        assert not self.signed, "worked on under a valid signature"
        assert not self.waits, "worked on past an unanswered add-on that cannot wait"
        self.worked.add(person)
        self.workers.add(person)

    def add_on_reported(self, event: Event[Fact], fact: AddOnReported) -> None:
        if not fact.can_go_on:
            self.waits.add(fact.add_on)
        if fact.offer:
            self.offer[fact.add_on] = fact.offer
        if fact.stops:
            self.signed = {}

    def add_on_priced(self, event: Event[Fact], fact: AddOnPriced) -> None:
        self.offer[fact.add_on] = fact.offer

    def add_on_answered(self, event: Event[Fact], fact: AddOnAnswered) -> None:
        assert self.offer[fact.add_on] == fact.offer, "an answer to an offer that was not read out"
        if fact.answer != "unreachable":
            self.waits.discard(fact.add_on)
        if fact.answer == "accepted":
            self.signed = {}

    def check_signed(self, event: Event[Fact], fact: CheckSigned) -> None:
        level, who = fact.level, event.who
        assert not self.waits, "signed past an unanswered add-on that cannot wait"
        assert list(self.signed) == ["self", "peer", "final"][: len(self.signed)]
        assert level == ["self", "peer", "final"][len(self.signed)], "a level passed over"
        assert who not in self.signed.values(), "one person signed two levels"
        assert (who in self.workers) == (level == "self"), f"{level} signed by the wrong one"
        if fact.passed:
            self.signed[level] = who
        else:
            self.signed, self.workers = {}, set()

    def card_put_back(self, event: Event[Fact], fact: CardPutBack) -> None:
        self.billed = False
        if fact.lane in ("waiting", "queued", "checking"):
            self.signed = {}
        if fact.lane in ("waiting", "queued"):
            self.unrepaired = False

    def card_cancelled(self, event: Event[Fact], fact: CardCancelled) -> None:
        assert (fact.lane == "settling") == bool(self.worked), "a started car left without a bill"
        self.unrepaired = bool(self.worked)

    def card_reopened(self, event: Event[Fact], fact: CardReopened) -> None:
        if fact.lane != "ready":
            self.signed, self.billed, self.unrepaired = {}, False, False

    def wash_started(self, event: Event[Fact], fact: Fact) -> None:
        assert "final" in self.signed, "washed before the final check"

    wash_finished = wash_started

    def bill_checked(self, event: Event[Fact], fact: Fact) -> None:
        assert "final" in self.signed or self.unrepaired, "billed before the final check"
        self.billed = True

    def bill_returned(self, event: Event[Fact], fact: Fact) -> None:
        self.billed = False

    def moved_to_ready(self, event: Event[Fact], fact: Fact) -> None:
        assert self.billed, "ready before the bill"

    def car_handed_over(self, event: Event[Fact], fact: Fact) -> None:
        assert self.billed
        assert "final" in self.signed or self.unrepaired, "handed over without a final check"


def check_story(events: list[Event[Fact]]) -> None:
    """The events of one card that count, none of which was undone."""
    left_out = undone(events)
    story = CarStory()
    for event in events:
        if event.command not in left_out:
            story.follow(event)


def check_card(shop: PureShop, card: Card) -> None:
    """One card: its story, its lane, its fold, its tile."""
    events = shop.story(card.id)
    check_story(events)
    assert card == fold(events), "the card is not the fold of its events"
    assert (card.lane == "working") == bool(card.running), "working without work, or the reverse"
    assert (card.lane == "stopped") == (card.stop_reason is not None)
    assert (card.lane == "settling") <= (card.bill is not None)
    if card.lane in ("working", "checking", "washing"):
        assert card.needs_consent is None, "goes on past an unanswered add-on that cannot wait"
    agreed = sum(a.minutes or 0 for a in card.add_ons if a.answer == "accepted")
    assert card.work_minutes == card.planned_minutes + agreed, "unagreed work in the plan"
    if card.lane in ("washing", "settling", "ready", "delivered"):
        assert card.signed("final") or (card.unrepaired and card.lane != "washing")
    assert (card.lane == "delivered") <= (not card.unrepaired)
    check_duties(card)
    assert (card.arrived_at is None) <= (card.lane in NEVER_CAME)
    assert all(i.to is None or i.to >= i.start for i in card.intervals)
    json.dumps(tile(card, shop.directory, shop.hours, shop.now))


def check_duties(card: Card) -> None:
    """Each once; none is open about what is answered, superseded or gone."""
    ids = [duty.id for duty in card.duties]
    assert len(ids) == len(set(ids)), "a duty opened twice"
    for duty in card.open_duties:
        left_with = card.lane == "delivered" and duty.kind == "follow_up"
        assert card.on_board or left_with, "a duty on a card that has left"
        if duty.kind == "consent":
            assert card.add_on(duty.about or "").answer is None, "consent asked for twice"
        if duty.kind == "reception":
            assert card.lane == "arrived"
        ready_since = stamp(card.lane_since) if card.lane == "ready" else None
        if duty.kind == "late_call":
            assert card.is_known(duty.about), "a call about a promise that no longer stands"
        elif duty.kind in ("enquiry", "pickup_notice") and duty.about != ready_since:
            assert duty.about == card.promise_number, "a duty about a promise that no longer stands"


def check_shop(shop: PureShop) -> None:
    """All cards together: people, bays, order numbers, codes."""
    cards = list(shop.cards.values())
    _nobody_twice(shop, cards)
    bays = Counter(c.bay for c in cards if c.lane == "working" and c.bay)
    assert not bays or max(bays.values()) == 1, "two cars at work in one bay"
    orders = Counter(c.order_no for c in cards if c.order_no and c.lane != "cancelled")
    assert not orders or max(orders.values()) == 1, "two cards with one order number"


def _nobody_twice(shop: PureShop, cards: list[Card]) -> None:
    times: dict[str, list[tuple]] = {}
    for interval in (i for card in cards for i in card.intervals):
        to = interval.to or shop.now
        if interval.start < to:
            times.setdefault(interval.technician, []).append((interval.start, to))
    running = Counter(i.technician for card in cards for i in card.running)
    assert not running or max(running.values()) == 1, "one person at work on two cars"
    for person, spans in times.items():
        for (_, ended), (started, _) in pairwise(sorted(spans)):
            assert ended <= started, f"{person} worked on two cars at once"
