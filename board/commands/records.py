"""Knows the commands about photos and records: safety, quality, complaint (rules.md §4)."""

from board.commands.choices import RecordKind
from board.commands.definition import command
from board.commands.fields import listed, text


@command
class AttachPhoto:
    photo: str = text(80)
    add_on: str | None = text(40, default=None)


@command
class RaiseRecord:
    kind: RecordKind
    note: str = text(1000)
    photos: list[str] = listed(9, each=80, default_factory=list)
