"""Knows where somebody goes after signing in: a page of ours, or home."""

from urllib.parse import urlsplit

from board.people.people import Person

LONGEST = 500

# What waits for anybody, and each role's own screen.
HOME = "/"
HOMES = {
    "advisor": "/advisor", "foreman": "/dispatch", "leader": "/", "technician": "/",
    "inspector": "/check", "washer": "/wash", "cashier": "/bill", "parts": "/parts",
    "reception": "/arrivals", "care": "/care", "manager": "/manager", "admin": "/admin",
}  # fmt: skip
NOT_BACK_TO = ("/sign-in", "/sign-out", "/language", "/still-here")


def home_of(me: Person) -> str:
    """Where somebody comes home to: the workshop's own page, else that of their first role."""
    return HOME if me.works_on_cars else HOMES[me.roles[0]]


def is_ours(path: str | None) -> bool:
    """Whether a path stays on this site. Browsers read `\\` as `/` and pass over control
    characters, so either is refused."""
    if not path or len(path) > LONGEST or not path.startswith("/") or path.startswith("//"):
        return False
    if "\\" in path or any(c <= " " or c == "\x7f" for c in path):
        return False
    parts = urlsplit(path)
    return not parts.scheme and not parts.netloc


def local_path(path: str | None) -> str | None:
    """A path to go back to after signing in, or None."""
    if not path or not is_ours(path) or path.startswith(NOT_BACK_TO):
        return None
    return path
