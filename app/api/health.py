"""Knows how an operator asks whether the process lives."""

from flask import Flask, jsonify


def add_to(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", lambda: jsonify({"ok": True}))
