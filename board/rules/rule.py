"""Knows how a rule is found, when it may be asked, and what a person may do now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from board.card import Card
from board.commands import COMMANDS, CREATING
from board.event import Happening
from board.facts import Facts
from board.people import Person
from board.refusal import Forbidden, Refused
from board.rights import demand, may

Decide = Callable[[Card, object, Person, Facts], list[Happening]]


@dataclass(frozen=True)
class Rule:
    name: str
    lanes: tuple[str, ...]
    decide: Decide
    alone: bool = False
    about: Callable[[Card], Sequence[object]] | None = None


RULES: dict[str, Rule] = {}


def rule(
    name: str,
    *lanes: str,
    alone: bool = False,
    about: Callable[[Card], Sequence[object]] | None = None,
) -> Callable[[Decide], Decide]:
    """Registers a rule for a command that is possible in `lanes`. `alone`: it needs no more than
    the tap, so whether it would be refused can be told beforehand. `about`: what on the card it
    can be about; with nothing of that kind it is not offered."""

    def register(decide: Decide) -> Decide:
        RULES[name] = Rule(name, lanes, decide, alone, about)
        return decide

    return register


def lanes_of(name: str) -> tuple[str, ...]:
    return RULES[name].lanes


def about_of(name: str, card: Card) -> Sequence[object]:
    """What on the card a command can be about now."""
    about = RULES[name].about
    return about(card) if about else ()


def decide(
    name: str, card: Card | None, args: object, who: Person, facts: Facts
) -> list[Happening]:
    """What a command makes happen. Raises Forbidden without the right, Refused where a rule of
    the shop says no; changes nothing itself."""
    rule = RULES[name]
    demand(name, who, card)
    if name not in CREATING:
        assert card is not None
        if card.lane not in rule.lanes:
            raise Refused("wrong_lane", command=name, lane=card.lane)
    return rule.decide(card, args, who, facts)  # type: ignore[arg-type]


def possible(
    card: Card, who: Person, facts: Facts, names: Iterable[str] | None = None
) -> dict[str, Refused | None]:
    """What a person may do with a card now, of all commands or of some: command → None, or why a
    tap would be refused. Commands without the right or out of place in this lane are left out."""
    found: dict[str, Refused | None] = {}
    for name in RULES if names is None else names:
        rule = RULES[name]
        if name in CREATING or card.lane not in rule.lanes or not may(name, who, card):
            continue
        if rule.about and not rule.about(card):
            continue
        try:
            found[name] = _refusal(rule, card, who, facts)
        except Forbidden:
            continue
    return found


def _refusal(rule: Rule, card: Card, who: Person, facts: Facts) -> Refused | None:
    if not rule.alone:
        return None
    try:
        rule.decide(card, COMMANDS[rule.name](), who, facts)
    except Refused as refused:
        return refused
    return None
