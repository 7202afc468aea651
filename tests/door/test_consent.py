"""Consent at the real door: whatever is done in whatever order, nobody works past an unanswered
add-on that cannot wait, and none that was not agreed to enters plan, checklist or bill. Judged from
the events alone, so that neither the rules nor the fold can excuse themselves."""

import shutil
from dataclasses import dataclass, field
from datetime import timedelta
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

from app.perform import Actor, Answer, Order, perform
from app.proposals import proposal
from app.validation import arguments
from app.verifying import verify
from board.event import Event, stamp
from board.rules.add_ons import REPORTED_IN
from tests.door.moves import moves, new_car
from tests.door.shop import RealShop, opened, quick_folder
from tests.serving import dose

DICE = st.integers(0, 2**32).map(Random)
BEGINS = ("work_started", "work_resumed", "work_handed_over")
STEPS, ORDERS = 25, 10  # rules in one shop, orders in one rule


@dataclass
class Agreed:
    """What the customer has agreed to, from the events of a card that were not undone."""

    planned: int = 0
    price: int = 0
    waits: set[str] = field(default_factory=set)
    offers: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    said_yes: list[tuple[int, int]] = field(default_factory=list)

    def follow(self, event: Event) -> None:
        d = event.data
        if event.type in BEGINS:
            assert not self.waits, "worked on before the answer"
        self.planned = d.get("planned_minutes", self.planned)
        if event.type in ("card_booked", "card_opened", "card_edited", "card_checked_in",
                          "promise_changed"):  # fmt: skip
            self.price = d.get("price_fen", self.price)
        elif event.type == "add_on_reported":
            self._reported(d)
        elif event.type == "add_on_priced":
            self.offers[d["add_on"]] = (d["offer"], d["price_fen"], d["minutes"])
        elif event.type == "add_on_answered":
            self._answered(d)

    def _reported(self, d: dict) -> None:
        if not d["can_go_on"]:
            self.waits.add(d["add_on"])
        if "offer" in d:
            self.offers[d["add_on"]] = (d["offer"], d["price_fen"], d.get("minutes", 0))

    def _answered(self, d: dict) -> None:
        offer, fen, minutes = self.offers[d["add_on"]]
        assert d["offer"] == offer, "an answer to an offer that no longer stood"
        if d["answer"] == "unreachable":
            return
        self.waits.discard(d["add_on"])
        if d["answer"] == "accepted":
            self.price += fen
            self.said_yes.append((fen, minutes))


def agreed(events: list[Event]) -> Agreed:
    undone = {e.data["command"] for e in events if e.type == "command_undone"}
    found = Agreed()
    for event in events:
        if event.command not in undone:
            found.follow(event)
    return found


def about_add_ons(card, dice: Random, now) -> list[tuple[str, str, dict]]:
    """What technicians and advisors might do about findings, and about the promise."""
    what = {"what": "刹车片磨损", "urgency": "safety", "can_go_on": dice.random() < 0.4}
    if dice.random() < 0.5:
        what |= {"price_fen": dice.choice([0, 30_000]), "minutes": dice.choice([0, 45])}
    soon = stamp(now + timedelta(minutes=dice.choice([-5, 20, 300])))
    who = dice.choice(card.technicians or ["T02"])
    consent = {"consent": {"channel": "phone", "spoke_to": "冯"}}
    found = [
        (who, "report_add_on", what),
        ("S01", "repromise", {"promise_at": soon, "price_fen": dice.choice([10_000, 10_900]),
                              "reason": "x"} | dice.choice([consent, {"within_range": True}])),
        (who, "start_work", {}), (who, "resume_work", {}),
    ]  # fmt: skip
    for add_on in card.add_ons:
        offer = dice.choice([o.id for o in add_on.offers] or ["none"])
        said = {"add_on": add_on.id, "offer": offer, "channel": "phone",
                "answer": dice.choice(["accepted", "refused", "unreachable"])}  # fmt: skip
        if dice.random() < 0.9:
            said["spoke_to"] = "冯"
        if dice.random() < 0.2:
            said["promise_at"] = soon
        price = {"price_fen": dice.randint(0, 50_000), "minutes": dice.randint(0, 90)}
        found += [
            ("S01", "answer_add_on", said), ("S01", "price_add_on", {"add_on": add_on.id} | price),
            ("S01", "inform_workshop", {"add_on": add_on.id, "person": "F01"}),
        ]  # fmt: skip
    return found


