"""A shop for the stories: brings a car to any lane by the shop's own commands, never by hand."""

from board.people.people import Person
from tests.cast import (
    BAI,
    CHEN,
    ENGINE,
    FENG,
    LI,
    REN,
    SHI,
    WU,
    ZHENG,
    ZHONG,
    at,
)
from tests.pure_shop import PureShop, details


class Story(PureShop):
    """Every builder returns the id of a car that stands in the lane it is named after."""

    def booked(self, appointment: str = "9:00", day: int = 23, **more: object) -> str:
        args = {"appointment_at": at(appointment, day)} | more
        return self.do(CHEN, "book_card", **details(**args))

    def due(self, appointment: str = "9:00", **more: object) -> str:
        return self.do(CHEN, "confirm_due", self.booked(appointment, **more))

    def no_show(self, **more: object) -> str:
        car = self.due(**more)
        self.now = max(self.now, at("9:30"))
        return self.do(BAI, "mark_no_show", car)

    def arrived(self, **more: object) -> str:
        return self.do(CHEN, "open_card", **details(**more))

    def waiting(self, **more: object) -> str:
        return self.checked_in(self.arrived(**more))

    def queued(self, *technicians: Person, **more: object) -> str:
        bay = more.pop("bay", None)
        return self.dispatched(self.waiting(**more), *technicians, bay=bay)

    def working(self, *technicians: Person, **more: object) -> str:
        technicians = technicians or (ZHENG,)
        car = self.queued(*technicians, **more)
        for technician in technicians:
            self.do(technician, "start_work", car)
        self.wait(minutes=30)
        return car

    def stopped(self, reason: str = "parts", **more: object) -> str:
        return self.do(ZHENG, "pause_work", self.working(**more), reason=reason)

    def checking(self, *technicians: Person, **more: object) -> str:
        technicians = technicians or (ZHENG,)
        car = self.working(*technicians, **more)
        for technician in technicians:
            self.do(technician, "finish_work", car)
        return car

    def at_peer(self, **more: object) -> str:
        return self.sign(ZHENG, self.checking(**more), "self")

    def at_final(self, **more: object) -> str:
        return self.sign(WU, self.at_peer(**more), "peer")

    def washing(self, **more: object) -> str:
        return self.sign(REN, self.at_final(wash=True, **more), "final")

    def settling(self, **more: object) -> str:
        return self.sign(REN, self.at_final(**more), "final")

    def washed(self, **more: object) -> str:
        car = self.do(SHI, "start_wash", self.washing(**more))
        return self.do(SHI, "finish_wash", car)

    def ready(self, **more: object) -> str:
        car = self.washed(**more) if more.pop("wash", False) else self.settling(**more)
        return self.made_ready(car)

    def delivered(self, **more: object) -> str:
        return self.do(CHEN, "hand_over", self.ready(**more))

    def cancelled(self, **more: object) -> str:
        return self.do(CHEN, "cancel_card", self.waiting(**more), reason="客户不修了")

    def found(self, **more: object) -> str:
        """A car that stands for a finding that cannot wait."""
        what = {"what": "前刹车片到极限", "urgency": "safety", "can_go_on": False} | more
        return self.do(ZHENG, "report_add_on", self.working(), **what)

    def offered(self) -> str:
        return self.found(price_fen=58_000, minutes=40)

    def answered(self) -> str:
        car = self.offered()
        add_on = self[car].add_ons[0]
        said = {"answer": "accepted", "channel": "phone", "spoke_to": "冯先生"}
        args = {"add_on": add_on.id, "offer": add_on.offers[0].id}
        return self.do(CHEN, "answer_add_on", car, **args, **said)

    def in_lane(self, lane: str, **more: object) -> str:
        return getattr(self, lane)(**more)

    # --- steps -----------------------------------------------------------------------

    def checked_in(self, car: str, promise: str = "17:00", **more: object) -> str:
        args = {"promise_at": at(promise), "price_fen": 80_000, "planned_minutes": 90} | more
        return self.do(CHEN, "check_in", car, **args)

    def dispatched(self, car: str, *technicians: Person, team: str = ENGINE, **more: object) -> str:
        ids = [technician.id for technician in technicians or (ZHENG, FENG)]
        return self.do(LI, "dispatch_card", car, team=team, technicians=ids, **more)

    def work_on(self, car: str, who: Person, minutes: int = 10) -> str:
        self.do(who, "start_work", car)
        self.wait(minutes=minutes)
        return self.do(who, "finish_work", car)

    def sign(self, who: Person, car: str, level: str) -> str:
        return self.do(who, "sign_check", car, level=level, passed=True)

    def fail(self, who: Person, car: str, level: str) -> str:
        faults = ["制动盘螺栓未紧"]
        return self.do(who, "sign_check", car, level=level, passed=False, faults=faults)

    def made_ready(self, car: str) -> str:
        self.do(ZHONG, "check_bill", car, price_fen=80_000)
        return self.do(CHEN, "move_to_ready", car)

    def order(self, lane: str) -> list[str]:
        """The cars of a lane, in order."""
        return [id for _, id in self.lane(lane)]
