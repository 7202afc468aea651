"""Knows how a wall comes in: by its secret link, once; then by a signed cookie that names the link.

The secret stands in no page, no log and no address bar; only its hash is kept. A link that was
withdrawn or renewed counts no more, whatever cookies are still about.
"""

import hashlib
import secrets

from flask import current_app, g, render_template, request
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from werkzeug.wrappers import Response

from app import context
from app.people.devices import LASTS
from app.storage import tables as t
from app.storage.read_session import ReadSession
from app.words import say
from board.shop.walls import Wall

COOKIE = "jindu_wall"


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def by_secret(reading: ReadSession, secret: str) -> Wall | None:
    """The wall whose link this is, if it still counts."""
    c = t.wall_links.c
    asked = select(c.link).where(c.shop == reading.id, c.hash == hashed(secret))
    link = reading.connection.scalar(asked)
    return hanging(reading, link) if link else None


def hanging(reading: ReadSession, link: str) -> Wall | None:
    """The wall with this link, if it is the one that counts."""
    return next((w for w in reading.shop.walls.values() if w.link == link), None)


def here() -> Wall | None:
    """The wall that this browser is."""
    if "wall" not in g:
        link = _link()
        g.wall = hanging(context.read_session(), link) if link else None
    wall: Wall | None = g.wall
    return wall


def came_by_link() -> bool:
    """Whether this browser was a wall once, even if its link counts no more."""
    return _link() is not None


def keep(response: Response, wall: Wall) -> Response:
    """This browser is that wall from now on; every visit makes it last longer."""
    response.set_cookie(
        COOKIE, _signer().dumps(wall.link), max_age=LASTS, httponly=True, samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )  # fmt: skip
    return response


def gone() -> tuple[str, int]:
    """The one plain sentence for a link that counts no more."""
    words = say(context.language(), "walls-link-gone")
    return render_template("walls/gone.html", words=words), 403


def _link() -> str | None:
    try:
        link = _signer().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return None
    return link if isinstance(link, str) else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="wall")
