"""Knows which words of a file for kinds of job nobody has explained yet."""

from app.importing.damage import damage, unguarded
from app.importing.day_values import KINDS
from app.importing.table_file import Table
from board.card.plain import plain


def unknown_kinds(table: Table) -> list[str]:
    """Each word once, the most frequent first."""
    cells = [plain(unguarded(table.cell(line, "kind"))) for line in table.lines]
    words = [cell for cell in cells if cell and not damage(cell) and cell.casefold() not in KINDS]
    return sorted(dict.fromkeys(words), key=words.count, reverse=True)
