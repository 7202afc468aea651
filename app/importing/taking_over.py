"""Knows how a card takes over what its row says now, unless work on the car has begun."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.commands.perform import Actor, Command, Result, perform
from app.commands.validation import arguments
from app.importing.day_row import DayRow
from app.importing.day_values import plain_name
from app.importing.plan import Planned
from app.storage.read_session import Store
from board.card.card import Card
from board.card.lanes import BEFORE_ARRIVAL

AS_THEY_ARE = ("kind", "planned_minutes", "price_fen", "promise_at", "wash", "waiting_on_site")
OF_THE_CUSTOMER = ("customer", "phone")
OF_THE_CAR = ("model", "plate", "vin", "odometer")
AGREED = {"promise_at", "price_fen", "requests"}  # change by a new promise only, once checked in
REASON = "导入"


def can_change(card: Card, planned: Planned) -> bool:
    """Whether all that differs can be taken over as the card stands."""
    fields = {difference.field for difference in planned.differences}
    if "promise_at" in fields and planned.row.promise_at is None:
        return False  # what was promised is not taken back by a list
    if card.lane in BEFORE_ARRIVAL:
        return True
    if "appointment_at" in fields or card.intervals:
        return False
    return card.lane == "arrived" or (card.lane in ("waiting", "queued") and not fields & AGREED)


def take_over(
    store: Store, actor: Actor, planned: Planned, advisors: Mapping[str, str], run: str
) -> Result:
    """Brings the card to what the row says; the answer of the first command that was refused, or
    of the last one."""
    with store.read() as reading:
        card = reading.card(planned.card)
    assert card is not None
    orders = list(_orders(card, planned, advisors))
    answer = Result(200, card=card.id, version=card.version)
    for number, args in enumerate(orders, 1):
        kept = planned.fingerprint if number == len(orders) else None
        key = f"import:{planned.row.order_no}:{run}:{number}"
        answer = perform(
            store, Command(actor, key, args, card.id, answer.version, imported_as=kept)
        )
        if not answer.ok:
            break
    return answer


def _orders(card: Card, planned: Planned, advisors: Mapping[str, str]) -> Iterable[object]:
    """To another time first, for that takes a promise back that would lie before it."""
    row, fields = planned.row, {difference.field for difference in planned.differences}
    if "appointment_at" in fields and row.appointment_at != card.appointment_at:
        moved = {"appointment_at": row.appointment_at, "reason": REASON}
        yield arguments("reschedule_card", moved)
    if values := _edited(card, row, fields, advisors):
        yield arguments("edit_card", values)


def _edited(
    card: Card, row: DayRow, fields: set[str], advisors: Mapping[str, str]
) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in AS_THEY_ARE if name in fields}
    if "requests" in fields:
        values["requests"] = list(row.requests)
    if "remark" in fields:
        values["remark"] = row.remark or ""
    if "advisor" in fields:
        values["advisor"] = advisors.get(plain_name(row.advisor or ""), "")
    if fields & set(OF_THE_CUSTOMER):
        phone = row.phone if "phone" in fields else card.customer.phone
        name = row.customer if "customer" in fields else card.customer.name
        values["customer"] = vars(replace(card.customer, name=name, phone=phone))
    if fields & set(OF_THE_CAR):
        found = {name: getattr(row, name) for name in OF_THE_CAR if name in fields}
        values["vehicle"] = vars(replace(card.vehicle, **found))
    return values