class Consent(RuleBasedStateMachine):
    """Three cars in one real shop, and everybody does what comes to their mind."""

    template: tuple
    met: set[str] = set()

    @initialize(dice=DICE)
    def open_the_shop(self, dice) -> None:
        path, tokens = self.template
        self.place = quick_folder()
        folder = self.place.__enter__()
        for file in path.glob("board.db*"):
            shutil.copy(file, folder / file.name)
        self.shop = RealShop(opened(folder), tokens)
        self.keys = 0
        self.cars = [str(self.order(*new_car(dice, self.shop.now, f"粤A{n}")).card)
                     for n in range(3)]  # fmt: skip

    def teardown(self) -> None:
        if hasattr(self, "shop"):
            try:
                assert verify(self.shop.store) == []
            finally:
                self.shop.store.database.close()
                self.place.__exit__(None, None, None)

    @rule(dice=DICE)
    def the_day_goes_on(self, dice) -> None:
        for _ in range(ORDERS):
            self.one_order(dice.choice(self.cars), dice)

    @precondition(lambda self: any(self.shop[car].needs_consent for car in self.cars))
    @rule(dice=DICE)
    def everybody_tries_to_go_on_without_the_answer(self, dice) -> None:
        car = dice.choice([c for c in self.cars if self.shop[c].needs_consent])
        for command in ("start_work", "resume_work"):
            for who in self.shop[car].technicians or ["T02"]:
                assert not self.order(who, command, {}, car).ok

    @rule(minutes=st.sampled_from([0.2, 2, 30]))
    def time_passes(self, minutes) -> None:
        self.shop.now += timedelta(minutes=minutes)

    def one_order(self, car: str, dice: Random) -> None:
        card, tile = self.shop[car], self.shop.get("/cards/" + car)[1]
        gone = ("delivered", "cancelled", "no_show")
        seen = tile | {"lane": None if tile["lane"] in gone else tile["lane"]}
        others = [one for one in self.cars if one != car]
        usual = moves(seen, dice, self.shop.now, others)
        about = about_add_ons(card, dice, self.shop.now)
        often = [about, about] if card.lane in REPORTED_IN else []
        who, command, args = dice.choice(dice.choice([usual, *often]))
        answer = self.order(who, command, args, car)
        self.met.add(command if answer.ok else answer.reason or "")
        for one in self.cars:
            self.holds(one)

    def holds(self, car: str) -> None:
        with self.shop.store.read() as view:
            card, events = view.card(car), view.events(car)
            bill = proposal("check_bill", card, view)["price_fen"]
        truth = agreed(events)
        assert bool(card.needs_consent) == bool(truth.waits)
        assert not (truth.waits and card.running)
        assert not truth.waits or card.lane not in ("working", "checking", "washing")
        assert card.work_minutes == truth.planned + sum(m for _, m in truth.said_yes)
        assert sorted((a.price_fen, a.minutes) for a in card.agreed) == sorted(truth.said_yes)
        assert card.bill_price_fen is not None or bill == truth.price

    def order(self, who: str, command: str, args: dict, card: str | None = None) -> Answer:
        self.keys += 1
        version = self.shop[card].version if card else None
        order = Order(Actor(who, signed=True), f"k{self.keys}", arguments(command, args), card,
                      version)  # fmt: skip
        answer = perform(self.shop.store, order)
        assert answer.status in (200, 403, 409), answer
        return answer


def test_no_path_leads_past_the_customers_answer(template):
    Consent.template, Consent.met = template, set()
    run_state_machine_as_test(
        Consent,
        settings=settings(
            max_examples=dose(8, 80), stateful_step_count=STEPS, deadline=None, derandomize=True,
            phases=[Phase.generate], report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert Consent.met >= {
        "report_add_on", "price_add_on", "answer_add_on", "inform_workshop", "repromise",
        "consent_missing", "offer_outdated", "not_priced", "out_of_range",
    }  # fmt: skip
