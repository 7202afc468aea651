"""Knows which browser device a request comes from: a random id from the first visit on, in a
signed cookie, and what the shop has registered it as."""

import secrets
from datetime import UTC, datetime, timedelta

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app import clock, context
from board.shop.access import Device

COOKIE = "jindu_device"
LASTS = timedelta(days=400)  # the longest a browser keeps a cookie
RENEWED_AFTER = timedelta(days=30)


def device_id() -> str:
    """The id in the cookie; a new one where there is none, or none of ours."""
    if "device_id" not in g:
        g.device_id, g.device_is_new = _from_cookie()
    id: str = g.device_id
    return id


def device() -> Device:
    return device_of(device_id())


def device_of(id: str) -> Device:
    """What a device is; nobody has said so = somebody's own."""
    return context.read_session().shop.devices.get(id) or Device(id, "personal")


def keep_cookie(response: Response) -> Response:
    """Hands the id out where a page was asked for."""
    if request.endpoint == "static" or request.headers.get("Authorization"):
        return response
    id = device_id()
    if g.device_is_new:
        response.set_cookie(
            COOKIE, _signer().dumps(id), max_age=LASTS, httponly=True, samesite="Lax",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        )  # fmt: skip
    return response


def _from_cookie() -> tuple[str, bool]:
    """(id, whether the cookie is to be written)."""
    try:
        id, made = _signer().loads(request.cookies.get(COOKIE, ""), return_timestamp=True)
    except BadSignature:
        return secrets.token_urlsafe(16), True
    age = clock.real_now() - _aware(made)
    return str(id), age > RENEWED_AFTER


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="device")
