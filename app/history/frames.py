"""Knows the frames of the past: which change showed each card on the board at a number. One is kept
now and then, so that a board of long ago is found as fast as today's."""

import json

from sqlalchemy import delete, insert, select

from app.storage import tables as t
from app.storage.read_session import ReadSession, Store

EVERY = 1000
_C = t.changes.c
_F = t.frames.c
GONE = '"lane":null'  # as canonical JSON has it; in text it would stand with escaped quotes


def keep_frame(store: Store) -> bool:
    """Notes the next frame down, once so many changes were made since the last; whether it did. An
    old shop gets its frames one after the other."""
    with store.read() as reading:
        latest = frame_up_to(reading, reading.row.seq)[0]
        if reading.row.seq - latest < EVERY:
            return False
        seq = latest + EVERY
        row = {"shop": reading.id, "seq": seq, "cards": json.dumps(on_board_at(reading, seq))}
    with store.database.write() as connection:
        connection.execute(delete(t.frames).where(_F.shop == row["shop"], _F.seq == seq))
        connection.execute(insert(t.frames).values(row))
    return True


def frame_up_to(reading: ReadSession, seq: int) -> tuple[int, dict[str, int]]:
    found = reading.connection.execute(
        select(_F.seq, _F.cards)
        .where(_F.shop == reading.id, _F.seq <= seq)
        .order_by(_F.seq.desc())
        .limit(1)
    ).one_or_none()
    return (found.seq, json.loads(found.cards)) if found else (0, {})


def on_board_at(reading: ReadSession, seq: int) -> dict[str, int]:
    """Card → the number of its latest row, for the cars on the board after change `seq`."""
    frame, cards = frame_up_to(reading, seq)
    gone = _C.tile.like(f"%{GONE}%").label("gone")
    rows = reading.connection.execute(
        select(_C.seq, _C.card, gone)
        .where(_C.shop == reading.id, _C.seq > frame, _C.seq <= seq, _C.card.is_not(None))
        .order_by(_C.seq)
    )
    for row in rows:
        if row.gone:
            cards.pop(row.card, None)
        else:
            cards[row.card] = row.seq
    return cards
