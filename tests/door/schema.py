"""Knows whether what the API answers is what its description says (jsonschema judges)."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match
from werkzeug.test import TestResponse

from app.api.openapi import description

ROOT = "/api/v1"
FORMATS = FormatChecker(())


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@FORMATS.checks("date", raises=ValueError)
def is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


def faults(schema: dict, value: object) -> list[str]:
    """What is wrong with a value, by a schema that may refer to the description's."""
    return _told(_judge_of(schema), value)


def component(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def as_described(method: str, path: str, answer: TestResponse) -> None:
    """For `RealShop.heard`: fails where an answer is not as it is described."""
    found = undescribed(method, path, answer)
    assert not found, "\n".join(found)


def undescribed(method: str, path: str, answer: TestResponse) -> list[str]:
    """What the description does not say of an answer: its status, its type, its body."""
    operation = _operation(method, path)
    if operation is None:  # no such path: a problem all the same
        return faults(component("Problem"), answer.get_json(force=True))
    told = operation["responses"].get(str(answer.status_code))
    if told is None:
        return [f"{method} {path} answers {answer.status_code}"]
    if answer.mimetype not in told["content"]:
        return [f"{method} {path} answers {answer.mimetype}"]
    template = _template(path)
    judge = _judge(template, method, str(answer.status_code), answer.mimetype)
    return [f"{method} {path} {one}" for one in _told(judge, answer.get_json(force=True))]


def _told(judge: Draft202012Validator, value: object) -> list[str]:
    """Where several shapes were possible, of the one that is nearest."""
    found = [best_match([error]) or error for error in judge.iter_errors(value)]
    return [f"{error.json_path}: {error.message}" for error in found]


def _operation(method: str, path: str) -> dict[str, Any] | None:
    template = _template(path)
    return description()["paths"][template].get(method) if template else None


@cache
def _template(path: str) -> str | None:
    """The path of the description that a path is one of."""
    for template in description()["paths"]:
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), ROOT + path):
            return template
    return None


@cache
def _judge(template: str, method: str, status: str, mimetype: str) -> Draft202012Validator:
    told = description()["paths"][template][method]["responses"][status]
    return _judge_of(told["content"][mimetype]["schema"])


def _judge_of(schema: dict) -> Draft202012Validator:
    whole = schema | {"components": description()["components"]}
    return Draft202012Validator(whole, format_checker=FORMATS)
