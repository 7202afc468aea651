"""Knows how a command comes in over the API and how its answer goes out."""

from typing import Any, NotRequired, TypedDict

from flask import Blueprint, Response, jsonify, request

from app import context
from app.api.blueprint import for_signed_in
from app.api.problem import Problem, invalid, refused
from app.commands.perform import Command, Result, perform
from app.commands.validation import ALL_COMMANDS, Fault, Invalid, arguments
from app.people import pins, signed_in
from board.commands.card import CLOCKS_OWN, COMMANDS, CREATING
from board.commands.delivery import SignCheck
from board.commands.reviews import ABOUT_A_CARD, CLOCKS_OWN_REVIEWS, REVIEW_COMMANDS
from board.commands.shop import SHOP_COMMANDS, AddPerson

MOST_BYTES = 256 * 1024
LONGEST_KEY = 200

# Secrets are made and hashed on their own pages; over the API they have no place.
PAGES_ONLY = ("change_pin", "make_token", "add_wall", "renew_wall")
CLOCKS = (*CLOCKS_OWN, *CLOCKS_OWN_REVIEWS)
OPEN = tuple(name for name in ALL_COMMANDS if name not in (*PAGES_ONLY, *CLOCKS))


class Done(TypedDict):
    """What stands after a command: the number of its change, and of its card the id and the
    version, both null where no card is meant. The id of what was made under its name."""

    seq: int
    card: str | None
    version: int | None
    token: NotRequired[str]
    person: NotRequired[str]
    team: NotRequired[str]
    wall: NotRequired[str]
    review: NotRequired[str]
    countermeasure: NotRequired[str]


def add_to(blueprint: Blueprint) -> None:
    blueprint.post("/commands")(for_signed_in(command))


def command() -> Response:
    """POST /commands: one command, once for each Idempotency-Key."""
    request.max_content_length = MOST_BYTES
    asked = _command(_body(), request.headers.get("Idempotency-Key", ""))
    result = perform(context.store(), asked)
    context.close_read_session()
    if not result.ok:
        raise _problem(result)
    return jsonify({"seq": result.seq, "card": result.card, "version": result.version,
                    **result.made})  # fmt: skip


def _problem(result: Result) -> Problem:
    """What the door refused, as the API says it."""
    if result.status == 422:
        return Problem(422, result.reason or "invalid")
    return refused(
        result.status, result.reason or "wrong", result.facts, card=result.card,
        version=result.version,
    )  # fmt: skip


def _body() -> dict[str, Any]:
    try:
        body = request.get_json(silent=True, force=True)
    except RecursionError:  # nested deeper than the parser goes
        body = None
    if not isinstance(body, dict):
        raise Problem(422, "bad_request")
    return body


def _command(body: dict[str, Any], key: str) -> Command:
    name = body.pop("command", None)
    if name not in OPEN:
        raise Problem(422, "unknown_command")
    card, version = body.pop("card", None), body.pop("version", None)
    faults = _faults(name, key, card, version)
    try:
        args = arguments(name, body)
    except Invalid as error:
        raise invalid(faults + error.faults) from None
    if faults:
        raise invalid(faults)
    actor = signed_in.actor()
    assert actor is not None
    if isinstance(args, SignCheck) and args.pin is not None:
        actor = signed_in.with_signature(actor, args.pin)
    return Command(actor, f"api:{key}", args, card, version, secrets=_secrets(args))


def _secrets(args: object) -> dict[str, str]:
    """A first PIN is kept as its hash only."""
    pin = args.pin if isinstance(args, AddPerson) else None
    if pin is None:
        return {}
    if code := pins.fault(pin):
        raise invalid([Fault("pin", code, {})])
    return {"pin_hash": pins.hashed(pin)}


def _faults(name: str, key: str, card: object, version: object) -> list[Fault]:
    faults = []
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        faults.append(Fault("Idempotency-Key", "key", {}))
    if name in ABOUT_A_CARD and card is None and version is None:
        return faults
    if name in CREATING or name in (SHOP_COMMANDS | REVIEW_COMMANDS) and name not in ABOUT_A_CARD:
        return faults + [
            Fault(field, "extra_forbidden", {})
            for field, value in (("card", card), ("version", version))
            if value is not None
        ]
    if not isinstance(card, str) or not card.isprintable():
        faults.append(Fault("card", "missing", {}))
    if name in ABOUT_A_CARD and version is None:
        return faults
    if not isinstance(version, int) or isinstance(version, bool):
        faults.append(Fault("version", "version", {}))
    return faults


assert set(PAGES_ONLY) < set(SHOP_COMMANDS) and set(CREATING) < set(COMMANDS)
