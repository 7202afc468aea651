"""Knows the short code of a card: five characters that people can read aloud (rules.md §2)."""

from random import Random

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I
LENGTH = 5


def new_code(random: Random) -> str:
    """A code drawn with `random` (secrets.SystemRandom, or a seeded one when the simulator must
    repeat itself). Whether it is still free in the installation, the store knows."""
    return "".join(random.choice(ALPHABET) for _ in range(LENGTH))


def looks_like_code(text: str) -> bool:
    return len(text) == LENGTH and all(character in ALPHABET for character in text)
