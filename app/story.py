"""Knows how the events of a card read: one sentence each, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime

from app.sentences import pieces
from app.store import Reading
from app.telling import Teller
from board.event import Event
from board.events import Fact, wire
from board.fold import undone

# What somebody wrote or said, in the order in which it is quoted.
QUOTED = (
    "reason", "text", "note", "what", "parts", "difference", "cause", "work_done", "result",
    "left_open", "spoke_to",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One fact of the story. `undone`: it was taken back; `quotes` are words somebody wrote."""

    at: datetime
    text: str
    quotes: tuple[str, ...]
    type: str
    undone: bool = False


def story(events: list[Event[Fact]], reading: Reading, language: str) -> list[Line]:
    """The whole story, in order; what was undone stays in it, marked."""
    left_out = undone(events)
    by = {e.command: e.by for e in events}
    teller = Teller(reading, language, by)
    return [_line(teller, event, event.command in left_out) for event in events]


def _line(t: Teller, event: Event[Fact], undone: bool) -> Line:
    what = t.say("story-comma").join(pieces(t, event))
    text = t.say("story-line", who=t.name(event.who), what=what)
    return Line(event.occurred_at, text, _quotes(t, event), event.type, undone)


def _quotes(t: Teller, event: Event[Fact]) -> tuple[str, ...]:
    """What was written freely; 已删除 where the person was erased."""
    if event.erased:
        return (t.say("story-erased"),)
    _, private = wire.dumped(event.fact)
    walk_round = private.get("walk_round") or {}
    said = [private.get(name) for name in QUOTED] + list(private.get("faults", ()))
    said += [walk_round.get(name) for name in ("note", "belongings")]
    return tuple(str(words) for words in said if words)
