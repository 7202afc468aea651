"""Somebody who wanders through a shop and has anyone do anything to any card."""

from datetime import timedelta
from random import Random

from board.card.card import Card
from board.commands.card import COMMANDS, CREATING
from board.duties.duties import owed, to_escalate
from board.people.people import Person
from board.people.rights import CLOCK, may
from board.rules import RULES, lanes_of
from board.rules.checks import who_may_not
from tests.arguments import ORDERS, Arguments
from tests.cast import CHEN, LI, LIANG, PEOPLE, SHI, ZHONG
from tests.pure_shop import details
from tests.watched_shop import WatchedShop

EVERYBODY = [*PEOPLE.values(), CLOCK]
SELDOM = {
    "cancel_card", "expect_parts", "parts_arrived", "add_note", "undo", "report_add_on",
    "report_delay", "tell_customer", "edit_card", "repromise", "attach_photo",
    "raise_record", "answer_enquiry", "finish_duty", "open_duty", "escalate_duty",
}  # fmt: skip
STEPS = (0, 0, 0, 0.2, 0.5, 5, 30, 90, 600)


class Wanderer:
    """Chooses who does what, by `random` (a seeded one, or one that hypothesis steers)."""

    def __init__(self, shop: WatchedShop, random: Random) -> None:
        self.shop, self.random = shop, random
        self.arguments = Arguments(shop, random).for_command

    def a_card(self) -> Card:
        """Mostly one on the board: cars that left come back only now and then."""
        cards = list(self.shop.cards.values())
        here = [card for card in cards if card.on_board]
        return self.random.choice(here if here and self.random.choice(range(8)) else cards)

    def a_new_card(self) -> None:
        now, r = self.shop.now, self.random
        more: dict = {"wash": r.choice((True, False)), "order_no": r.choice(ORDERS)}
        if r.choice((True, False)):
            more["appointment_at"] = now + timedelta(minutes=r.choice((0, 60, 1440)))
        command = "book_card" if "appointment_at" in more else "open_card"
        self.try_it(CHEN, command, None, details(**more))

    def time_passes(self) -> None:
        self.shop.wait(minutes=self.random.choice(STEPS))

    def somebody_stays_at_home(self) -> None:
        people = [p for p in PEOPLE.values() if p.works_on_cars]
        self.shop.absent(*(self.random.choice(people) for _ in range(3)))

    def the_car_goes_on(self, card: Card) -> None:
        """The natural next step, by one who may."""
        self.try_it(*self._next_step(card))

    def anyone_does_something_possible(self, card: Card) -> None:
        """Any command that fits the lane, by one who may; the rarer ones as often as the others."""
        here = {name for name in RULES if card.lane in lanes_of(name)}
        if self.random.choice((True, True, True, False)):
            here -= SELDOM
        command = self.random.choice(sorted(here or SELDOM))
        may_do = [p for p in EVERYBODY if may(command, p, card)]
        of_the_team = [p for p in may_do if p.team == card.team]
        who = self.random.choice(self.random.choice((may_do, of_the_team or may_do)) or [LI])
        only_a_tap = self.random.choice((True, False, False)) and RULES[command].alone
        self.try_it(who, command, card.id, {} if only_a_tap else self.arguments(command, card))

    def anyone_tries_anything(self, card: Card) -> None:
        command = self.random.choice(sorted(set(COMMANDS) - set(CREATING)))
        who = self.random.choice(EVERYBODY)
        self.try_it(who, command, card.id, self.arguments(command, card))

    def the_same_person_thinks_again(self, card: Card) -> None:
        who = PEOPLE.get(card.latest.who) if card.latest else None
        if who:
            self.try_it(who, "undo", card.id, {})

    def the_clock_strikes(self, card: Card) -> None:
        now, hours = self.shop.now, self.shop.hours
        self.shop.now = max(now, hours.closing(hours.day(now)))
        self.try_it(CLOCK, "pause_work", card.id, {"reason": "off_shift"})

    def the_clock_looks(self, card: Card) -> None:
        """Deadlines begin and pass; now and then the owner is done with one by hand."""
        for one in owed(card, self.shop.hours, self.shop.now):
            self.try_it(CLOCK, "open_duty", card.id, {"kind": one.kind, "about": one.about})
        for duty in to_escalate(card, self.shop.now, self.shop.hours):
            self.try_it(CLOCK, "escalate_duty", card.id, {"duty": duty.id})
        if card.open_duties and self.random.choice((True, False, False)):
            self.try_it(CHEN, "finish_duty", card.id, self.arguments("finish_duty", card))

    def try_it(self, who: Person, command: str, card: str | None, args: dict) -> None:
        self.shop.says(who, command, card, **args)

    # --- choices -------------------------------------------------------------------------

    def _next_step(self, card: Card) -> tuple[Person, str, str, dict]:
        waits = card.needs_consent and card.lane in ("waiting", "queued", "stopped")
        if waits and self.random.choice((True, True, True, False)):  # else the work is tried
            return self._consent(card)
        who, command = {
            "booked": (CHEN, self.random.choice(("arrive", "confirm_due"))),
            "due": (CHEN, self.random.choice(("check_in", "mark_no_show"))),
            "no_show": (CHEN, "arrive"),
            "arrived": (CHEN, "check_in"),
            "waiting": (LI, "dispatch_card"),
            "queued": (self._somebody_of(card.team), "start_work"),
            "stopped": (self._somebody_of(card.team), "resume_work"),
            "working": (self._at_work(card), "finish_work"),
            "checking": (self._signer(card), "sign_check"),
            "washing": (SHI, "finish_wash" if card.wash_started_at else "start_wash"),
            "settling": (CHEN, "move_to_ready") if card.bill == "checked"
            else (ZHONG, "check_bill"),
            "ready": (CHEN, "hand_over"),
        }.get(card.lane, (LIANG, "reopen_card"))  # fmt: skip
        args = self.arguments(command, card)
        if command == "sign_check":
            args["level"] = card.state
        elif command in ("start_work", "resume_work", "finish_work"):
            args.pop("technician", None)
        return who, command, card.id, args

    def _consent(self, card: Card) -> tuple[Person, str, str, dict]:
        priced = card.needs_consent is not None and card.needs_consent.offers
        command = "answer_add_on" if priced else "price_add_on"
        return CHEN, command, card.id, self.arguments(command, card)

    def _somebody_of(self, team: str | None) -> Person:
        return self.random.choice(self.shop.directory.members(team) or [LI])

    def _at_work(self, card: Card) -> Person:
        return PEOPLE[card.running[0].technician] if card.running else LI

    def _signer(self, card: Card) -> Person:
        level = card.state or "self"
        may = [p for p in PEOPLE.values() if who_may_not(card, level, p, self.shop) is None]
        return self.random.choice(may or [LI])
