"""Knows how to hang a card just before another: a text that sorts between two others."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def between(low: str, high: str) -> str:
    """A text strictly between `low` and `high` ("" = no lower bound), both of DIGITS only,
    `low < high`. The result never ends in "0", so that there is always room below it."""
    if low >= high:
        raise ValueError(f"nothing lies between {low!r} and {high!r}")
    prefix = ""
    while True:
        a = DIGITS.index(low[len(prefix)]) if len(prefix) < len(low) else 0
        b = DIGITS.index(high[len(prefix)]) if len(prefix) < len(high) else 0
        if a == b:
            prefix += DIGITS[a]
        elif b - a > 1:
            return prefix + DIGITS[(a + b) // 2]
        else:
            return prefix + DIGITS[a] + after(low[len(prefix) + 1 :])


def after(low: str) -> str:
    """A text of DIGITS that sorts after `low` and before everything that sorts after "z…z"."""
    for place, digit in enumerate(low):
        if digit != "z":
            middle = (DIGITS.index(digit) + len(DIGITS)) // 2
            return low[:place] + DIGITS[max(middle, DIGITS.index(digit) + 1)]
    return low + "i"
