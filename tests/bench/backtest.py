"""How right the forecasts are: simulated weeks of a made-up shop, each forecast beside the truth.

Two weeks to learn from, then twenty that count. Pure: the shop lives in memory, by the minute."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from board.card.card import Card
from board.card.values import AddOn, Customer, Forecast, Interval, Promise, Vehicle
from board.people.people import Directory, Person, Team
from board.planning.forecast import forecasts, plans, usual_at_first
from board.planning.learning import LATEST, Lessons, how_wrong, lessons
from board.planning.rounding import rounded_up
from board.shop.default_settings import DEFAULTS
from board.shop.hours import Hours

FIRST_DAY = date(2026, 3, 2)
WARM_UP, WEEKS, SEED = 2, 20, 7
QUARTER, MINUTE = timedelta(minutes=15), timedelta(minutes=1)
TEAMS = {"A": 4, "B": 3, "C": 3}
CARS_A_DAY = (20, 30)
ANNOUNCED = timedelta(minutes=45)


@dataclass
class Truth:
    """What really becomes of a car, unknown to the forecast."""

    arrives: datetime
    advisor: int  # minutes until it is checked in
    foreman: int  # minutes until it is dispatched
    work: float
    checks: int
    fails: bool
    washing: int
    bill: int
    stop: tuple[str, float, int, int] | None  # reason, at which share, minutes, minutes said
    extra: int
    worked: float = 0.0
    until: int = 0  # working minutes left in the lane


@dataclass
class Made:
    """One forecast: in which lane, when, and both baselines beside it."""

    card: str
    lane: str
    at: datetime
    raw: datetime | None
    likely: datetime | None
    safe: datetime | None


@dataclass
class Outcome:
    promise: datetime
    by_plan: datetime
    ready: datetime
    announced: datetime | None


@dataclass
class BackTest:
    """The shop, its past and what came of every forecast."""

    seed: int = SEED
    hours: Hours = field(default_factory=lambda: Hours(DEFAULTS))
    cards: dict[str, Card] = field(default_factory=dict)
    truth: dict[str, Truth] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    announced: dict[str, datetime] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    known: Lessons = field(default_factory=Lessons)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        people = {}
        for team, size in TEAMS.items():
            for n in range(size):
                people[f"{team}{n}"] = Person(f"{team}{n}", f"{team}{n}", ("technician",), team)
        self.everybody = Directory(people, {t: Team(t, t) for t in TEAMS})
        self.directory = self.everybody
        self.coming: list[tuple[datetime, Card]] = []
        self.open_made: dict[str, list[Made]] = defaultdict(list)
        self.touched: set[str] = set()
        self.numbers = 0

    # --- one day ---------------------------------------------------------------------

    def live(self, day: date) -> None:
        dice = self.dice
        away = frozenset((p, day) for p in self.everybody.people if dice.random() < 0.04)
        self.directory = Directory(self.everybody.people, self.everybody.teams, away)
        self.here = [p for p in self.everybody.people if (p, day) not in away]
        self._book(day)
        self.known = lessons(
            {k: v[-LATEST:] for k, v in self.took.items()},
            {k: v[-LATEST:] for k, v in self.wrong.items()},
        )
        for start, end in self.hours.stretches(day):
            now = start
            while now < end:
                self._minute(now)
                now += MINUTE
        for card in self.cards.values():  # the end of the shift
            if card.lane == "working":
                self._stop(card, end, "off_shift")

    def _book(self, day: date) -> None:
        dice, opening = self.dice, self.hours.opening(day)
        for _ in range(dice.randint(*CARS_A_DAY)):
            self.numbers += 1
            id = f"{self.numbers:05d}"
            at = opening + timedelta(minutes=int(dice.triangular(0, 530, 90)))
            planned = dice.choice((30, 45, 60, 60, 90, 90, 120, 150, 180, 240))
            wash = dice.random() < 0.6
            self.truth[id] = Truth(
                at, dice.randint(3, 15), dice.randint(2, 20),
                planned * dice.lognormvariate(0.04, 0.28), dice.randint(8, 30),
                dice.random() < 0.05, dice.randint(12, 28), dice.randint(4, 20),
                self._stop_to_come(), dice.choice((15, 30, 30, 45, 60)),
            )  # fmt: skip
            card = Card(id, id, Customer(""), Vehicle(""), ["-"], "repair", planned, wash=wash)
            self.coming.append((at, card))
        self.coming.sort(key=lambda pair: pair[0])

    def _stop_to_come(self) -> tuple[str, float, int, int] | None:
        dice, drawn = self.dice, self.dice.random()
        if drawn < 0.15:
            return "consent", dice.random() * 0.7, dice.randint(5, 45), 0
        if drawn < 0.22:
            said = dice.randint(30, 300)
            return "parts", dice.random() * 0.5, int(said * dice.uniform(0.7, 1.6)), said
        return None

    # --- one minute ------------------------------------------------------------------

    def _minute(self, now: datetime) -> None:
        while self.coming and self.coming[0][0] <= now:
            card = self.coming.pop(0)[1]
            self.cards[card.id] = card
            card.arrived_at = now
            self._enter(card, "arrived", now, self.truth[card.id].advisor)
        for card in sorted(self.cards.values(), key=lambda c: c.lane_since):
            getattr(self, f"_{card.lane}")(card, self.truth[card.id], now)
        self._take_up(now)
        if self.touched or now.minute % 15 == 0:
            self._forecast(now)

    def _arrived(self, card: Card, t: Truth, now: datetime) -> None:
        if self._passed(t):
            seen = forecasts(self._with(card, "waiting", now), self.directory, self.hours,
                             DEFAULTS, self.known.usual, self.known.errors, now)  # fmt: skip
            safe = seen[card.id].safe
            promise = rounded_up(safe, self.hours, QUARTER)
            card.promises = [Promise(promise, None, "", now)]
            self._enter(card, "waiting", now, t.foreman)

    def _with(self, card: Card, lane: str, now: datetime) -> list[Card]:
        card.lane, card.lane_since = lane, now
        return list(self.cards.values())

    def _waiting(self, card: Card, t: Truth, now: datetime) -> None:
        if self._passed(t):
            load = dict.fromkeys(self.here, 0.0)
            for other in self.cards.values():
                if other.lane in ("queued", "working", "stopped"):
                    for person in other.technicians:
                        if person in load:
                            done = self.truth[other.id].worked
                            load[person] += max(other.planned_minutes - done, 10)
            person = min(load, key=lambda p: (load[p], p))
            card.technicians = [person]
            card.team = self.everybody.people[person].team
            self._enter(card, "queued", now)

    def _queued(self, card: Card, t: Truth, now: datetime) -> None:
        """Nobody's fault; a technician who fell ill gives the car to a mate."""
        if card.technicians[0] not in self.here:
            card.technicians = [min(self.here, key=self._load_of)]
            self.touched.add(card.id)

    def _load_of(self, person: str) -> tuple[int, str]:
        return sum(person in c.technicians for c in self.cards.values()), person

    def _working(self, card: Card, t: Truth, now: datetime) -> None:
        t.worked += 1
        if t.stop and t.worked >= t.stop[1] * t.work:
            reason, _, minutes, said = t.stop
            self._stop(card, now, reason)
            t.stop, t.until = None, minutes
            if reason == "parts":
                card.parts_expected_at = self.hours.after(now, said)
            else:
                id = f"{card.id}-add"
                card.add_ons = [AddOn(id, "", "soon", "", now, False, minutes=t.extra)]
        elif t.worked >= t.work:
            card.running[0].to = now
            self._enter(card, "checking", now, t.checks)

    def _stopped(self, card: Card, t: Truth, now: datetime) -> None:
        if card.stop_reason == "off_shift":
            return
        if self._passed(t):
            if card.add_ons and card.add_ons[0].answer is None:
                yes = self.dice.random() < 0.65
                card.add_ons[0].answer = "accepted" if yes else "refused"
                card.add_ons[0].answered_at = now
                t.work += t.extra * self.dice.lognormvariate(0, 0.25) if yes else 0
            elif card.stop_reason == "parts":
                card.marks.append("parts_arrived")
            self._enter(card, "queued", now)

    def _checking(self, card: Card, t: Truth, now: datetime) -> None:
        if not self._passed(t):
            return
        if t.fails:
            t.fails = False
            t.work += self.dice.randint(8, 40)
            card.intervals_before_failure = len(card.intervals)
            card.marks.append("redo")
            self._enter(card, "queued", now)
        elif card.wash:
            self._enter(card, "washing", now, t.washing)
        else:
            self._enter(card, "settling", now, t.bill)

    def _washing(self, card: Card, t: Truth, now: datetime) -> None:
        """Two cars at a time."""
        mine = (card.lane_since, card.id)
        waiting = (c for c in self.cards.values() if c.lane == "washing")
        before = [c for c in waiting if (c.lane_since, c.id) < mine]
        if len(before) < 2 and self._passed(t):
            self._enter(card, "settling", now, t.bill)

    def _settling(self, card: Card, t: Truth, now: datetime) -> None:
        if self._passed(t):
            self._enter(card, "ready", now)
            self._close(card, now)
            del self.cards[card.id]

    def _ready(self, card: Card, t: Truth, now: datetime) -> None: ...

    def _passed(self, t: Truth) -> bool:
        t.until -= 1
        return t.until < 0

    def _take_up(self, now: datetime) -> None:
        busy = {i.technician for c in self.cards.values() for i in c.running}
        mine = [c for c in self.cards.values()
                if c.lane == "queued" or c.stop_reason == "off_shift"]  # fmt: skip
        for card in sorted(mine, key=lambda c: (c.lane == "queued", c.rank)):
            person = card.technicians[0]
            if person in self.here and person not in busy:
                busy.add(person)
                card.intervals.append(Interval(f"{len(card.intervals)}", person, now))
                card.marks = [m for m in card.marks if m != "parts_arrived"]
                self._enter(card, "working", now)

    def _stop(self, card: Card, now: datetime, reason: str) -> None:
        card.running[0].to = now
        self._enter(card, "stopped", now)
        card.stop_reason = reason

    def _enter(self, card: Card, lane: str, now: datetime, until: int = 0) -> None:
        if card.lane_since and card.lane != lane:
            self.took[card.lane].append(self.hours.between(card.lane_since, now))
        card.lane, card.lane_since, card.stop_reason = lane, now, None
        self.truth[card.id].until = until or self.truth[card.id].until
        self.touched.add(card.id)

    # --- what is forecast ------------------------------------------------------------

    def _forecast(self, now: datetime) -> None:
        cards = list(self.cards.values())
        shown = forecasts(cards, self.directory, self.hours, DEFAULTS, self.known.usual,
                          self.known.errors, now)  # fmt: skip
        usual = usual_at_first(DEFAULTS) | dict(self.known.usual)
        raw = plans(cards, self.directory, self.hours, usual, now) if self.touched else {}
        for card in cards:
            seen = shown[card.id]
            late = seen.likely and card.promise_at and seen.likely > card.promise_at
            if late:
                self.announced.setdefault(card.id, now)
            if card.id in self.touched:
                self._keep(card, seen, raw[card.id][1].ready, now)
        self.touched.clear()

    def _keep(self, card: Card, seen: Forecast, raw: datetime | None, now: datetime) -> None:
        self.open_made[card.id].append(
            Made(card.id, card.lane, now, raw, seen.likely, seen.safe)
        )  # fmt: skip

    def _close(self, card: Card, now: datetime) -> None:
        for made in self.open_made.pop(card.id, []):
            if made.raw is not None:
                self.wrong[made.lane].append(how_wrong(made.raw, now, self.hours))
                self.made.append(made)
        by_plan = self.hours.after(card.arrived_at, card.planned_minutes)
        self.outcomes[card.id] = Outcome(
            card.promise_at, by_plan, now, self.announced.pop(card.id, None)
        )  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """What counts, pooled over the weeks after the warm-up."""

    forecast: float
    promise: float
    by_plan: float
    safely: float
    worst_week: float
    announced: float
    late: int
    count: int
    by_lane: dict


