"""Knows how sums and hours are written: ¥1,280, 1.5."""


def yuan(fen: int | None) -> str:
    """Fen as yuan: ¥1,280 or ¥12.50."""
    if fen is None:
        return ""
    return f"¥{fen // 100:,}" if fen % 100 == 0 else f"¥{fen / 100:,.2f}"


def hours(minutes: int | None) -> str:
    """Minutes as hours with at most one decimal: 90 → 1.5."""
    return "" if minutes is None else f"{round(minutes / 60, 1):g}"
