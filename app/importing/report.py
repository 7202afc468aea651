"""Knows what an import says on a terminal or in its log: each row somebody should look at, by line,
order number and reason, and the counts. What a customer is called, and phones, are not in it."""

import json
import re
import sys
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from app.commands.perform import Actor
from app.importing.choices import AS_IT_IS, Choices
from app.importing.day import Imported, import_day
from app.importing.plan import Difference, Planned
from app.importing.remembered import with_what_was_said
from app.importing.sentences import Say, note, shown_as, unreadable
from app.importing.table_line import Problem, Unreadable
from app.storage.read_session import Store
from app.words import say

OPEN_FIELDS = (
    "appointment_at", "promise_at", "kind", "planned_minutes", "price_fen", "odometer", "wash",
    "waiting_on_site",
)  # fmt: skip
# A date, a time or a number, too short for a phone: columns may have slipped.
_HARMLESS = re.compile(r"(?!.*\d{9})[\d\s:：./,-]{0,20}")


def print_import(
    store: Store, actor: Actor, data: bytes, language: str, choices: Choices = AS_IT_IS
) -> int:
    """The command `import-day FILE`: does it and says what came of it; 1 if the file is no day."""
    words = partial(say, language)
    try:
        with store.read() as reading:
            choices = with_what_was_said(reading, data, choices)
        imported = import_day(store, actor, data, choices)
    except Unreadable as error:
        print(unreadable(error, words), file=sys.stderr)
        return 1
    with store.read() as reading:
        zone = reading.hours.zone
    for line in report(imported, words, zone):
        print(line)
    return 0


def report(imported: Imported, say: Say, zone: ZoneInfo) -> list[str]:
    """One sentence a row, then the counts as one line of JSON."""
    rows = [_sentence(_without_personal_data(planned), say, zone) for planned in imported.told]
    return [*rows, json.dumps(imported.counts)]


def _sentence(planned: Planned, say: Say, zone: ZoneInfo) -> str:
    return say(
        "import-report",
        line=str(planned.row.line),
        number=planned.row.order_no or "—",
        outcome=say(f"import-outcome-{shown_as(planned)}"),
        note=note(planned, say, zone),
    )


def _without_personal_data(planned: Planned) -> Planned:
    return replace(
        planned,
        row=replace(planned.row, problems=tuple(map(_problem, planned.row.problems))),
        warnings=tuple(map(_problem, planned.warnings)),
        differences=tuple(map(_difference, planned.differences)),
    )


def _problem(problem: Problem) -> Problem:
    if problem.code == "refused" or _HARMLESS.fullmatch(problem.value):
        return problem
    return replace(problem, value="…")


def _difference(found: Difference) -> Difference:
    return found if found.field in OPEN_FIELDS else Difference(found.field, "…", "…")
