"""Knows what a person has chosen about a file before it is brought in."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Choices:
    """`hidden_too`: the rows that a spreadsheet hides are taken as well; `columns`: field → the
    heading it stands under, "" for nowhere."""

    hidden_too: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)


AS_IT_IS = Choices()
