"""Knows what becomes of each row of a day file: a card, nothing, a report of a conflict, or a
rejection. Nothing is dropped silently and one bad row never stops the rest."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.importing.day_file import differing, fingerprint
from app.importing.day_row import DayRow
from app.importing.day_values import plain_name
from app.importing.table_line import Problem

Outcome = Literal["new", "unchanged", "repeated", "conflict", "rejected", "left_out", "changed"]


@dataclass(frozen=True)
class Difference:
    """A field that says something else than the row that stands; values as in a fingerprint."""

    field: str
    stands: object
    found: object


@dataclass(frozen=True)
class Planned:
    """A row and what becomes of it. `holder`: the code of a card that has the number although no
    row made it; `card`: the id of the one that can take over what differs."""

    row: DayRow
    outcome: Outcome
    fingerprint: str = ""
    warnings: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()
    holder: str | None = None
    card: str | None = None


@dataclass(frozen=True)
class Plan:
    rows: tuple[Planned, ...] = field(default=())

    def of(self, *outcomes: Outcome) -> list[Planned]:
        return [planned for planned in self.rows if planned.outcome in outcomes]

    def counted(self) -> dict[str, list[Planned]]:
        """The rows behind each count, and those left out; a warned card is among the cards too."""
        cards = self.of("new", "unchanged")
        return {
            "cards": self.of("new"),
            "warnings": [planned for planned in cards if planned.warnings],
            "rejected": self.of("rejected"),
            "repeated": self.of("repeated"),
            "conflicts": self.of("conflict"),
            "unchanged": self.of("unchanged"),
            "left_out": self.of("left_out"),
            "changed": self.of("changed"),
        }

    def counts(self) -> dict[str, int]:
        """The counts that an import ends with; warnings count cards, not words."""
        counted = {name: len(rows) for name, rows in self.counted().items()}
        del counted["left_out"]  # no car, or one that somebody hid
        if not counted["changed"]:  # only where somebody asked for it
            del counted["changed"]
        return counted


def plan_import(
    rows: Iterable[DayRow], imported: Mapping[str, str | None], advisors: Collection[str]
) -> Plan:
    """What becomes of `rows`. `imported`: order number → fingerprint of the row as first imported
    (None: a card has that number but no row made it); `advisors`: the advisors' names."""
    names = Counter(plain_name(name) for name in advisors)
    standing, planned = dict(imported), []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        mark = "" if row.problems or row.left_out else fingerprint(row)
        outcome = _outcome(row, mark, imported, standing, seen)
        differences = _differences(standing.get(row.order_no), mark, outcome)
        if outcome == "new":
            standing[row.order_no] = mark
        seen.add((row.order_no, mark))
        planned.append(Planned(row, outcome, mark, _warnings(row, names), differences))
    return Plan(tuple(planned))


def _outcome(
    row: DayRow,
    mark: str,
    imported: Mapping[str, str | None],
    standing: Mapping[str, str | None],
    seen: Collection[tuple[str, str]],
) -> Outcome:
    if row.left_out:
        return "left_out"
    if row.problems:
        return "rejected"
    if (row.order_no, mark) in seen:
        return "repeated"
    if row.order_no not in standing:
        return "new"
    stands = imported.get(row.order_no)
    return "unchanged" if stands and not differing(stands, mark) else "conflict"


def _warnings(row: DayRow, advisors: Mapping[str, int]) -> tuple[Problem, ...]:
    """The row's own warnings, and that its advisor is unknown or cannot be told from another."""
    having_the_name = advisors.get(plain_name(row.advisor or ""), 0)
    if not row.advisor or having_the_name == 1:
        return row.warnings
    if having_the_name:
        return (*row.warnings, Problem("several_advisors", "advisor", row.advisor))
    return (*row.warnings, Problem("unknown_advisor", "advisor", row.advisor))


def _differences(stands: str | None, found: str, outcome: Outcome) -> tuple[Difference, ...]:
    if outcome != "conflict" or not stands:
        return ()
    return tuple(Difference(*each) for each in differing(stands, found))
