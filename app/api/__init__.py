"""Knows the machine's door, API v1 (design.md §4): its names and shapes are fixed."""

from flask import Flask

from app.api import (
    board,
    cards,
    commands,
    duties,
    health,
    openapi,
    people,
    photos,
    problem,
    reviews,
)
from app.api.blueprint import blueprint

for resource in (commands, board, cards, duties, reviews, people, photos, openapi):
    resource.add_to(blueprint)


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
    health.add_to(app)
    problem.add_to(app)
