"""Knows how a car that is in the shop already comes into its lane: by the commands that would have
brought it there. Work, checks and bills no list can claim: such a car waits to be given out."""

from app.commands.perform import Actor, Command, Result, perform
from app.commands.validation import arguments
from app.importing.day_row import DayRow
from app.importing.table_line import Problem
from app.storage.read_session import Store

IN_THE_SHOP = ("arrived", "waiting", "beyond")


def bring_in(
    store: Store, actor: Actor, made: Result, row: DayRow, key: str
) -> tuple[Problem, ...]:
    """Brings the card just made as far as the row says; what cannot be is told."""
    if row.lane not in IN_THE_SHOP or made.card is None:
        return ()
    with store.read() as reading:
        card = reading.card(made.card)
    assert card is not None
    version = card.version
    if card.lane != "arrived":
        answer = perform(
            store, Command(actor, f"{key}:in", arguments("arrive", {}), card.id, version)
        )
        if not answer.ok:
            return (Problem("stays_booked", "lane"),)
        version = answer.version or version
    if row.lane == "arrived":
        return ()
    if row.promise_at is None:
        return (Problem("stays_arrived", "lane"),)
    agreed = {"promise_at": row.promise_at, "price_fen": row.price_fen,
              "planned_minutes": row.planned_minutes}  # fmt: skip
    order = Command(actor, f"{key}:on", arguments("check_in", agreed), card.id, version)
    return () if perform(store, order).ok else (Problem("stays_arrived", "lane"),)
