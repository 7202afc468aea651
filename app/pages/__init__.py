"""Knows which screens there are: one module each, with a `blueprint`."""

from importlib import import_module

from flask import Flask

from app.pages import command_form

# Add a screen here by its module's name.
SCREENS = (
    "sign_in", "me", "access", "admin", "wall_settings", "appointments", "import_day",
    "import_columns", "wall", "jobs", "homes", "dispatch", "card", "doing", "new_card", "finding",
    "label", "photos", "records", "paper", "past", "reviews", "review_lead", "review_wall", "demo",
)  # fmt: skip


def register(app: Flask) -> None:
    command_form.register(app)
    for name in SCREENS:
        app.register_blueprint(import_module(f"app.pages.{name}").blueprint)
