"""Knows how the rules meet the world. Importing it loads nothing yet: the loop must be made ready
first (app/serving.py)."""

from typing import Any


def create_app(*given: Any, **named: Any) -> Any:
    """The Flask application; see `app.factory.create_app`."""
    from app.factory import create_app as make

    return make(*given, **named)
