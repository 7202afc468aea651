"""Counts what a request asks of the database: statements, and how often the board is read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.database import Database

Asked = tuple[str, str]  # a statement and its values


@contextmanager
def statements(database: Database) -> Iterator[list[Asked]]:
    """Every statement that runs inside the block, with its values; not the beginnings of
    transactions."""
    found: list[Asked] = []

    def ran(connection, cursor, statement, parameters, *_more) -> None:  # noqa: ANN001
        if not statement.startswith("BEGIN"):
            found.append((statement, repr(parameters)))

    engines = (database.reader, database.writer)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", ran)
    try:
        yield found
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", ran)


def loads_of_cards(found: list[Asked]) -> int:
    """How many of them read lanes of the board."""
    return sum("cards.lane IN" in text and "cards.state" in text for text, _ in found)


def asked_again(found: list[Asked]) -> list[str]:
    """The statements that were run more than once with the same values."""
    return [text for (text, _), times in Counter(found).items() if times > 1]
