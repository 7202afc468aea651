"""Reads a line of a day file: what its cells mean, what is wrong with them, what is damaged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.importing.choices import AS_IT_IS, Choices
from app.importing.damage import SURE_DIGITS, damage, ends_in_lost_digits, made_a_day, unguarded
from app.importing.day_row import (
    FALLBACK_KIND,
    MOST_LETTERS,
    MOST_OF_A_REQUEST,
    MOST_REQUESTS,
    NEEDED,
    DayRow,
)
from app.importing.day_times import Calendar, NoClock, read_promise
from app.importing.day_values import (
    read_fen,
    read_kilometres,
    read_kind,
    read_minutes,
    read_requests,
    read_whole_minutes,
    read_yes_no,
)
from app.importing.day_when import appointment, day_of_the_list
from app.importing.lane_words import read_lane
from app.importing.left_out import why_left_out
from app.importing.table_file import Table
from app.importing.table_line import Line, Problem
from board.card.plain import plain, plain_phone, plain_plate, plain_vin
from devices.scanning import plain_order_no

FREE_TEXT = ("requests", "remark")  # stays as written, even what looks like a guard
BROKEN = "\ufffd"


@dataclass(frozen=True)
class Reading:
    """How a table is read. `lost_digits`: a spreadsheet has cut the ends of its order numbers;
    `day`: the one its title names."""

    table: Table
    calendar: Calendar
    choices: Choices = AS_IT_IS
    lost_digits: bool = field(init=False)
    day: date | None = field(init=False)

    def __post_init__(self) -> None:
        numbers = [unguarded(self.table.cell(line, "order_no")) for line in self.table.lines]
        object.__setattr__(self, "lost_digits", ends_in_lost_digits(numbers))
        object.__setattr__(self, "day", day_of_the_list(self.table.above))


class RowReader:
    """Reads one line and gathers what is wrong with it."""

    def __init__(self, reading: Reading, line: Line) -> None:
        self.reading, self.table, self.line = reading, reading.table, line
        self.calendar = reading.calendar
        self.problems = [Problem(line.fault, "line")] if line.fault else []
        self.warnings: list[Problem] = []
        self.damaged: set[str] = set()
        self.texts = {field: self.sound(field) for field in self.table.columns}

    def row(self) -> DayRow:
        values = self.who_and_what() | self.when() | self.how()
        self.measure(values["requests"])
        lane = self.optional("lane", read_lane)
        if lane == "beyond":
            self.warnings.append(Problem("beyond_a_list", "lane", self.text("lane")))
        left_out = why_left_out(self.table, self.line, self.reading.choices.hidden_too)
        left_out = left_out or ("gone" if lane == "gone" else None)
        # with a fault in the line itself, what its cells seem to say is only its consequence
        problems = self.problems[:1] if self.line.fault else self.problems
        return DayRow(
            line=self.line.number,
            headings=self.table.headings,
            cells=self.line.cells,
            **values,
            problems=() if left_out else tuple(problems),
            warnings=() if left_out else tuple(self.warnings),
            lane=lane,
            left_out=left_out,
            hidden=self.line.hidden,
            columns=self.table.columns,
        )

    def sound(self, field: str) -> str:
        """The text of a cell without its guards; "" where it is no value, which is told."""
        written = self.table.cell(self.line, field)
        text = unguarded(written)
        if field in FREE_TEXT and text:
            text = written
        code = self.table.mark(self.line, field) or damage(text)
        if not code and field == "order_no":
            code = self.lost(text)
        if not code and BROKEN in text:
            code = "garbled"
        if not code:
            return text
        self.damaged.add(field)
        told = self.problems if field in NEEDED else self.warnings
        told.append(Problem(code, field, written[:40]))
        # what is left of a remark is still worth reading
        return text.replace(BROKEN, "") if (code, field) == ("garbled", "remark") else ""

    def lost(self, number: str) -> str | None:
        """What a spreadsheet did to an order number that still looks like one."""
        if made_a_day(number):
            return "damaged_day"
        cut = self.reading.lost_digits and number.isdigit() and len(number) > SURE_DIGITS
        return "damaged_number" if cut else None

    def who_and_what(self) -> dict[str, Any]:
        return {
            "order_no": self.needed("order_no", plain_order_no) or "",
            "customer": self.needed("customer", str) or "",
            "phone": plain_phone(self.text("phone")) or None,
            "plate": plain_plate(self.text("plate")) or None,
            "vin": self.optional("vin", plain_vin),
            "model": self.needed("model", str) or "",
            "odometer": self.optional("odometer", read_kilometres),
            "requests": self.needed("requests", read_requests) or (),
            "remark": self.text("remark") or None,
        }

    def when(self) -> dict[str, Any]:
        said = appointment(self.text("date"), self.text("time"), self.reading.day)
        self.warnings += said.warnings
        if not self.damaged & {"date", "time"}:
            self.problems += said.problems
        if said.problems or said.day is None or said.clock is None:
            return {"appointment_at": None, "promise_at": None}
        appointment_at = self.calendar.instant(said.day, said.clock)
        text = " ".join(filter(None, (self.text("promise_day"), self.text("promise"))))
        promise_at = self.promise(text, said.day, appointment_at) if text else None
        return {"appointment_at": appointment_at, "promise_at": promise_at}

    def how(self) -> dict[str, Any]:
        return {
            "kind": self.kind(),
            "planned_minutes": self.minutes(),
            "price_fen": self.needed("price", read_fen),
            "advisor": self.text("advisor") or None,
            "wash": self.optional("wash", read_yes_no) or False,
            "waiting_on_site": self.optional("waiting_on_site", read_yes_no) or False,
        }

    def minutes(self) -> int | None:
        by_hours = self.text("hours") or "minutes" not in self.table.columns
        name, read = ("hours", read_minutes) if by_hours else ("minutes", read_whole_minutes)
        minutes: int | None = self.needed(name, read)
        return minutes

    def text(self, field: str) -> str:
        return self.texts.get(field) or self.reading.choices.chosen.fixed.get(field, "")

    def needed(self, field: str, read: Callable[[str], Any]) -> Any:
        """The value, or None and a problem: without it there can be no card."""
        if field in self.damaged:
            return None
        text = self.text(field)
        try:
            value = read(text)
        except ValueError:
            value = None
        if not text or value in ("", ()):
            self.problems.append(Problem(f"missing_{field}", field, text))
        elif value is None:
            self.problems.append(Problem(f"bad_{field}", field, text))
        return value

    def optional(self, field: str, read: Callable[[str], Any]) -> Any:
        """The value, or None; what cannot be read is warned of and left out."""
        try:
            return read(self.text(field)) if self.text(field) else None
        except ValueError:
            self.warnings.append(Problem(f"bad_{field}", field, self.text(field)))
            return None

    def kind(self) -> str:
        """An unknown kind of job is no reason to leave a customer without a card."""
        if "kind" in self.damaged:
            return FALLBACK_KIND
        text = self.text("kind")
        if said := self.reading.choices.chosen.kinds.get(plain(text)):
            return said
        try:
            return read_kind(text)
        except ValueError:
            code = "unknown_kind" if text else "missing_kind"
            self.warnings.append(Problem(code, "kind", text))
            return FALLBACK_KIND

    def promise(self, text: str, day: date, appointment_at: datetime) -> datetime | None:
        try:
            promise_at = read_promise(text, day, self.calendar)
        except NoClock:
            self.warnings.append(Problem("promise_without_time", "promise", text))
            return None
        except ValueError:
            self.problems.append(Problem("bad_promise", "promise", text))
            return None
        if promise_at <= appointment_at:
            self.problems.append(Problem("promise_before_appointment", "promise", text))
        return promise_at

    def measure(self, requests: tuple[str, ...]) -> None:
        """Refuses what a card has no room for."""
        long = [field for field, most in MOST_LETTERS.items() if len(self.text(field)) > most]
        if len(requests) > MOST_REQUESTS or any(len(r) > MOST_OF_A_REQUEST for r in requests):
            long.append("requests")
        for name in dict.fromkeys(long):
            self.problems.append(Problem("too_long", name, self.text(name)[:40]))
