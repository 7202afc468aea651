"""Knows how a day file becomes cards: planned against what the shop has, then row by row through
the door. Cut off half-way it has made whole cards only, and run again it goes on behind them."""

import time
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from app.commands.perform import Actor, Command, Result, perform
from app.commands.validation import Invalid, arguments
from app.importing.choices import AS_IT_IS, Choices
from app.importing.day_file import read_day_file
from app.importing.day_row import DayRow
from app.importing.day_values import plain_name
from app.importing.in_the_shop import IN_THE_SHOP, bring_in
from app.importing.plan import Plan, Planned, plan_import
from app.importing.table_line import Problem
from app.importing.taking_over import can_change, take_over
from app.people.native import in_native_thread
from app.storage import tables as t
from app.storage.read_session import ReadSession, Store
from app.storage.serialization import new_id
from board.commands.refusal import Forbidden
from board.shop.hours import Hours


@dataclass(frozen=True)
class Imported:
    """What an import did: its counts, and the rows it ends with, as they really came out."""

    counts: dict[str, int]
    rows: tuple[Planned, ...]

    @property
    def told(self) -> tuple[Planned, ...]:
        """The rows somebody should look at: rejected, in conflict, warned of, or left out."""
        names = ("rejected", "conflicts", "warnings", "changed", "left_out")
        rows = (planned for name in names for planned in Plan(self.rows).counted()[name])
        return tuple(sorted(rows, key=lambda planned: planned.row.line))


def read_day(data: bytes, hours: Hours, choices: Choices = AS_IT_IS) -> tuple[DayRow, ...]:
    """The rows of a day file, each with everything that keeps it from being a card. Raises
    Unreadable."""
    file = in_native_thread(read_day_file, data, hours.zone, hours.next_open_day, choices)
    return tuple(_as_the_door_takes_it(row) for row in file.rows)


def plan_day(reading: ReadSession, rows: Iterable[DayRow], choices: Choices = AS_IT_IS) -> Plan:
    """What becomes of the rows as the shop stands now."""
    rows = tuple(rows)
    numbers = {row.order_no for row in rows}
    imported, holders = _imported(reading, numbers), _holders(reading, numbers)
    advisors = [person.name for person in reading.directory.with_role("advisor")]
    plan = plan_import(rows, dict.fromkeys(holders) | imported, advisors)
    planned = tuple(_with_holder(planned, holders) for planned in plan.rows)
    return Plan(_with_cards(reading, planned, choices.changes_too))


def _with_cards(
    reading: ReadSession, rows: tuple[Planned, ...], changes_too: bool
) -> tuple[Planned, ...]:
    """The rows with the cards that can take over what differs; of one number the first row."""
    differ = {p.row.order_no: p for p in reversed(rows) if p.outcome == "conflict" and not p.holder}
    i = t.imported.c
    found = select(i.order_no, i.card).where(i.shop == reading.id, i.order_no.in_(differ))
    ids = {row.order_no: row.card for row in reading.connection.execute(found)}
    cards = reading.cards(ids.values())
    taking = {
        id(planned): card.id
        for number, planned in differ.items()
        if (card := cards.get(ids.get(number, ""))) and can_change(card, planned)
    }
    return tuple(
        replace(p, card=taking[id(p)], outcome="changed" if changes_too else p.outcome)
        if id(p) in taking
        else p
        for p in rows
    )


def import_day(store: Store, actor: Actor, data: bytes, choices: Choices = AS_IT_IS) -> Imported:
    """Makes a card of every new row. Raises Unreadable, or Forbidden where the actor may book no
    cards; then nothing was made."""
    with store.read() as reading:
        hours = reading.hours
    rows = read_day(data, hours, choices)
    with store.read() as reading:
        plan, advisors = plan_day(reading, rows, choices), _advisors(reading)
    run = new_id()
    today = hours.day(store.now())
    done = Plan(tuple(_done(store, actor, p, advisors, run, today) for p in plan.rows))
    return Imported(done.counts(), done.rows)


def _done(
    store: Store, actor: Actor, planned: Planned, advisors: dict[str, str], run: str, today: date
) -> Planned:
    """The row as it came out. The key names the run, not only the number, because the door would
    remember a refusal that need not last; that a row makes one card ever is kept in `imported`."""
    if planned.outcome == "changed":
        return _changed(store, actor, planned, advisors, run)
    if planned.outcome != "new":
        return planned
    key = f"import:{planned.row.order_no}:{run}"
    args = booking(planned.row, advisors, today)
    answer = perform(store, Command(actor, key, args, imported_as=planned.fingerprint))
    time.sleep(0)  # a long file lets others have their turn between its cards
    _stop_where_forbidden(answer)
    if not answer.ok:
        return _refused(store, planned, answer.reason or "")
    told = bring_in(store, actor, answer, planned.row, key)
    return replace(planned, warnings=(*planned.warnings, *told))