def run(weeks: int = WEEKS, warm_up: int = WARM_UP, seed: int = SEED) -> Figures:
    shop = BackTest(seed)
    for n in range((warm_up + weeks) * 7):
        shop.live(FIRST_DAY + timedelta(days=n))
    return figures(shop, shop.hours.opening(FIRST_DAY + timedelta(weeks=warm_up)))


def figures(shop: BackTest, since: datetime) -> Figures:
    hours, by_week, lanes = shop.hours, defaultdict(list), defaultdict(list)
    wrong, promised, planned = [], [], []
    for m in shop.made:
        if m.at < since or m.likely is None or m.lane == "arrived":
            continue
        out = shop.outcomes[m.card]
        wrong.append(abs(how_wrong(m.likely, out.ready, hours)))
        promised.append(abs(how_wrong(out.promise, out.ready, hours)))
        planned.append(abs(how_wrong(out.by_plan, out.ready, hours)))
        by_week[(m.at - since).days // 7].append(out.ready <= m.safe)
        lanes[m.lane].append((wrong[-1], promised[-1], planned[-1], out.ready <= m.safe))
    late = [o for o in shop.outcomes.values() if o.ready > o.promise >= since]
    told = [o for o in late if o.announced and o.announced <= o.promise - ANNOUNCED]
    pooled = [done for week in by_week.values() for done in week]
    by_lane = {
        lane: (*(median(r[i] for r in rows) for i in range(3)), share([r[3] for r in rows]),
               len(rows))
        for lane, rows in lanes.items()
    }  # fmt: skip
    return Figures(median(wrong), median(promised), median(planned), share(pooled),
                   min(share(week) for week in by_week.values()), share_of(told, late),
                   len(late), len(pooled), by_lane)  # fmt: skip


def share(done: list[bool]) -> float:
    return sum(done) / len(done) if done else 0.0


def share_of(some: list, all: list) -> float:
    return len(some) / len(all) if all else 0.0


def main() -> None:
    f = run()
    print(f"{f.count} forecasts over {WEEKS} weeks, one at each lane a car entered after check-in")
    print(f"median absolute error: forecast {f.forecast:.0f} min, the promise as forecast "
          f"{f.promise:.0f} min, arrival + planned minutes {f.by_plan:.0f} min")  # fmt: skip
    print(f"done by the safe time: {f.safely:.1%} (bar 75-85 %), worst week {f.worst_week:.1%} "
          "(bar 65 %)")  # fmt: skip
    print(f"late cars announced 45 min before their promise: {f.announced:.0%} of {f.late}")
    for lane, (wrong, promised, planned, safely, n) in f.by_lane.items():
        print(f"  made in {lane:9} {wrong:4.0f} | {promised:4.0f} | {planned:4.0f} min, "
              f"safe {safely:.0%}, {n}")  # fmt: skip
    assert f.forecast < f.promise and f.forecast < f.by_plan, "no better than a baseline"
    assert 0.75 <= f.safely <= 0.85 and f.worst_week >= 0.65, "the safe time is none"
