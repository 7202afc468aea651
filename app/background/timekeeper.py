"""Knows what the shop's clock does by itself: ordinary commands with fixed keys (design.md §2), and
the tiles whose tone time has changed."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select

from app.background.forecasting import Forecaster
from app.background.orphans import Orphans
from app.background.review_orders import review_orders
from app.clock import real_now
from app.commands.perform import Actor, Command, perform
from app.history.frames import keep_frame
from app.storage import tables as t
from app.storage.departed import followed_up, left_since
from app.storage.read_session import ReadSession, Store
from app.storage.write_session import writing
from board.card.card import Card
from board.commands.booking import ConfirmDue, MarkNoShow
from board.commands.duties import EscalateDuty, OpenDuty
from board.commands.registry import command_of
from board.commands.work import PauseWork
from board.duties.duties import owed, owed_after, to_escalate
from board.events.event import stamp
from board.people.rights import CLOCK
from board.planning.tone import tone
from board.rules.work import shift_end

Look = Callable[[ReadSession], Iterator[Command]]

log = logging.getLogger("jindu.clock")

TICK_SECONDS = 1.0
AXIS_SHOWS = timedelta(days=3)  # what left over a closed weekend is not forgotten
FORGET_EVERY_SECONDS = 3600
REMEMBER_DAYS = 30


class Timekeeper:
    """The clock of one process; two of them do no harm, since their keys are the same."""

    def __init__(self, store: Store, data_dir: Path | None = None) -> None:
        """`data_dir`: where photos lie, if orphans among them are to be removed."""
        self.store = store
        self.orphans = Orphans(store, data_dir) if data_dir else None
        self.forecaster = Forecaster(store)
        self.stopped = False
        self._forgot_at = 0.0
        self._day: date | None = None
        self._followed: int | None = None

    def run(self) -> None:
        while not self.stopped:
            try:
                self.tick()
            except Exception:
                log.exception("the clock goes on after an error")
            time.sleep(TICK_SECONDS)

    def tick(self) -> int:
        """Does everything that is due now; returns how many commands and refreshes it gave. What
        fails in one part is raised once all others have had their turn."""
        due: list[list[Command]] = []
        failed: list[Exception] = []
        with self.store.read() as reading:
            for look in LOOKS:
                with kept_for_later(failed):
                    due.append(list(look(reading)))
        done = 0
        for part in self._parts(due):
            with kept_for_later(failed):
                done += part()
        if failed:
            raise ExceptionGroup("parts of the clock failed", failed)
        return done

    def _parts(self, due: list[list[Command]]) -> Iterator[Callable[[], int]]:
        for orders in due:
            yield partial(give, self.store, orders)
        yield self._show_what_time_changed
        yield self.forecaster.step
        yield self._keep_duties
        yield self._keep_frame
        yield self._forget
        if self.orphans:
            yield self.orphans.step

    def _show_what_time_changed(self) -> int:
        with self.store.read() as reading:
            today, turned = reading.hours.day(reading.now), turned_cards(reading)
        if today == self._day:
            return refresh(self.store, turned) if turned else 0
        shown = show_as_they_are(self.store)
        self._day = today
        return shown

    def _keep_duties(self) -> int:
        """Of cards on the board each time; of those that left it, once a minute of the shop."""
        cards = list(self.forecaster.cards.values())
        with self.store.read() as reading:
            minute = int(reading.now.timestamp() // 60)
            if minute != self._followed:
                self._followed = minute
                cards += followed_up(reading)
        return keep_duties(self.store, cards)

    def _keep_frame(self) -> int:
        keep_frame(self.store)
        return 0

    def _forget(self) -> int:
        """Remembered answers are kept for 30 days."""
        if time.monotonic() - self._forgot_at > FORGET_EVERY_SECONDS:
            self._forgot_at = time.monotonic()
            with writing(self.store) as door:
                door.forget_answers(real_now() - timedelta(days=REMEMBER_DAYS))
        return 0


@contextmanager
def kept_for_later(failed: list[Exception]) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        failed.append(error)


def give(store: Store, orders: list[Command]) -> int:
    return sum(perform(store, order).ok for order in orders)


def _order(card: Card, args: object, at: datetime | str) -> Command:
    actor = Actor(CLOCK.id, "clock")
    key = f"clock:{command_of(args)}:{card.id}:{at}"
    return Command(actor, key, args, card.id, card.version)


def _confirmations(reading: ReadSession) -> Iterator[Command]:
    today = reading.hours.day(reading.now)
    if not reading.hours.is_open_day(today) or reading.now < reading.hours.opening(today):
        return
    tomorrow = today + timedelta(days=1)
    midnight = stamp(reading.hours.at(tomorrow, datetime.min.time())) or ""
    for card in _in_lane_until(reading, "booked", midnight):
        yield _order(card, ConfirmDue(), f"{stamp(card.appointment_at)}:{card.version}")


def _no_shows(reading: ReadSession) -> Iterator[Command]:
    for card in _in_lane_until(reading, "due", stamp(reading.now) or ""):
        assert card.appointment_at is not None
        day = reading.hours.open_day_from(reading.hours.day(card.appointment_at))
        if reading.now >= max(reading.hours.closing(day), card.appointment_at):
            yield _order(card, MarkNoShow(), f"{stamp(card.appointment_at)}:{card.version}")


def _in_lane_until(reading: ReadSession, lane: str, until: str) -> list[Card]:
    c = t.cards.c
    ids = reading.connection.scalars(
        select(c.id)
        .where(c.shop == reading.id, c.lane == lane, c.appointment_at < until)
        .order_by(c.rank)  # by the index of lanes: what has left the board is not looked through
    ).all()
    return [card for id in ids if (card := reading.card(id))]


def _shift_ends(reading: ReadSession) -> Iterator[Command]:
    r = t.running.c
    rows = reading.connection.execute(select(r.card, r.since).where(r.shop == reading.id)).all()
    for id in dict.fromkeys(row.card for row in rows):
        card = reading.card(id)
        if card is None or not card.running:
            continue
        end = min(shift_end(i, reading) for i in card.running)
        if reading.now >= end:
            yield _order(card, PauseWork(reason="off_shift"), f"{stamp(end)}:{card.version}")


# confirm_due at opening, mark_no_show at closing, the end of the shift for open work, the reviews.
# What is booked for a closed day waits for the next open one.
LOOKS: tuple[Look, ...] = (_confirmations, _no_shows, _shift_ends, review_orders)


def keep_duties(store: Store, cards: list[Card] | None = None) -> int:
    """Opens and escalates what is due, on the cards as the forecast knows them (None: all)."""
    with store.read() as reading:
        if cards is None:
            cards = reading.in_lanes() + followed_up(reading)
        orders = list(duty_orders(cards, reading))
    return give(store, orders)


def duty_orders(cards: list[Card], reading: ReadSession) -> Iterator[Command]:
    """What should begin to count down, and what has passed undone. A card knows its own duties, so
    each happens once; the key only says when it was asked for."""
    for card in cards:
        now, hours = reading.now, reading.hours
        for one in owed(card, hours, now) + owed_after(card, hours, now):
            yield _of_duty(card, OpenDuty(kind=one.kind, about=one.about), reading.now)
        for duty in to_escalate(card, reading.now, reading.hours):
            yield _of_duty(card, EscalateDuty(duty=duty.id), reading.now)


def _of_duty(card: Card, args: OpenDuty | EscalateDuty, now: datetime) -> Command:
    about = "/".join(str(value) for value in vars(args).values())
    key = f"clock:{command_of(args)}:{card.id}:{about}:{stamp(now)}"
    return Command(Actor(CLOCK.id, "clock"), key, args, card.id)


def turned_cards(reading: ReadSession) -> list[str]:
    """Ids of cards whose tone the passing time has changed."""
    c = t.cards.c
    return list(
        reading.connection.scalars(
            select(c.id).where(
                c.shop == reading.id, c.tone != "overdue", c.turns_overdue_at < stamp(reading.now)
            )
        )
    )


def show_as_they_are(store: Store) -> int:
    """Writes a change for each card that screens were last shown otherwise: a new day has begun,
    or a new version of the board draws more. Cars that left yesterday leave the time axis too."""
    with writing(store) as door:
        shown = door.in_lanes() + left_since(door, door.now - AXIS_SHOWS)
        stale = [card for card in shown if door.last_shown(card.id) != door.tile(card)]
        for card in stale:
            door.refresh(card)
    return len(stale)


def refresh(store: Store, ids: list[str]) -> int:
    """Writes the tiles of cards anew; looked at again inside the door's transaction."""
    with writing(store) as door:
        cards = [card for id in ids if (card := door.card(id))]
        turned = [card for card in cards if tone(card, door.now) == "overdue"]
        for card in turned:
            door.refresh(card)
    return len(turned)