def _changed(
    store: Store, actor: Actor, planned: Planned, advisors: dict[str, str], run: str
) -> Planned:
    answer = take_over(store, actor, planned, advisors, run)
    _stop_where_forbidden(answer)
    if answer.ok:
        return planned
    row = replace(planned.row, problems=(Problem("refused", "line", answer.reason or ""),))
    return replace(planned, row=row, outcome="rejected")


def _stop_where_forbidden(answer: Result) -> None:
    if answer.status == 403:
        roles = answer.facts.get("roles", ())
        assert isinstance(roles, (list, tuple))
        raise Forbidden("book_card", tuple(roles))


def _refused(store: Store, planned: Planned, reason: str) -> Planned:
    """Somebody was faster, and the row is seen as it stands now; or the rules said no."""
    with store.read() as reading:
        (now,) = plan_day(reading, [planned.row]).rows
    if now.outcome != "new":
        return now
    row = replace(planned.row, problems=(Problem("refused", "line", reason),))
    return replace(planned, row=row, outcome="rejected")


def booking(row: DayRow, advisors: dict[str, str], today: date | None = None) -> object:
    """The row as arguments of `book_card`, or of `open_card` where the car came before `today` and
    is still here; `advisors`: plain name → id. Raises Invalid."""
    day, here = row.appointment_at, row.lane in IN_THE_SHOP
    if here and day and today and day.date() < today:
        args = vars(booking(replace(row, lane=None), advisors))
        return arguments("open_card", {
            name: vars(value) if name in ("customer", "vehicle") else value
            for name, value in args.items() if name != "appointment_at"
        })  # fmt: skip
    return arguments("book_card", {
        "customer": {"name": row.customer, "phone": row.phone},
        "vehicle": {"model": row.model, "plate": row.plate, "vin": row.vin,
            "odometer": row.odometer},
        "requests": list(row.requests), "kind": row.kind, "order_no": row.order_no,
        "planned_minutes": row.planned_minutes, "price_fen": row.price_fen,
        "appointment_at": row.appointment_at, "promise_at": row.promise_at,
        "advisor": advisors.get(plain_name(row.advisor or "")),
        "wash": row.wash, "waiting_on_site": row.waiting_on_site, "remark": row.remark,
    })  # fmt: skip


def _as_the_door_takes_it(row: DayRow) -> DayRow:
    if row.problems or row.left_out:
        return row
    try:
        booking(row, {})
    except Invalid as invalid:
        fields = dict.fromkeys(_field(fault.field) for fault in invalid.faults)
        return replace(row, problems=tuple(Problem("not_accepted", field) for field in fields))
    return row


def _field(path: str) -> str:
    """The file's name of an argument: customer.phone → phone, requests.3 → requests."""
    first, *rest = path.split(".")
    return rest[0] if rest and rest[0] in ("phone", "model", "plate", "vin", "odometer") else first


def _advisors(reading: ReadSession) -> dict[str, str]:
    people = reading.directory.with_role("advisor")
    having = Counter(plain_name(person.name) for person in people)
    return {name: p.id for p in people if having[name := plain_name(p.name)] == 1}


def _imported(reading: ReadSession, numbers: Collection[str]) -> dict[str, str]:
    i = t.imported.c
    found = select(i.order_no, i.fingerprint).where(i.shop == reading.id, i.order_no.in_(numbers))
    return {row.order_no: row.fingerprint for row in reading.connection.execute(found)}


def _holders(reading: ReadSession, numbers: Collection[str]) -> dict[str, str]:
    """Order number → code of the card that has it; a cancelled card no longer does."""
    c = t.cards.c
    found = select(c.order_no, c.code).where(
        c.shop == reading.id, c.order_no.in_(numbers), c.lane != "cancelled"
    )
    return {row.order_no: row.code for row in reading.connection.execute(found)}


def _with_holder(planned: Planned, holders: dict[str, str]) -> Planned:
    unlike_an_import = planned.outcome == "conflict" and not planned.differences
    holder = holders.get(planned.row.order_no) if unlike_an_import else None
    return replace(planned, holder=holder) if holder else planned
