"""Knows the machine's door, API v1 (design.md §4): its names and shapes are fixed."""

from flask import Flask

from app.api import commands, health, photos, problem, reading
from app.api.blueprint import blueprint

for part in (commands, reading, photos):
    part.add_to(blueprint)


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
    health.add_to(app)
    problem.add_to(app)
