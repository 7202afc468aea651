"""Knows who is behind the request: a signed-in person, a token's owner, a registered wall."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import abort, g, redirect, request, session

from app import clock, context
from app.commands.perform import Actor
from app.people import csrf, devices, pins, sessions, tokens
from app.people import wall_links as walls
from app.people.pins import Verdict
from app.storage.database import Busy
from board.card.card import Card
from board.people.people import Person
from board.people.rights import NAME_IS_ENOUGH, may
from board.shop.access import Device

View = Callable[..., Any]  # what a route calls with the values of its path
BACKGROUND = ("/live/", "/socket.io", "/static/")


@dataclass(frozen=True)
class Signed:
    """Who it is, how they came in, and the credential that a socket may be held to."""

    person: Person
    actor: Actor
    credential: str


class NotSigned(Exception):
    """The PIN given with a command was wrong, or nobody may try just now."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("locked" if verdict.locked_until else "wrong_pin")
        self.verdict = verdict


def person() -> Person | None:
    return signed.person if (signed := _signed()) else None


def actor() -> Actor | None:
    return signed.actor if (signed := _signed()) else None


def device() -> Device:
    return devices.device()


def credential() -> str | None:
    """What a socket of this request may be held to: see `credentials.still_valid`."""
    if signed := _signed():
        return signed.credential
    if wall := walls.here():
        return f"wall:{wall.link}"
    return f"wall:{device().id}" if device().kind == "wall" else None


csrf_token = csrf.token


def verify(pin: str) -> Verdict:
    """Looks at the PIN of whoever is signed in, counting wrong tries as signing in does."""
    who = actor()
    if who is None:
        return Verdict(False)
    return verify_for(who.person, pin)


def verify_for(person: str, pin: str) -> Verdict:
    return pins.verify(context.store(), person, devices.device_id(), pin, clock.real_now())


def with_signature(actor: Actor, pin: str) -> Actor:
    """The actor with a command signed by the PIN. Raises NotSigned."""
    verdict = verify_for(actor.person, pin)
    if not verdict.ok:
        raise NotSigned(verdict)
    return replace(actor, signed=True)


def possible(command: str, card: Card | None = None) -> str:
    """What a page may offer: `yes`, `pin` (the right is there, the PIN is not yet), or `no`."""
    who, by = person(), actor()
    if who is None or by is None or not may(command, who, card):
        return "no"
    return "pin" if by.level == "name" and command not in NAME_IS_ENOUGH else "yes"


def sign_in(person: str, level: str) -> None:
    """Begins a session under a new id; nothing an earlier visitor knew is carried over."""
    id = sessions.start(
        context.store(), devices.device_id(), person, level, clock.real_now(), session.get("sid")
    )
    _start_over(sid=id)


def sign_out() -> None:
    if id := session.get("sid"):
        sessions.end(context.store(), id, clock.real_now())
    _start_over()


def _start_over(**values: str) -> None:
    language = session.get("language")
    session.clear()
    session.update(values | ({"language": language} if language else {}))
    session.permanent = True
    g.pop("signed", None)
    context.close_read_session()


def idle_seconds() -> int:
    """After how long untouched the page signs out by itself; 0 = never."""
    by = actor()
    if by is None or by.level == "token":
        return 0
    limit = sessions.idle_limit(context.read_session().settings, devices.device_of(by.device or ""))
    return int(limit.total_seconds()) if limit else 0


def page_for_signed_in(view: View) -> View:
    """A page for anybody of the shop; others sign in first and come back."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        return view(**values) if person() else to_sign_in()

    return guarded


def page_for_walls_too(view: View) -> View:
    """A page that a wall shows without anybody signed in, in its own language."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        if person() is None and (wall := walls.here()):
            g.language = wall.language
        if credential():
            return view(**values)
        return walls.gone() if walls.came_by_link() else to_sign_in()

    return guarded


def page_for_right(command: str) -> Callable[[View], View]:
    """A page for those who may give a command; a tapped name is asked for the PIN first."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            if person() is None:
                return to_sign_in()
            match possible(command):
                case "yes":
                    return view(**values)
                case "pin":
                    return to_pin()
            return abort(403)

        return guarded

    return decorate


def to_sign_in() -> Any:
    return redirect(f"/sign-in?{urlencode({'next': here()})}", 303)


def to_pin() -> Any:
    """The PIN first, for who came in by a name tile; then back to this page."""
    return redirect(f"/sign-in/pin?{urlencode({'next': here()})}", 303)


def here() -> str:
    """The page to come back to: this one, or the one a form was sent from."""
    if request.method in ("GET", "HEAD"):
        return request.full_path if request.query_string else request.path
    start = request.host_url
    came_from = request.referrer or ""
    return "/" + came_from[len(start) :] if came_from.startswith(start) else "/"


def _signed() -> Signed | None:
    if "signed" not in g:
        bearer = csrf.bearer()
        g.signed = _by_token(bearer) if bearer is not None else _by_session()
    signed: Signed | None = g.signed
    return signed


def _by_token(text: str) -> Signed | None:
    found = tokens.holder(context.read_session(), text)
    if found is None:
        return None
    id, who = found
    return Signed(who, Actor(who.id, "token", f"token:{id}"), f"token:{id}")


def _by_session() -> Signed | None:
    now = clock.real_now()
    found = sessions.find(context.read_session(), session.get("sid"))
    who = sessions.counts(found, context.read_session(), now) if found else None
    if found is None or who is None:
        return None
    if _is_a_touch():
        with suppress(Busy):  # the next touch is written
            sessions.seen(context.store(), found, now)
    return Signed(who, Actor(who.id, found.level, found.device), f"session:{found.id}")


def _is_a_touch() -> bool:
    """A screen that fetches by itself is not somebody touching it."""
    if request.path.startswith(BACKGROUND):
        return False
    return not (request.path.startswith("/api/") and request.method == "GET")
