"""Knows how an answer of the door becomes one plain sentence: the fact, then whom to see."""

from collections.abc import Mapping

from app.commands.validation import Fault
from app.storage.read_session import ReadSession
from app.words import has, say
from app.words.amounts import yuan
from board.card.card import Card
from board.events.event import instant
from board.people.people import Person

MOST_NAMES = 3

# Whom to see, by the reason of a refusal: roles, or the card's advisor.
SEE = {
    "bill_not_checked": ("cashier",),
    "inspector_signs": ("inspector",),
    "worked_on_it": (),
    "order_no_taken": ("advisor",),
    "not_in_team": ("foreman",),
    "bay_taken": ("foreman",),
    "unrepaired": ("foreman",),
    "unknown_person": ("admin",),
    "consent_missing": ("advisor",),
    "add_on_unanswered": ("advisor",),
    "above_agreed": ("advisor",),
    "work_is_over": ("foreman",),
}

# Who moves a card on, by its lane: for a command that comes too early.
MOVES_ON = {
    "due": ("advisor",), "arrived": ("advisor",), "waiting": ("foreman",),
    "washing": ("washer",), "settling": ("cashier",), "ready": ("advisor",),
}  # fmt: skip


def sentence(
    language: str, reading: ReadSession, reason: str, facts: Mapping[str, object],
    card: Card | None = None, who: Person | None = None,
) -> str:  # fmt: skip
    """What the user reads for a reason and its facts (ids and numbers) in a language."""
    id, words = _message(language, reason, card), _words(language, reading, facts, card)
    if who is not None:
        words.setdefault("person", who.name)
    text = say(language, id, **words)
    if see := _see(language, reading, reason, facts, card):
        text += ("" if language == "zh-CN" else " ") + say(language, "refused-see", see=see)
    return text


def _message(language: str, reason: str, card: Card | None) -> str:
    if reason == "wrong_lane" and card is not None and card.lane == "checking":
        return "refused-wrong_lane-checking"
    id = f"refused-{reason}"
    return id if has(language, id) else "refused-wrong"


def _words(
    language: str, reading: ReadSession, facts: Mapping[str, object], card: Card | None
) -> dict[str, object]:
    words: dict[str, object] = {k: v for k, v in facts.items() if isinstance(v, (int, str))}
    if isinstance(person := facts.get("person"), str):
        words["person"] = reading.directory.name_of(person) or say(language, "role-clock")
    if isinstance(other := facts.get("card"), str) and (found := reading.card(other)):
        words["plate"] = found.vehicle.plate or found.code
    if isinstance(lane := facts.get("lane"), str):
        words["lane"] = say(language, f"lane-{lane}")
    if isinstance(command := facts.get("command"), str):
        doing = f"doing-{command}"
        words["command"] = say(language, doing if has(language, doing) else f"command-{command}")
    if isinstance(session := facts.get("session"), str):
        words["session"] = say(language, f"review-session-{session}")
    if isinstance(cards := facts.get("cards"), (list, tuple)):
        found_cards = [reading.card(str(id)) for id in cards[:MOST_NAMES]]
        names = [c.vehicle.plate or c.code for c in found_cards if c]
        words["plates"] = _joined(language, names) + ("…" if len(cards) > MOST_NAMES else "")
    for name in ("level", "due"):
        if isinstance(level := facts.get(name), str):
            words[name] = say(language, f"level-{level}")
    if "level" not in words and card is not None and card.lane == "checking":
        words["level"] = say(language, f"level-{card.state}")
    words |= _sums(facts)
    if isinstance(add_on := facts.get("add_on"), str) and card and (one := card.add_on(add_on)):
        words["what"] = one.what
    if isinstance(at := facts.get("at"), str) and (moment := instant(at)):
        words["at"] = reading.hours.local(moment).strftime("%m-%d %H:%M")
    return words


def _sums(facts: Mapping[str, object]) -> dict[str, object]:
    """`fen` is said as the price, `bill_fen` as the bill, and so on."""
    found = {name: value for name, value in facts.items() if isinstance(value, int)}
    named: dict[str, object] = {
        name.removesuffix("_fen"): yuan(v) for name, v in found.items() if name[-4:] == "_fen"
    }
    return named | ({"price": yuan(found["fen"])} if "fen" in found else {})


def _see(
    language: str, reading: ReadSession, reason: str, facts: Mapping[str, object], card: Card | None
) -> str:
    people = _people_to_see(reading, reason, facts, card)
    names = [p.name for p in people[:MOST_NAMES]]
    if len(people) <= MOST_NAMES:
        return _joined(language, names)
    roles = _roles(facts) or SEE.get(reason, ())
    return _joined(language, [say(language, f"role-{r}") for r in roles] or names)


def _roles(facts: Mapping[str, object]) -> list[str]:
    """Who could have done it, where the door said no."""
    roles = facts.get("roles")
    return [r for r in roles if isinstance(r, str)] if isinstance(roles, (list, tuple)) else []


def _people_to_see(
    reading: ReadSession, reason: str, facts: Mapping[str, object], card: Card | None
) -> list[Person]:
    directory = reading.directory
    if isinstance(people := facts.get("people"), (list, tuple)):
        return [p for id in people if (p := directory.person(str(id)))]
    if reason == "leader_signs":
        return [p for p in [directory.person(str(facts.get("person")))] if p]
    if reason == "forbidden":
        return directory.with_role(*_roles(facts))
    if reason == "wrong_lane" and card is not None:
        return _who_moves_on(reading, card)
    return directory.with_role(*SEE.get(reason, ()))


def _who_moves_on(reading: ReadSession, card: Card) -> list[Person]:
    directory = reading.directory
    advisor = directory.person(card.advisor)
    if card.lane in ("due", "arrived", "ready") and advisor:
        return [advisor]
    if card.lane == "checking":
        if card.state == "final":
            return directory.with_role("inspector")
        leader = directory.leader_of(card.team)
        if card.state == "peer" and leader:
            return [leader]
        return [p for id in sorted(card.worked_since_failure()) if (p := directory.person(id))]
    return directory.with_role(*MOVES_ON.get(card.lane, ()))


def _joined(language: str, names: list[str]) -> str:
    return ("、" if language == "zh-CN" else ", ").join(names)


def fault_sentence(language: str, fault: Fault) -> str:
    """What is wrong with one field: 客户姓名:要填."""
    path = "-".join(part for part in fault.field.split(".") if not part.isdigit())
    field = say(language, f"field-{path}") if has(language, f"field-{path}") else fault.field
    code = "time" if fault.code.startswith(("datetime", "timezone", "time", "date")) else fault.code
    id = f"fault-{code}" if has(language, f"fault-{code}") else "fault-other"
    return f"{field}:{say(language, id, **fault.facts)}"
