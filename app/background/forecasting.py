"""Knows how forecasts reach the board: beside the door, after what it wrote, and by the clock.

All cards on the board are kept in memory and brought up to date from `changes`; what moved is
written in one transaction, so that screens get it as one push. It never raises a version."""

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from app.storage import estimates
from app.storage.read_session import ReadSession, Store
from app.storage.write_session import WriteSession, writing
from board.card.card import Card
from board.card.values import Forecast
from board.planning.crew import Plan
from board.planning.forecast import FORECAST_IN, plans, shown, tried, usual_at_first

log = logging.getLogger("jindu.forecast")

EVERY = timedelta(seconds=30)  # of the shop's time
GATHER_SECONDS = 0.1  # screens first see the deed; what follows it by then is looked at together
POLL_SECONDS = 1.0
MOST_CHANGES = 500


def forecast_all(
    reading: ReadSession, cards: Iterable[Card]
) -> tuple[dict[str, Forecast], dict[str, tuple[str, Plan]]]:
    """The forecasts of these cards as they stand, and the plans behind them."""
    known = estimates.learned(reading)
    usual = usual_at_first(reading.settings) | dict(known.usual)
    planned = plans(cards, reading.shop.directory, reading.hours, usual, reading.now)
    found = {
        id: shown(plan, lane, known.errors, reading.hours, reading.now)
        for id, (lane, plan) in planned.items()
    }
    return found, planned


def forecast_trials(
    reading: ReadSession, cards: Iterable[Card], trials: Sequence[Card]
) -> list[Forecast | None]:
    """The forecast of each trial: a card as it might be, in the place of the card of its id, with
    all others as they stand; None where nothing is forecast."""
    known = estimates.learned(reading)
    usual = usual_at_first(reading.settings) | dict(known.usual)
    found = tried(cards, trials, reading.shop.directory, reading.hours, usual, reading.now)
    return [
        shown(plan, trial.lane, known.errors, reading.hours, reading.now) if plan else None
        for plan, trial in zip(found, trials, strict=True)
    ]


class Forecaster:
    """The forecasts of one process; two of them do no harm, since they find the same."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.stopped = False
        self.cards: dict[str, Card] = {}
        self._where: tuple[str, int] | None = None
        self._shop = -1
        self._lanes: dict[str, str] = {}
        self._made_at: datetime | None = None
        self._basis: dict[str, tuple[object, ...]] = {}
        self._lock = threading.Lock()
        self._woken = threading.Event()
        store.listen(self._woken.set)

    def run(self) -> None:
        """The loop of the background task."""
        while not self.stopped:
            try:
                if self._woken.wait(POLL_SECONDS):
                    time.sleep(GATHER_SECONDS)
                    self._woken.clear()
                    self.step()
            except Exception:
                log.exception("forecasts go on after an error")
                time.sleep(POLL_SECONDS)

    def step(self) -> int:
        """Brings the forecasts up to date where something changed or time has passed; returns how
        many cards moved."""
        with self._lock:
            with self.store.read() as reading:
                changed = self._look(reading)
                if not changed and not self._is_time(reading.now):
                    return 0
                found, planned = forecast_all(reading, self.cards.values())
                self._made_at = reading.now
                stale = [c for c in self.cards.values() if self._stands(c, found, reading.now)]
                entered = [c for c in self.cards.values() if self._has_entered(c)]
                gone = self._lanes.keys() - self.cards.keys()
            if not stale and not entered and not gone:
                return 0
            return self._write(stale, entered, gone, found, planned)

    def _is_time(self, now: datetime) -> bool:
        return self._made_at is None or not timedelta() <= now - self._made_at < EVERY

    # --- what is on the board --------------------------------------------------------

    def _look(self, reading: ReadSession) -> bool:
        """Whether anything that a forecast depends on has changed since the last look."""
        before = self._where
        self._where = (reading.row.epoch, reading.row.seq)
        other_shop = self._shop != reading.row.state_version
        self._shop = reading.row.state_version
        if before is None or before[0] != reading.row.epoch or reading.row.seq < before[1]:
            return self._look_anew(reading)
        changes = reading.changes(before[1], MOST_CHANGES) if reading.row.seq > before[1] else []
        if len(changes) == MOST_CHANGES:
            return self._look_anew(reading)
        ids = {change.card for change in changes if change.card}
        relevant = [id for id in sorted(ids) if self._read(reading, id)]
        return bool(relevant) or other_shop

    def _look_anew(self, reading: ReadSession) -> bool:
        self.cards = {card.id: card for card in reading.in_lanes()}
        self._basis = {id: basis(card) for id, card in self.cards.items()}
        self._lanes = estimates.lanes_entered(reading)
        return True

    def _read(self, reading: ReadSession, id: str) -> bool:
        card = reading.card(id)
        if card is None or not card.on_board:
            self.cards.pop(id, None)
            return self._basis.pop(id, None) is not None
        self.cards[id] = card
        before, self._basis[id] = self._basis.get(id), basis(card)
        return before != self._basis[id]

    @staticmethod
    def _stands(card: Card, found: dict[str, Forecast], now: datetime) -> bool:
        """Whether the card stands otherwise than it is shown."""
        return card.forecast != found.get(card.id) and (
            card.forecast is not None or card.id in found
        )

    def _has_entered(self, card: Card) -> bool:
        before = self._lanes.get(card.id)
        return before != card.lane and (before is not None or card.lane in FORECAST_IN)

    # --- what moved ------------------------------------------------------------------

    def _write(
        self, stale: list[Card], entered: list[Card], gone: Iterable[str],
        found: dict[str, Forecast], planned: dict[str, tuple[str, Plan]],
    ) -> int:  # fmt: skip
        with writing(self.store) as door:
            moved = [card for card in stale if self._is_still(door, card, found.get(card.id))]
            door.show_forecasts({card.id: found.get(card.id) for card in moved})
            for card in entered:
                now = door.card(card.id)
                if now is not None and now.lane == card.lane:
                    estimates.moved(door, card, planned.get(card.id, ("", None))[1])
                    self._lanes[card.id] = card.lane
            for id in list(gone):
                if (left := door.card(id)) is not None:
                    estimates.moved(door, left, None)
                self._lanes.pop(id, None)
        for card in moved:
            card.forecast = found.get(card.id)
        return len(moved)

    def _is_still(self, door: WriteSession, card: Card, forecast: Forecast | None) -> bool:
        """Not where the card changed meanwhile (then all is looked at again at once), nor where
        another process was faster."""
        now = door.card(card.id)
        if now is None or now.version != card.version:
            self._made_at = None
            return False
        return now.forecast != forecast


def basis(card: Card) -> tuple[object, ...]:
    """What a forecast is made from; what is not in it moves nothing."""
    return (
        card.lane, card.rank, card.team, tuple(card.technicians), card.work_minutes, card.wash,
        card.stop_reason, card.parts_expected_at, card.needs_consent is not None, card.promise_at,
        tuple((i.technician, i.start, i.to) for i in card.intervals), tuple(card.marks),
        tuple(d.minutes for d in card.delays), tuple(e.minutes_left for e in card.enquiries),
        card.state, card.kind, tuple(card.requests),
    )  # fmt: skip
