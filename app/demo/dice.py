"""Knows what happens by chance in a simulated day: the same seed, card and question always give the
same answer, whatever was asked before and whatever ids the server has made."""

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """`name` is an order number or a walk-in's; `decision` says what is being decided."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._drawn: dict[tuple[str, str], float] = {}

    def draw(self, name: str, decision: str) -> float:
        """A number from 0 up to 1."""
        asked = (name, decision)
        if asked not in self._drawn:
            self._drawn[asked] = self.dice(name, decision).random()
        return self._drawn[asked]

    def dice(self, name: str, decision: str) -> random.Random:
        return random.Random(f"{self.seed}:{name}:{decision}")

    def happens(self, name: str, decision: str, probability: float) -> bool:
        return self.draw(name, decision) < probability

    def between(self, name: str, decision: str, low: float, high: float) -> float:
        return low + (high - low) * self.draw(name, decision)

    def minutes(self, name: str, decision: str, low: float, high: float) -> timedelta:
        """A length of time from `low` to `high` minutes, in whole seconds."""
        return timedelta(seconds=int(60 * self.between(name, decision, low, high)))

    def whole(self, name: str, decision: str, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int((high - low + 1) * self.draw(name, decision))

    def pick(self, name: str, decision: str, choices: Sequence[T]) -> T:
        return choices[int(len(choices) * self.draw(name, decision))]
