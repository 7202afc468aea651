"""Knows how the parts become one application; each process makes exactly one."""

from pathlib import Path

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix

from app import api, pages
from app.config import Config
from app.context import close_read_session
from app.live import pages as live_pages
from app.pages import static_files
from app.pages.template_globals import add_template_globals
from app.people import guard
from app.storage.database import Database
from app.storage.read_session import Store

ROOT = Path(__file__).parent.parent
MOST_BYTES = 12 * 1024 * 1024

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)


def create_app(config: Config, store: Store | None = None) -> Flask:
    """The Flask application over one store; sockets are added by `app.live`."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="jindu",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=config.public_url.startswith("https://"),
        MAX_CONTENT_LENGTH=MOST_BYTES,
    )
    if config.trusted_proxies:
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.extensions["board_config"] = config
    app.extensions["store"] = store or Store(Database(config.database_url), config.shop)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    add_template_globals(app)
    _register(app)
    app.teardown_request(close_read_session)
    app.after_request(_harden)
    return app


def _register(app: Flask) -> None:
    for part in (static_files, guard, api, pages):
        part.register(app)
    app.register_blueprint(live_pages.blueprint)


def _harden(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    if response.mimetype not in static_files.TEXTS:  # what is no document obeys neither
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["Referrer-Policy"] = "same-origin"
    if response.mimetype in ("text/html", "application/json", "application/problem+json"):
        response.headers["Cache-Control"] = "no-store"
    return response
