"""Knows how the events of a card read: one sentence each, in the reader's language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.showing import yuan
from app.store import Reading
from app.words import has, say
from board.event import Event, instant

NOBODY = ("clock", "setup")


@dataclass(frozen=True)
class Line:
    """One fact of the story. `undone`: it was taken back; `quotes` are words somebody wrote."""

    at: datetime
    text: str
    quotes: tuple[str, ...]
    type: str
    undone: bool = False


def story(events: list[Event], reading: Reading, language: str) -> list[Line]:
    """The whole story, in order; what was undone stays in it, marked."""
    undone = {e.data["command"] for e in events if e.type == "command_undone"}
    by = {e.command: e.by for e in events}
    teller = _Teller(reading, language, by)
    return [teller.line(event, event.command in undone) for event in events]


class _Teller:
    """Tells events of one shop in one language."""

    def __init__(self, reading: Reading, language: str, commands: dict[int, str]) -> None:
        self.reading, self.language, self.commands = reading, language, commands

    def line(self, event: Event, undone: bool) -> Line:
        text = self.say("story-line", who=self.name(event.who), what=self.what(event))
        return Line(event.occurred_at, text, self.quotes(event), event.type, undone)

    def what(self, event: Event) -> str:
        pieces = [self.say(f"story-{self.variant(event)}", **self.facts(event))]
        pieces += [text for tell in _DETAILS if (text := tell(self, event))]
        return self.say("story-comma").join(pieces)

    def variant(self, event: Event) -> str:
        """The same fact may read in several ways: for another, not told, not passed."""
        decide = _VARIANTS.get(event.type)
        return decide(event) if decide else event.type

    def facts(self, event: Event) -> dict[str, object]:
        d, words = event.data, {}
        for name in ("technician", "to", "from", "person"):
            if isinstance(d.get(name), str):
                words[name] = self.name(d[name])
        for name, ids in _CODED.items():
            if isinstance(d.get(name), str):
                words[name] = self.say(f"{ids}-{d[name]}")
        if event.type == "record_raised":
            words["kind"] = self.say(f"record-{d['kind']}")
        if event.type.startswith("duty_"):
            words["kind"] = self.say(f"duty-{d['duty'].split('.')[1]}")
            words["outcome"] = self.say(f"duty-outcome-{d.get('outcome')}")
        if "command" in d:
            words["command"] = self.say(f"command-{self.commands.get(d['command'], 'undo')}")
        return words | {
            k: d[k] for k in ("minutes", "minutes_left", "road_test_km", "parking") if d.get(k)
        }

    def quotes(self, event: Event) -> tuple[str, ...]:
        """What was written freely; 已删除 where the person was erased."""
        if event.private is None:
            return (self.say("story-erased"),)
        return tuple(_written(event.private))

    # --- small words ---------------------------------------------------------------

    def say(self, id: str, **facts: object) -> str:
        return say(self.language, id, **facts)

    def name(self, person: str) -> str:
        if person in NOBODY:
            return self.say("role-clock")
        return self.reading.directory.name_of(person) or person

    def names(self, people: Iterable[str]) -> str:
        return self.say("story-and").join(self.name(p) for p in people)

    def time(self, at: str, event: Event) -> str:
        """The time, with its day where that is not the day of the event."""
        local = self.reading.hours.local(instant(at))  # type: ignore[arg-type]
        same = local.date() == self.reading.hours.day(event.occurred_at)
        return local.strftime("%H:%M" if same else "%m-%d %H:%M")


def _written(private: dict) -> Iterable[str]:
    for name in ("reason", "text", "note", "what", "parts", "difference", "cause", "work_done",
                 "result", "left_open", "spoke_to"):  # fmt: skip
        if private.get(name):
            yield str(private[name])
    yield from private.get("faults", ())
    walk_round = private.get("walk_round") or {}
    yield from (str(walk_round[name]) for name in ("note", "belongings") if walk_round.get(name))


# What a coded value is called: data name → prefix of the message.
_CODED = {
    "reason": "reason", "lane": "lane", "flag": "flag", "level": "level", "urgency": "urgency",
    "about": "about", "channel": "channel",
}  # fmt: skip

_VARIANTS: dict[str, Callable[[Event], str]] = {
    "work_started": lambda e: _for_another(e, "work_started"),
    "work_resumed": lambda e: _for_another(e, "work_resumed"),
    "work_finished": lambda e: _for_another(e, "work_finished"),
    "card_cancelled": lambda e: (
        "card_cancelled_unrepaired" if e.data["lane"] == "settling" else "card_cancelled"
    ),
    "card_dispatched": lambda e: (
        "card_dispatched" if e.data["lane"] == "queued" else "card_dispatched_again"
    ),
    "card_prioritised": lambda e: (
        "card_prioritised_place" if "own_rank" in e.data
        else "card_prioritised" if e.data.get("on") else "card_prioritised_off"
    ),
    "check_signed": lambda e: "check_signed" if e.data["passed"] else "check_failed",
    "promise_changed": lambda e: (
        "promise_changed_within_range" if e.data.get("within_range") else "promise_changed"
    ),
    "add_on_answered": lambda e: f"add_on_{e.data['answer']}",
    "photo_attached": lambda e: (
        "photo_attached_add_on" if "add_on" in e.data else "photo_attached"
    ),
    "enquiry_answered": lambda e: (
        "enquiry_answered" if e.data["on_time"]
        else "enquiry_answered_minutes" if "minutes_left" in e.data else "enquiry_answered_late"
    ),
    "customer_told": lambda e: (
        "customer_told" if e.data["outcome"] == "told" else "customer_unreachable"
    ),
}  # fmt: skip


def _for_another(event: Event, type: str) -> str:
    return type if event.data["technician"] == event.who else f"{type}_for"


# --- details that any event may carry ----------------------------------------------------


def _times(t: _Teller, e: Event) -> str | None:
    told = [t.say(f"story-with-{name}", at=t.time(str(e.data[name]), e))
            for name in ("appointment_at", "expected_at", "parts_expected_at", "promise_at",
                         "promise", "ended_at")
            if e.data.get(name)]  # fmt: skip
    return t.say("story-comma").join(told) or None


def _price(t: _Teller, e: Event) -> str | None:
    fen = e.data.get("price_fen")
    if fen is None:
        return None
    return t.say(f"story-with-{'bill' if e.type == 'bill_checked' else 'price'}", price=yuan(fen))


def _team(t: _Teller, e: Event) -> str | None:
    if e.type != "card_dispatched":
        return None
    team = t.reading.directory.teams.get(e.data["team"])
    words = [team.name if team else e.data["team"]]
    words += [t.names(e.data["technicians"])] if e.data["technicians"] else []
    words += [t.say("story-with-bay", bay=e.data["bay"])] if e.data.get("bay") else []
    return t.say("story-comma").join(words)


def _changed(t: _Teller, e: Event) -> str | None:
    """Which parts of the card a correction touched."""
    if e.type != "card_edited":
        return None
    names = [n for n in (*e.data, *(e.private or {})) if n not in ("promise_at", "price_fen")]
    said = [t.say(f"field-{n}") for n in names if has(t.language, f"field-{n}")]
    return t.say("story-and").join(said) or None


def _interval(t: _Teller, e: Event) -> str | None:
    if e.type != "interval_corrected":
        return None
    times = [t.time(e.data[name], e) if e.data[name] else "…" for name in ("start", "to")]
    return "–".join(times)


def _more(t: _Teller, e: Event) -> str | None:
    d, said = e.data, []
    if e.type == "add_on_reported" and not d["can_go_on"]:
        said.append(t.say("story-with-cannot-go-on"))
    if e.type in ("add_on_reported", "add_on_priced") and d.get("minutes"):
        said.append(t.say("story-with-minutes", minutes=d["minutes"]))
    if e.type == "promise_changed" and d.get("channel"):
        said.append(t.say("story-with-channel", channel=t.say(f"channel-{d['channel']}")))
    if e.type in ("work_paused", "work_finished") and not d.get("stops", d.get("done")):
        said.append(t.say("story-with-others-go-on"))
    if photos := e.data.get("photos") or (e.private or {}).get("walk_round", {}).get("photos"):
        said.append(t.say("story-with-photos", count=len(photos)))
    for name in ("keys_tag", "odometer", "parking", "road_test_km"):
        if d.get(name):
            said.append(t.say(f"story-with-{name}", value=str(d[name])))
    return t.say("story-comma").join(said) or None


_DETAILS = (_team, _changed, _interval, _times, _price, _more)
