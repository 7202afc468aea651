"""A shop for the page tests: brings a car to any lane through the one door, with the fixed cast."""

from app.clock import real_now
from app.commands.perform import Actor, Command, Result, perform
from app.commands.validation import ALL_COMMANDS
from app.storage.founding import set_clock
from app.storage.read_session import Store
from app.storage.serialization import new_id
from board.card.card import Card
from board.people.people import Person
from tests.cast import BAI, CHEN, LI, REN, SHI, WU, ZHENG, ZHONG, at
from tests.pure_shop import details


class Door:
    """Gives commands as the pages do and returns the card's id. It is Monday the 23rd at eight,
    and the clock stands almost still."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.turn("8:00")
        with store.read() as reading:
            self.team = reading.directory.people[WU.id].team

    def turn(self, clock: str, day: int = 23) -> None:
        set_clock(self.store, at(clock, day), 1e-6, real_now())

    def card(self, id: str) -> Card:
        with self.store.read() as reading:
            found = reading.card(id)
        assert found is not None
        return found

    def ask(self, who: Person, command: str, card: str | None = None, **args: object) -> Result:
        version = self.card(card).version if card else None
        actor, given = Actor(who.id, signed=True), ALL_COMMANDS[command](**args)
        return perform(self.store, Command(actor, new_id(), given, card, version))

    def do(self, who: Person, command: str, card: str | None = None, **args: object) -> str:
        answer = self.ask(who, command, card, **args)
        assert answer.ok, answer
        return str(answer.card)

    # --- cars in every lane ----------------------------------------------------------

    def booked(self, **more: object) -> str:
        return self.do(CHEN, "book_card", **details(**{"appointment_at": at("8:00")} | more))

    def due(self, **more: object) -> str:
        return self.do(CHEN, "confirm_due", self.booked(**more))

    def no_show(self, **more: object) -> str:
        return self.do(BAI, "mark_no_show", self.due(**more))

    def arrived(self, **more: object) -> str:
        return self.do(CHEN, "open_card", **details(**more))

    def waiting(self, **more: object) -> str:
        args = {"promise_at": at("17:00"), "price_fen": 80_000, "planned_minutes": 90}
        return self.do(CHEN, "check_in", self.arrived(**more), **args)

    def queued(self, *technicians: Person, **more: object) -> str:
        ids = [technician.id for technician in technicians or (ZHENG,)]
        args = {"team": self.team, "technicians": ids}
        return self.do(LI, "dispatch_card", self.waiting(**more), **args)

    def working(self, **more: object) -> str:
        return self.do(ZHENG, "start_work", self.queued(**more))

    def stopped(self, **more: object) -> str:
        return self.do(ZHENG, "pause_work", self.working(**more), reason="parts")

    def checking(self, **more: object) -> str:
        return self.do(ZHENG, "finish_work", self.working(**more), confirmed=True)

    def at_peer(self, **more: object) -> str:
        return self.sign(ZHENG, self.checking(**more), "self")

    def at_final(self, **more: object) -> str:
        return self.sign(WU, self.at_peer(**more), "peer")

    def washing(self, **more: object) -> str:
        return self.sign(REN, self.at_final(wash=True, **more), "final")

    def settling(self, **more: object) -> str:
        car = self.washing(**more)
        self.do(SHI, "start_wash", car)
        return self.do(SHI, "finish_wash", car)

    def ready(self, **more: object) -> str:
        car = self.settling(**more)
        self.do(ZHONG, "check_bill", car, price_fen=80_000)
        return self.do(CHEN, "move_to_ready", car)

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

    def answered(self, answer: str = "accepted") -> str:
        car = self.offered()
        add_on = self.card(car).add_ons[0]
        said = {"answer": answer, "channel": "phone", "spoke_to": "冯先生"}
        args = {"add_on": add_on.id, "offer": add_on.offers[0].id}
        return self.do(CHEN, "answer_add_on", car, **args, **said)

    def sign(self, who: Person, car: str, level: str) -> str:
        return self.do(who, "sign_check", car, level=level, passed=True)
