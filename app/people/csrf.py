"""Knows that a form came from our own page: a token bound to the browser's session."""

import hmac
import secrets

from flask import request, session

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
FIELD, HEADER = "csrf_token", "X-CSRF-Token"


def token() -> str:
    """The token of this browser's session; pages carry it in their forms and headers."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(24)
    token: str = session["csrf"]
    return token


def bearer() -> str | None:
    """The text of an API token, where one was sent: then no cookie counts."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    return text.strip() if kind.lower() == "bearer" else None


def is_ours() -> bool:
    """Whether this request may change something. Another site can send our cookies along; it can
    neither know the token nor set the Authorization header."""
    if request.method in SAFE or bearer() is not None:
        return True
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return False
    if request.path.startswith("/api/") and "sid" not in session:
        return True  # nobody is signed in: the API answers 401 by itself
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    return hmac.compare_digest(session.get("csrf", "").encode(), given.encode()) and bool(given)
