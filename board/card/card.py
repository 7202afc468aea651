"""Knows what a management card 维修管理卡 holds (rules.md §2) and answers questions about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from board.card.lanes import APPOINTMENT_FIRST, BEFORE_ARRIVAL, CHECK_LEVELS, ON_BOARD
from board.card.state import CardState
from board.card.values import (
    AddOn,
    Check,
    Duty,
    Interval,
    Promise,
    Told,
)
from board.shop.default_settings import Settings

# Flags in the order in which they are shown; the first three also sort (document 000, rules.md §2).
FLAGS = (
    "redo", "rework", "parts_arrived", "appointment", "complaint", "safety",
    "waiting_on_site", "warranty", "unrepaired",
)  # fmt: skip


@dataclass
class Card(CardState):
    """A card, and the questions it answers about itself."""

    # --- questions -----------------------------------------------------------------

    @property
    def on_board(self) -> bool:
        return self.lane in ON_BOARD

    @property
    def before_arrival(self) -> bool:
        return self.lane in BEFORE_ARRIVAL and self.arrived_at is None

    @property
    def promise_at(self) -> datetime | None:
        return self.promises[-1].at if self.promises else None

    @property
    def promise_number(self) -> str:
        """Which version of the promise stands: what is owed once per promise names it."""
        return str(len(self.promises))

    @property
    def known_promise(self) -> Promise | None:
        """The promise the customer knows: the latest that was not made within the range."""
        return next((p for p in reversed(self.promises) if not p.within_range), None)

    def is_known(self, number: str | None) -> bool:
        """Whether that version still is what the customer knows: since then the promise has moved
        within the range at most. Behind a dot: how often they were told of a delay since."""
        version = int((number or "0").split(".")[0])
        return version > 0 and all(p.within_range for p in self.promises[version:])

    @property
    def known_number(self) -> str:
        """Which version of the promise the customer knows."""
        known = [n for n, p in enumerate(self.promises, 1) if not p.within_range]
        return str(known[-1] if known else 0)

    def finish_due_at(self, settings: Settings) -> datetime | None:
        """预计完工: the promise less the usual check, wash and bill (rules.md §2 *(default)*)."""
        if self.promise_at is None:
            return None
        after = settings.after_work_with_wash_minutes if self.wash else settings.after_work_minutes
        return self.promise_at - timedelta(minutes=after)

    @property
    def state(self) -> str | None:
        """self | peer | final in checking, waiting | running in washing, the bill's in settling."""
        if self.lane == "checking":
            return next((lv for lv in CHECK_LEVELS if self.signed(lv) is None), "final")
        if self.lane == "washing":
            return "running" if self.wash_started_at else "waiting"
        return self.bill if self.lane == "settling" else None

    @property
    def flags(self) -> list[str]:
        derived = {
            "appointment": self.appointment_at is not None,
            "waiting_on_site": self.waiting_on_site,
            "warranty": self.kind == "warranty",
            "rework": self.kind == "rework",
        }
        return [flag for flag in FLAGS if flag in self.marks or derived.get(flag)]

    @property
    def running(self) -> list[Interval]:
        return [i for i in self.intervals if i.to is None]

    def running_of(self, technician: str) -> Interval | None:
        return next((i for i in self.running if i.technician == technician), None)

    def interval(self, id: str) -> Interval | None:
        return next((i for i in self.intervals if i.id == id), None)

    @property
    def work_has_begun(self) -> bool:
        return bool(self.intervals)

    @property
    def unrepaired(self) -> bool:
        return "unrepaired" in self.marks

    def signed(self, level: str) -> Check | None:
        """The valid passed signature of a level, if there is one."""
        return next((c for c in self.checks if c.level == level and c.passed and not c.void), None)

    def worked_since_failure(self) -> set[str]:
        """Who worked on the car since the last failed check (rules.md §3: they may not sign final).
        By the order of the intervals, which a later correction of their times leaves alone."""
        return {i.technician for i in self.intervals[self.intervals_before_failure :]}

    @property
    def open_add_ons(self) -> int:
        return sum(1 for add_on in self.add_ons if add_on.answer is None)

    @property
    def to_ask(self) -> list[AddOn]:
        """Add-ons that the customer is to be asked about; none of a car given back unrepaired."""
        asked = self.on_board and not self.unrepaired
        return [a for a in self.add_ons if a.answer is None] if asked else []

    def add_on(self, id: str) -> AddOn | None:
        return next((a for a in self.add_ons if a.id == id), None)

    def photos_of(self, add_on: AddOn) -> list[str]:
        """Names of the photos of a finding: those it was reported with, then those put to it."""
        return [*add_on.photos, *(p.id for p in self.photos if p.add_on == add_on.id)]

    @property
    def all_photos(self) -> list[str]:
        """Names of every photo on the card, wherever it belongs to."""
        walk_round = self.walk_round.photos if self.walk_round else []
        parts = [a.photos for a in self.add_ons] + [r.photos for r in self.records]
        return [*walk_round, *(p.id for p in self.photos), *(id for part in parts for id in part)]

    @property
    def agreed(self) -> list[AddOn]:
        """Add-ons that the customer said yes to: from then on they are work (rules.md §6.4)."""
        return [a for a in self.add_ons if a.answer == "accepted"]

    @property
    def work_minutes(self) -> int:
        """Planned labour with what was agreed to besides; nothing unanswered is in it."""
        return self.planned_minutes + sum(a.minutes or 0 for a in self.agreed)

    @property
    def needs_consent(self) -> AddOn | None:
        """An unanswered add-on that cannot wait: no work until the customer's yes or no."""
        return next((a for a in self.add_ons if a.answer is None and not a.can_go_on), None)

    @property
    def open_duties(self) -> list[Duty]:
        return [d for d in self.duties if d.done_at is None]

    def duty(self, id: str) -> Duty | None:
        return next((d for d in self.duties if d.id == id), None)

    @property
    def was_told(self) -> bool:
        """Whether the customer was told: that the car is ready, or of the promise as it stands."""
        agreed = self.promises and self.promises[-1].channel
        return self.was_noticed or bool(agreed and self.lane != "ready")

    @property
    def was_noticed(self) -> bool:
        """Whether the customer heard when to come: the car is ready, or how its promise stands."""
        if self.lane == "ready":
            return self._told(self.lane_since, "ready")
        return self.told_when_to_come

    @property
    def told_when_to_come(self) -> bool:
        """Whether the customer was told how the car stands, since the promise was made."""
        made_at = self.promises[-1].made_at if self.promises else None
        return self._told(made_at, "late", "progress")

    @property
    def told_of_delay(self) -> bool:
        """Whether the customer was told that the car will be late, since they know the promise:
        who heard that all is well has not."""
        return bool(self.delays_told)

    @property
    def delays_told(self) -> list[Told]:
        """What the customer was told of a delay since they know the promise."""
        known = self.known_promise
        return self._said(known.made_at if known else None, "late")

    @property
    def reminded(self) -> bool:
        """Whether the customer was reached about the appointment as it stands."""
        return self._told(self.state_since, "appointment")

    def _told(self, since: datetime | None, *about: str) -> bool:
        return bool(self._said(since, *about))

    def _said(self, since: datetime | None, *about: str) -> list[Told]:
        return [
            t for t in self.told
            if t.outcome == "told" and t.about in about and (since is None or t.at >= since)
        ]  # fmt: skip

    @property
    def natural_rank(self) -> str:
        """Where the rules hang the card in its lane (rules.md §2): 返工, then 返修 and 备件到货,
        then appointments where they go first, then by entry into the lane."""
        flags = self.flags
        first = 1 if "redo" in flags else 2 if {"rework", "parts_arrived"} & set(flags) else 3
        at_final = self.lane == "checking" and self.state == "final"
        by_appointment = at_final or self.lane in APPOINTMENT_FIRST
        booked_first = 0 if by_appointment and self.appointment_at else 1
        since = self.appointment_at if self.lane in BEFORE_ARRIVAL else self.lane_since
        millis = int(since.timestamp() * 1000) if since else 0
        return f"{first}{booked_first}{millis:014d}{self.code.lower()}"

    @property
    def rank(self) -> str:
        return self.own_rank or self.natural_rank
