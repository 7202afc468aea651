"""Consent at the real door: whatever is done in whatever order, nobody works past an unanswered
add-on that cannot wait, and none that was not agreed to enters plan, checklist or bill. Judged from
the events alone, so that neither the rules nor the fold can excuse themselves."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.background.timekeeper import keep_duties
from app.commands.form_defaults import proposal
from app.commands.perform import Actor, Command, Result, perform
from app.commands.validation import arguments
from app.history.verifying import verify
from board.card.card import Card
from board.card.tile import tile
from board.card.values import AddOn
from board.events import Fact
from board.events.add_ons import AddOnAnswered, AddOnPriced, AddOnReported
from board.events.booking import CardBooked, CardCheckedIn, CardEdited, CardOpened
from board.events.event import Event, stamp
from board.events.promises import PromiseChanged
from board.events.work import WorkHandedOver, WorkResumed, WorkStarted
from board.folding.fold import undone
from tests.door.moves import Move, moves, new_car
from tests.door.shop import RealShop, opened, quick_folder
from tests.serving import dose

DICE = st.integers(0, 2**64).map(Random)
BEGINS = (WorkStarted, WorkResumed, WorkHandedOver)
AGREES = (CardBooked, CardOpened, CardEdited, CardCheckedIn, PromiseChanged)

STEPS = 100  # rules in one shop
SHOPS = dose(24, 220)
G1 = ("T01", "T02", "T03", "T04")


@dataclass
class Agreed:
    """What the customer has agreed to, from the events of a card that were not undone."""

    planned: int = 0
    price: int = 0
    waits: set[str] = field(default_factory=set)
    offers: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    said_yes: list[tuple[int, int]] = field(default_factory=list)

    def follow(self, event: Event[Fact]) -> None:
        fact = event.fact
        if isinstance(fact, BEGINS):
            assert not self.waits, "worked on before the answer"
        if isinstance(fact, AGREES):
            minutes, price = getattr(fact, "planned_minutes", None), fact.price_fen
            self.planned = self.planned if minutes is None else minutes
            self.price = self.price if price is None else price
        elif isinstance(fact, AddOnReported):
            self._reported(fact)
        elif isinstance(fact, AddOnPriced):
            self.offers[fact.add_on] = (fact.offer, fact.price_fen, fact.minutes)
        elif isinstance(fact, AddOnAnswered):
            self._answered(fact)

    def _reported(self, fact: AddOnReported) -> None:
        if not fact.can_go_on:
            self.waits.add(fact.add_on)
        if fact.offer:
            self.offers[fact.add_on] = (fact.offer, fact.price_fen, fact.minutes or 0)

    def _answered(self, fact: AddOnAnswered) -> None:
        offer, fen, minutes = self.offers[fact.add_on]
        assert fact.offer == offer, "an answer to an offer that no longer stood"
        if fact.answer == "unreachable":
            return
        self.waits.discard(fact.add_on)
        if fact.answer == "accepted":
            self.price += fen
            self.said_yes.append((fen, minutes))


def agreed(events: list[Event[Fact]]) -> Agreed:
    left_out = undone(events)
    found = Agreed()
    for event in events:
        if event.command not in left_out:
            found.follow(event)
    return found


def about_add_ons(card: Card, dice: Random, now: datetime) -> list[Move]:
    """What technicians and advisors do about findings, and about the promise."""
    what = {"what": "刹车片磨损", "urgency": "safety", "can_go_on": dice.random() < 0.6}
    if dice.random() < 0.5:
        what |= {"price_fen": dice.choice([0, 30_000]), "minutes": dice.choice([0, 45])}
    who = dice.choice(card.technicians or ["T02"])
    found: list[Move] = [(who, "start_work", {}), (who, "resume_work", {}), _promise(dice, now)]
    if card.open_add_ons < 3:
        found += [(who, "report_add_on", what)] * 2
    for add_on in card.add_ons:
        found += [("S01", "inform_workshop", {"add_on": add_on.id, "person": "F01"})]
        if add_on.answer is None or dice.random() < 0.1:
            price = {"price_fen": dice.randint(0, 50_000), "minutes": dice.randint(0, 90)}
            found += [("S01", "price_add_on", {"add_on": add_on.id} | price)]
            found += [("S01", "answer_add_on", _answer(add_on, dice, now))] * 2
    found += [("S01", "finish_duty", {"duty": duty.id, "outcome": "not_needed"})
              for duty in card.open_duties]  # fmt: skip
    return found


def _answer(add_on: AddOn, dice: Random, now: datetime) -> dict:
    """Mostly to the offer that stands, by somebody who is named."""
    offers = [offer.id for offer in add_on.offers] or ["none"]
    said = {"add_on": add_on.id, "offer": dice.choice([*offers, *offers[-1:] * 6]),
            "channel": "phone",
            "answer": dice.choice(["accepted", "accepted", "refused", "unreachable"])}  # fmt: skip
    if dice.random() < 0.9:
        said["spoke_to"] = "冯"
    if dice.random() < 0.4:
        said["promise_at"] = _soon(dice, now)
    return said


def _promise(dice: Random, now: datetime) -> Move:
    how = dice.choice([{"consent": {"channel": "phone", "spoke_to": "冯"}}, {"within_range": True}])
    price = dice.choice([10_000, 10_900])
    said = {"promise_at": _soon(dice, now), "price_fen": price, "reason": "x"} | how
    return "S01", "repromise", said


def _soon(dice: Random, now: datetime) -> str | None:
    return stamp(now + timedelta(minutes=dice.choice([-5, 20, 300])))


def next_step(card: Card, dice: Random, now: datetime) -> Move:
    """How a car goes on by itself, by one who most likely may."""
    if add_on := card.needs_consent:
        price = {"add_on": add_on.id, "price_fen": 20_000, "minutes": 30}
        answer = ("S01", "answer_add_on", _answer(add_on, dice, now))
        return answer if add_on.offers else ("S01", "price_add_on", price)
    on_it = dice.choice([i.technician for i in card.running] or card.technicians or list(G1))
    signer = {"self": on_it, "peer": dice.choice(G1), "final": dice.choice(("Q01", "Q02"))}
    promise = stamp(now + timedelta(minutes=240))
    checked_in = {"promise_at": promise, "price_fen": 10_000, "planned_minutes": 60}
    passed = dice.random() < 0.9
    word = dice.choice([{}, {"left_open": "x"}])
    signed = {"level": card.state, "passed": passed, "faults": [] if passed else ["螺栓未紧"]}
    return {
        "booked": ("R01", "arrive", {}),
        "due": ("R01", "arrive", {}),
        "no_show": ("R01", "arrive", {}),
        "arrived": ("S01", "check_in", checked_in),
        "waiting": ("F01", "dispatch_card", {"team": "G1", "technicians": dice.sample(G1, 2)}),
        "queued": (on_it, "start_work", {"switch": True}),
        "stopped": (on_it, "resume_work", {"switch": True}),
        "working": (on_it, "finish_work", {"confirmed": True}),
        "checking": (signer.get(card.state or ""), "sign_check", signed),
        "washing": ("W01", "finish_wash" if card.wash_started_at else "start_wash", {}),
        "settling": ("S01", "move_to_ready", word) if card.bill == "checked"
        else ("C01", "check_bill", {"price_fen": card.price_fen}),
        "ready": ("S01", "hand_over", word),
    }.get(card.lane, ("M01", "reopen_card", {"reason": "x"}))  # fmt: skip


class Consent(RuleBasedStateMachine):
    """Three cars in one real shop, well on their way, and everybody does what comes to their
    mind."""

    template: tuple
    met: set[str] = set()
    lanes: set[str] = set()
    steps = 0

    @initialize(dice=DICE)
    def open_the_shop(self, dice) -> None:
        self.dice = dice
        path, tokens = self.template
        self.place = quick_folder()
        folder = self.place.__enter__()
        for file in path.glob("board.db*"):
            shutil.copy(file, folder / file.name)
        self.shop = RealShop(opened(folder), tokens)
        self.keys = 0
        self.cars = [self.brought_to(lane) for lane in ("queued", "working", "checking")]

    def brought_to(self, lane: str) -> str:
        car = str(self.order(*new_car(self.dice, self.shop.now, f"粤A{self.keys}")).card)
        while (card := self.shop[car]).lane != lane:
            self.order(*next_step(card, self.dice, self.shop.now), car)
        return car

    def a_car(self) -> str:
        """In place of one that has left comes another."""
        n = self.dice.randrange(len(self.cars))
        if not self.shop[self.cars[n]].on_board and self.dice.random() < 0.9:
            self.cars[n] = self.brought_to("queued")
        return self.cars[n]

    def teardown(self) -> None:
        if hasattr(self, "shop"):
            try:
                assert verify(self.shop.store) == []
            finally:
                self.shop.store.database.close()
                self.place.__exit__(None, None, None)

    @rule()
    def a_car_goes_on(self) -> None:
        self.step()
        car = self.a_car()
        for _ in range(3):
            if self.shop[car].on_board:
                self.one_order(car, next_step(self.shop[car], self.dice, self.shop.now))

    @rule()
    def a_finding_goes_on(self) -> None:
        self.step()
        car = self.a_car()
        for _ in range(3):
            found = about_add_ons(self.shop[car], self.dice, self.shop.now)
            self.one_order(car, self.dice.choice(found))

    @rule()
    def somebody_does_anything(self) -> None:
        self.step()
        car = self.a_car()
        others = [one for one in self.cars if one != car]
        with self.shop.store.read() as view:
            seen = tile(view.card(car), view.directory, view.hours, view.now)
        self.one_order(car, self.dice.choice(moves(seen, self.dice, self.shop.now, others)))

    @precondition(lambda self: any(self.shop[car].needs_consent for car in self.cars))
    @rule()
    def everybody_tries_to_go_on_without_the_answer(self) -> None:
        self.step()
        car = self.dice.choice([c for c in self.cars if self.shop[c].needs_consent])
        for command in ("start_work", "resume_work"):
            for who in self.shop[car].technicians or ["T02"]:
                assert not self.order(who, command, {}, car).ok

    @rule(minutes=st.sampled_from([0.2, 2, 30]))
    def time_passes(self, minutes) -> None:
        self.step()
        self.shop.now += timedelta(minutes=minutes)
        keep_duties(self.shop.store)

    @classmethod
    def step(cls) -> None:
        Consent.steps += 1

    def one_order(self, car: str, move: Move) -> None:
        self.order(*move, car)
        for one in self.cars:
            self.holds(one)

    def holds(self, car: str) -> None:
        with self.shop.store.read() as view:
            card, events = view.card(car), view.events(car)
            bill = proposal("check_bill", card, view)["price_fen"]
        self.lanes.add(card.lane)
        truth = agreed(events)
        assert bool(card.needs_consent) == bool(truth.waits)
        assert not (truth.waits and card.running)
        assert not truth.waits or card.lane not in ("working", "checking", "washing")
        assert card.work_minutes == truth.planned + sum(m for _, m in truth.said_yes)
        assert sorted((a.price_fen, a.minutes) for a in card.agreed) == sorted(truth.said_yes)
        assert card.bill_price_fen is not None or bill == truth.price

    def order(self, who: str, command: str, args: dict, card: str | None = None) -> Result:
        self.keys += 1
        version = self.shop[card].version if card else None
        order = Command(Actor(who, signed=True), f"k{self.keys}", arguments(command, args), card,
                      version)  # fmt: skip
        answer = perform(self.shop.store, order)
        assert answer.status in (200, 403, 409), answer
        self.met.add(command if answer.ok else answer.reason or "")
        return answer


def test_no_path_leads_past_the_customers_answer(template):
    Consent.template, Consent.met, Consent.lanes, Consent.steps = template, set(), set(), 0
    run_state_machine_as_test(
        Consent,
        settings=settings(
            max_examples=SHOPS, stateful_step_count=STEPS, deadline=None, derandomize=True,
            phases=[Phase.generate], report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert Consent.steps >= dose(1000, 10_000)
    assert Consent.lanes >= {"queued", "working", "stopped", "checking", "washing", "settling",
                             "ready", "delivered"}  # fmt: skip
    assert Consent.met >= {
        "report_add_on", "price_add_on", "answer_add_on", "inform_workshop", "repromise",
        "start_work", "resume_work", "finish_work", "sign_check", "finish_wash", "check_bill",
        "move_to_ready", "hand_over", "consent_missing", "offer_outdated", "not_priced",
        "add_on_unanswered",
        "out_of_range", "work_is_over", "answer_first", "use_repromise",
    }  # fmt: skip
