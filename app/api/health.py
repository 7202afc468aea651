"""Knows how an operator asks whether the process lives, and whether it can do its work."""

from flask import Flask, Response, jsonify

from app import context


def add_to(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", lambda: jsonify({"ok": True}))
    app.add_url_rule("/readyz", "readyz", ready)


def ready() -> tuple[Response, int]:
    """GET /readyz: 200, or 503 with the reason where no command would be taken."""
    if context.store().database.can_be_written():
        return jsonify({"ok": True}), 200
    return jsonify({"ok": False, "reason": "database_not_writable"}), 503
