"""Knows how a rule is found, when it may be asked, and what a person may do now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from board.card import Card
from board.commands import COMMANDS
from board.event import Happening
from board.facts import Facts
from board.people import Person
from board.refusal import Forbidden, Refused
from board.rights import demand, may
from board.shop import Shop

# What a command is about: the card (None: it is only being made), the shop, or the car that a
# review talks about, if it is about one.
S = TypeVar("S")
A = TypeVar("A")
Subject = Card | Shop | None
Decide = Callable[[S, A, Person, Facts], list[Happening]]
About = Callable[[Card], Sequence[object]]


@dataclass(frozen=True)
class Rule:
    """How one command is decided. `lanes`: where a card must be for it; none where it is about no
    card, or about one wherever it is."""

    name: str
    decide: Decide[Any, Any]
    lanes: tuple[str, ...] = ()
    alone: bool = False
    about: About | None = None


RULES: dict[str, Rule] = {}


def rule(
    name: str, *lanes: str, alone: bool = False, about: About | None = None
) -> Callable[[Decide[S, A]], Decide[S, A]]:
    """Registers a rule for a command, on cards one that is possible in `lanes`. `alone`: it needs
    no more than the tap, so whether it would be refused can be told beforehand. `about`: what on
    the card it can be about; with nothing of that kind it is not offered."""

    def register(decide: Decide[S, A]) -> Decide[S, A]:
        RULES[name] = Rule(name, decide, lanes, alone, about)
        return decide

    return register


def lanes_of(name: str) -> tuple[str, ...]:
    return RULES[name].lanes


def about_of(name: str, card: Card) -> Sequence[object]:
    """What on the card a command can be about now."""
    about = RULES[name].about
    return about(card) if about else ()


def decide(
    name: str, subject: Subject, args: object, who: Person, facts: Facts
) -> list[Happening]:
    """What a command makes happen. Raises Forbidden without the right, Refused where a rule of
    the shop says no; changes nothing itself."""
    rule, card = RULES[name], subject if isinstance(subject, Card) else None
    demand(name, who, card)
    if rule.lanes:
        assert card is not None
        if card.lane not in rule.lanes:
            raise Refused("wrong_lane", command=name, lane=card.lane)
    return rule.decide(subject, args, who, facts)


def possible(
    card: Card, who: Person, facts: Facts, names: Iterable[str] | None = None
) -> dict[str, Refused | None]:
    """What a person may do with a card now, of all commands or of some: command → None, or why a
    tap would be refused. Commands without the right or out of place in this lane are left out."""
    found: dict[str, Refused | None] = {}
    for name in RULES if names is None else names:
        rule = RULES[name]
        if card.lane not in rule.lanes or not may(name, who, card):
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
