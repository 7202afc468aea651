"""Knows what all pages about files that come in share: who may hand one in, where it is kept, what
was chosen about it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import render_template
from pydantic import TypeAdapter

from app import context
from app.importing.choices import AS_IT_IS, Choices
from app.importing.uploads import Upload, Uploads
from app.people.signed_in import page_for_right, person, possible
from app.words import say
from app.words.sentences import sentence
from board.people.rights import RIGHTS

COMMAND = "book_card"
_CHOICES = TypeAdapter(Choices)


def for_those_who_book(view: Callable[..., Any]) -> Callable[..., Any]:
    guarded = page_for_right(COMMAND)(view)

    @wraps(view)
    def answered(**values: Any) -> Any:
        return _forbidden() if person() and possible(COMMAND) == "no" else guarded(**values)

    return answered


def choices_of(upload: Upload) -> Choices:
    kept = upload.choices
    return _CHOICES.validate_json(kept) if kept else AS_IT_IS


def choose(upload: Upload, choices: Choices) -> None:
    upload.write("choices", _CHOICES.dump_json(choices))


def chooser(words: str | None = None) -> str:
    return render_template("import/choose.html", words=words)


def gone() -> Any:
    return chooser(words_of("import-gone")), 404


def _forbidden() -> Any:
    facts = {"command": COMMAND, "roles": list(RIGHTS[COMMAND])}
    words = sentence(context.language(), context.read_session(), "forbidden", facts, who=person())
    return render_template("problem.html", words=words, status=403), 403


def uploads() -> Uploads:
    who = person()
    assert who is not None
    return Uploads(context.config().data_dir, context.store().shop, who.id)


def words_of(id: str, **facts: object) -> str:
    return say(context.language(), id, **facts)
