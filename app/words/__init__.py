"""Knows what users read: the catalogues of both languages, in Project Fluent's format."""

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("zh-CN", "en")
DEFAULT = "zh-CN"
FOLDER = Path(__file__).parent


@cache
def bundle(language: str) -> FluentBundle:
    """All catalogues of one language."""
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def supported(language: str | None) -> str:
    """The nearest of our languages."""
    return "en" if language and language.lower().startswith("en") else DEFAULT


@cache
def _fixed(language: str, id: str) -> str | None:
    """A message without variables, formatted once."""
    message = bundle(language).get_message(id) if bundle(language).has_message(id) else None
    if message is None or message.value is None:
        return None
    text, errors = bundle(language).format_pattern(message.value)
    return None if errors else str(text)


def has(language: str, id: str) -> bool:
    return bundle(language).has_message(id)


def say(language: str, id: str, **facts: object) -> str:
    """A message in a language; an unknown id shows itself, so that it is seen and mended."""
    fixed = _fixed(language, id)
    if fixed is not None:
        return fixed
    if not has(language, id):
        return id
    pattern = bundle(language).get_message(id).value
    assert pattern is not None, id
    return str(bundle(language).format_pattern(pattern, facts)[0])
