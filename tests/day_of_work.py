"""Any shop in the middle of its day, as hypothesis makes it up: cars in every lane with work, with
all that says how much of it is left."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hypothesis import strategies as st

from board.card.card import Card
from board.card.values import AddOn, Customer, Delay, Enquiry, Interval, Vehicle
from board.people.people import Directory
from board.shop.default_settings import DEFAULTS
from board.shop.hours import Hours
from tests.cast import ENGINE, HYBRID, PEOPLE, QUICK, at, directory

TEAMS = (ENGINE, HYBRID, QUICK)
LANES = ("waiting", "queued", "working", "stopped")
TODAY = 24  # a Tuesday; what was done on Monday counts too
HANDS = {
    team: [p.id for p in PEOPLE.values() if p.team == team and p.works_on_cars] for team in TEAMS
}


@dataclass
class DayOfWork:
    """A shop at one moment, some of its people away and some of its teams staying longer."""

    cards: list[Card]
    directory: Directory
    hours: Hours
    now: datetime

    def go_on(self, minutes: int) -> None:
        """Nobody does anything for a while, at most until midnight, when the clock ends work."""
        last = self.hours.at(self.hours.day(self.now), time(23, 59))
        self.now = min(self.now + timedelta(minutes=minutes), last)


@st.composite
def days_of_work(draw) -> DayOfWork:
    now = at("7:30", TODAY) + timedelta(seconds=draw(st.integers(0, 15 * 3600)))
    today = at("12:00", TODAY).date()
    until = draw(st.dictionaries(st.sampled_from(TEAMS), st.sampled_from([time(20), time(22)])))
    hours = Hours(DEFAULTS, overtime={(team, today): end for team, end in until.items()})
    away = draw(st.sets(st.sampled_from([id for ids in HANDS.values() for id in ids]), max_size=4))
    busy: set[str] = set()
    cards = [_car(draw, number, now, busy) for number in range(draw(st.integers(0, 8)))]
    return DayOfWork(cards, directory(*((id, today) for id in away)), hours, now)


def _car(draw, number: int, now: datetime, busy: set[str]) -> Card:
    team, lane = draw(st.sampled_from(TEAMS)), draw(st.sampled_from(LANES))
    named = draw(st.lists(st.sampled_from(HANDS[team]), max_size=3, unique=True))
    runs = [id for id in named if id not in busy][: draw(st.integers(1, 3))]
    if lane == "working" and not runs:
        lane = "queued"
    if lane == "waiting":
        team, named = draw(st.sampled_from([None, team])), []
    begun = [_span(draw, n, now) for n in range(draw(st.integers(0, 3)))]
    if lane == "working":
        busy.update(runs)
        since = now - timedelta(seconds=draw(st.integers(0, 7 * 3600)))
        begun += [Interval(f"r{id}", id, max(since, at("0:00", TODAY))) for id in runs]
    id = f"c{number}"
    card = Card(
        id, id, Customer("张"), Vehicle("凯美瑞"), ["检查"], "repair", draw(st.integers(5, 500)),
        lane=lane, lane_since=at("7:00", 23), team=team, technicians=named, intervals=begun,
    )  # fmt: skip
    _said(draw, card, now)
    return card


def _ago(draw, now: datetime) -> datetime:
    """Some time today or yesterday."""
    return now - timedelta(seconds=draw(st.integers(0, 36 * 3600)))


def _span(draw, number: int, now: datetime) -> Interval:
    """Work of yesterday or today that has ended."""
    start = _ago(draw, now)
    end = min(now, start + timedelta(minutes=draw(st.integers(0, 300))))
    who = draw(st.sampled_from([id for ids in HANDS.values() for id in ids]))
    return Interval(f"i{number}", who, start, end)


def _said(draw, card: Card, now: datetime) -> None:
    """Add-ons answered or not, delays, minutes said to be left, a failed check."""
    for number in range(draw(st.integers(0, 2))):
        add_on = AddOn(f"a{number}", "刹车片", "safety", "T02", at("7:00", 23), True,
                       minutes=draw(st.none() | st.integers(0, 120)))  # fmt: skip
        add_on.answer = draw(st.sampled_from([None, "accepted", "refused"]))
        add_on.answered_at = _ago(draw, now) if add_on.answer else None
        card.add_ons.append(add_on)
    for _ in range(draw(st.integers(0, 2))):
        card.delays.append(Delay(draw(st.integers(1, 90)), "锈死", "T02", _ago(draw, now)))
    if draw(st.booleans()):
        minutes = draw(st.none() | st.integers(0, 200))
        card.enquiries.append(Enquiry(False, "T02", _ago(draw, now), minutes))
    if draw(st.integers(0, 3)) == 0:
        card.marks.append("redo")
        ended = sum(1 for i in card.intervals if i.to)
        card.intervals_before_failure = draw(st.integers(0, ended))
