"""Knows how a fact of the shop is defined: one frozen class per fact, past tense, found under its
name (WorkPaused → "work_paused"), of a card, of a review or of the shop itself."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, dataclass_transform

from board.registry import snake

Stream = Literal["card", "shop", "review"]

FACTS: dict[str, type["Fact"]] = {}


def private(**default: Any) -> Any:
    """A field with names, phones, plates or free text: kept beside the event under a key, so that
    a person can be erased. A required one reads "—" afterwards, one with a default that default."""
    return field(metadata={"private": True}, **default)


def written(key: str, **default: Any) -> Any:
    """A field that is written under a name Python keeps for itself."""
    return field(metadata={"key": key}, **default)


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(private, written, field)
)
class Fact:
    """What happened. A field without a default is always written, null where it is None; one with
    a default only where it differs from it. `quiet`: what the clock notes on a card beside its
    commands, so that the card's version stays (DESIGN §2)."""

    type: ClassVar[str]
    stream: ClassVar[Stream]
    quiet: ClassVar[bool] = False

    def __init_subclass__(cls, shared: bool = False) -> None:
        """Registers the definition; `shared` ones only hold the fields of several facts."""
        dataclass(frozen=True, kw_only=True)(cls)
        if not shared:
            cls.type = snake(cls.__name__)
            FACTS[cls.type] = cls


class CardFact(Fact, shared=True):
    stream = "card"


class ShopFact(Fact, shared=True):
    stream = "shop"


class ReviewFact(Fact, shared=True):
    stream = "review"


def names(*facts: type[Fact]) -> tuple[str, ...]:
    """Facts by the names under which they are recorded."""
    return tuple(fact.type for fact in facts)


