"""Arguments for any command on any card, chosen at random: mostly sensible, sometimes not."""

from datetime import datetime, timedelta
from random import Random

from board.card.card import Card
from board.card.values import AddOn
from board.commands.choices import PAUSE_REASONS, SETTABLE_FLAGS
from board.commands.promises import Consent
from board.duties.duties import owed
from tests.cast import TEAMS
from tests.pure_shop import PureShop

BAYS, ORDERS = ("A1", "A2", None, None), ("YY1", "YY2", "YY3", None, None, None)


class Arguments:
    """One method for each command that needs some."""

    def __init__(self, shop: PureShop, random: Random) -> None:
        self.shop, self.random = shop, random

    def for_command(self, command: str, card: Card) -> dict:
        """Arguments that could make sense, and sometimes do not."""
        make = getattr(self, f"_{command}", None)
        return make(card) if make else {}

    def _soon(self) -> datetime:
        return self.shop.now + timedelta(minutes=self.random.choice((-30, -5, 60, 240, 1500)))

    def _a_team(self, card: Card) -> str:
        return self.random.choice([card.team or "机电一组", *TEAMS])

    def _a_card(self) -> str:
        return self.random.choice(sorted(self.shop.cards))

    def _colleague(self, card: Card) -> str:
        people = [p.id for p in self.shop.directory.members(card.team)]
        return self.random.choice(people or ["T99"])

    def _someone(self, card: Card) -> dict:
        people = [p.id for p in self.shop.directory.members(card.team)]
        chosen = self.random.choice([None, None, *people, "W01"])
        return {"technician": chosen} if chosen else {}

    def _edit_card(self, card: Card) -> dict:
        return self.random.choice((
            {"wash": not card.wash}, {"promise_at": self._soon()}, {"remark": "备注"},
            {"order_no": self.random.choice(ORDERS)}, {"kind": "rework"},
        ))  # fmt: skip

    def _reschedule_card(self, card: Card) -> dict:
        return {"appointment_at": self._soon(), "reason": "改期"}

    def _check_in(self, card: Card) -> dict:
        return {"promise_at": self._soon(), "price_fen": 50_000, "planned_minutes": 60}

    def _reason(self, card: Card) -> dict:
        return {"reason": "原因"}

    _cancel_card = _return_bill = _reopen_card = _reason

    def _dispatch_card(self, card: Card) -> dict:
        team = self._a_team(card)
        people = [p.id for p in self.shop.directory.members(team)] or ["T99"]
        count = self.random.choice((0, 1, 2, 3))
        chosen = [i.technician for i in card.running][:count]
        chosen += [p for p in people if p not in chosen][: count - len(chosen)]
        before = self.random.choice((None, None, self._a_card()))
        bay = self.random.choice(BAYS)
        return {"team": team, "technicians": chosen, "bay": bay, "before": before}

    def _prioritise_card(self, card: Card) -> dict:
        if self.random.choice((True, False)):
            return {"before": self._a_card(), "reason": "急"}
        flag = self.random.choice(SETTABLE_FLAGS)
        return {"flag": flag, "on": self.random.choice((True, False)), "reason": "急"}

    def _put_back(self, card: Card) -> dict:
        lanes = ("waiting", "queued", "checking", "washing", "settling")
        return {"lane": self.random.choice(lanes), "reason": "漏项"}

    def _start_work(self, card: Card) -> dict:
        return self._someone(card) | {"switch": self.random.choice((True, False))}

    _resume_work = _start_work
    _finish_work = _someone

    def _pause_work(self, card: Card) -> dict:
        return self._someone(card) | {"reason": self.random.choice(PAUSE_REASONS)}

    def _hand_work_over(self, card: Card) -> dict:
        return self._someone(card) | {"to": self._colleague(card)}

    def _correct_interval(self, card: Card) -> dict:
        interval = self.random.choice([i.id for i in card.intervals] or ["none"])
        start, to = self._soon(), self._soon()
        chosen = self.random.choice(({"start": start}, {"to": to}, {"start": start, "to": to}))
        return {"interval": interval, "reason": "记错"} | chosen

    def _report_delay(self, card: Card) -> dict:
        return {"minutes": 20, "reason": "螺栓锈死"}

    def _expect_parts(self, card: Card) -> dict:
        return {"expected_at": self._soon()}

    def _add_note(self, card: Card) -> dict:
        return {"text": "便条"}

    def _report_add_on(self, card: Card) -> dict:
        can_go_on = self.random.choice((True, True, False))
        price = self.random.choice(({}, {"price_fen": 30_000, "minutes": 40}))
        return {"what": "刹车片薄", "urgency": "soon", "can_go_on": can_go_on} | price

    def _attach_photo(self, card: Card) -> dict:
        return {"photo": f"photo-{self.random.choice(range(50)):016d}"}

    def _raise_record(self, card: Card) -> dict:
        return {"kind": self.random.choice(("warranty", "quality")), "note": "首次出现"}

    def _an_add_on(self, card: Card) -> AddOn | None:
        """Mostly one that still waits."""
        waits = [a for a in card.add_ons if a.answer is None]
        return self.random.choice(waits or card.add_ons or [None])

    def _price_add_on(self, card: Card) -> dict:
        add_on = self._an_add_on(card)
        return {"add_on": add_on.id if add_on else "none", "price_fen": 20_000, "minutes": 30}

    def _answer_add_on(self, card: Card) -> dict:
        add_on = self._an_add_on(card)
        offers = [o.id for o in add_on.offers] if add_on else []
        offer = self.random.choice([*offers, *offers[-1:] * 3] or ["none"])
        answer = self.random.choice(("accepted", "accepted", "refused", "unreachable"))
        at = {"promise_at": self._soon()} if self.random.choice((True, False)) else {}
        who = {"spoke_to": "冯先生"} if self.random.choice((True, True, True, False)) else {}
        return {"add_on": add_on.id if add_on else "none", "offer": offer, "answer": answer,
                "channel": "phone"} | at | who  # fmt: skip

    def _inform_workshop(self, card: Card) -> dict:
        answered = [a for a in card.add_ons if a.answer]
        add_on = self.random.choice(answered or card.add_ons or [None])
        return {"add_on": add_on.id if add_on else "none", "person": "F01"}

    def _repromise(self, card: Card) -> dict:
        price = self.random.choice((card.price_fen or 0, 50_000, 52_000, 90_000))
        consent = Consent(channel="phone", spoke_to="冯先生")
        how = self.random.choice(({"consent": consent}, {"within_range": True}, {}))
        at = self.random.choice((self._soon(), card.promise_at or self._soon()))
        return {"promise_at": at, "price_fen": price, "reason": "等备件"} | how

    def _answer_enquiry(self, card: Card) -> dict:
        return self.random.choice(({"on_time": True}, {"on_time": False, "minutes_left": 25}))

    def _open_duty(self, card: Card) -> dict:
        found = owed(card, self.shop.hours, self.shop.now)
        one = self.random.choice(found or [None])
        return {"kind": one.kind, "about": one.about} if one else {"kind": "reception"}

    def _a_duty(self, card: Card) -> dict:
        """Mostly one that is open."""
        duty = self.random.choice(card.open_duties or card.duties or [None])
        return {"duty": duty.id if duty else "none"}

    _escalate_duty = _a_duty

    def _finish_duty(self, card: Card) -> dict:
        return self._a_duty(card) | {"outcome": "done"}

    def _sign_check(self, card: Card) -> dict:
        level = self.random.choice(("self", "peer", "final", card.state or "self"))
        faults = self.random.choice(([], [], ["漏油"]))
        return {"level": level, "passed": not faults, "faults": faults}

    def _check_bill(self, card: Card) -> dict:
        price = self.random.choice((card.price_fen, card.price_fen, 50_000))
        return {"price_fen": price or 0} | self.random.choice(({}, {"difference": "抹零"}))

    def _move_to_ready(self, card: Card) -> dict:
        return self.random.choice(({}, {"left_open": "客户说下次再做"}))

    _hand_over = _move_to_ready

    def _tell_customer(self, card: Card) -> dict:
        about = self.random.choice(("ready", "late"))
        return {
            "about": about,
            "channel": "phone",
            "outcome": "told",
            "promise": self._soon(),
            "spoke_to": "本人",
        }
