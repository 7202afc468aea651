"""Knows what a person has chosen about a file before it is brought in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choices:
    """`hidden_too`: the rows that a spreadsheet hides are taken as well."""

    hidden_too: bool = False


AS_IT_IS = Choices()
