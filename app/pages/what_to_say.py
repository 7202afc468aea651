"""Knows what is said to a customer on a call, in the reader's words: that a car is late, on time or
ready, that somebody has not come, and what an offer would mean. Templates only draw it."""

from dataclasses import dataclass

from app import context
from app.commands.consent import Consent
from app.pages.template_globals import hhmm, when
from app.words import say
from app.words.amounts import yuan
from board.card.card import Card
from board.card.values import AddOn
from board.duties.calls import Call
from board.planning.tone import ON_TIME, TIGHT


@dataclass(frozen=True)
class OfAnOffer:
    """Sentences about an add-on: what it costs and how long it takes, or that it has no price yet;
    the danger, where it is one; and the lines to send, None while nothing is offered."""

    lines: tuple[str, ...]
    danger: str | None
    message: str | None


def to_say(call: Call, tone: str | None) -> list[str]:
    """The sentences of a call that is about no offer (rules.md §6). `tone`: of the car's tile,
    needed where it is late."""
    card = call.card
    match call.about:
        case "late":
            return _late(card, tone)
        case "progress":
            return [_say("homes-say-on-time", at=when(card.promise_at))]
        case "appointment":
            asked = _say("story-and").join(card.requests)
            return [_say("homes-say-not-come", at=hhmm(card.appointment_at)), asked]
    return _ready(card)


def _late(card: Card, tone: str | None) -> list[str]:
    if tone in (ON_TIME, TIGHT) and card.told_of_delay:  # made up, and they wait to hear
        return [_say("homes-say-on-time", at=when(card.promise_at))]
    promised, likely = when(card.promise_at), card.forecast and card.forecast.likely
    if likely and tone == "late":
        said = [_say("homes-say-delay-to", at=promised, likely=when(likely))]
    else:
        said = [_say("homes-say-late", at=promised)]
    for delay in card.delays[-1:]:
        said.append(_say("homes-say-delay", minutes=delay.minutes, reason=delay.reason))
    return said


def _ready(card: Card) -> list[str]:
    price, quoted = yuan(card.bill_price_fen) or "—", yuan(card.price_fen) or "—"
    said = [_say("homes-say-ready", price=price, quoted=quoted)]
    if card.parking:
        said.append(_say("homes-parking", place=card.parking))
    if card.old_parts:
        said.append(_say("homes-old-parts"))
    return said


def of_an_offer(card: Card, add_on: AddOn, consent: Consent | None) -> OfAnOffer:
    """What the advisor says of an add-on: added cost, added delay, the danger (rules.md §6.2)."""
    danger = _say("add-on-say-safety") if add_on.urgency == "safety" else None
    if consent is None:
        return OfAnOffer((_no_price(add_on),), danger, None)
    price = _say("add-on-say-price", price=yuan(consent.price_fen))
    message = _message(card, add_on, consent)
    return OfAnOffer((price, _delay(consent)), danger, message)


def _no_price(add_on: AddOn) -> str:
    guess = f" · {_say('add-on-guess', minutes=add_on.minutes)}" if add_on.minutes else ""
    return _say("add-on-to-price") + guess


def _delay(consent: Consent) -> str:
    if consent.ready_at is None:
        return _say("add-on-say-delay-unknown", minutes=consent.minutes)
    return _say("add-on-say-delay", minutes=consent.minutes, at=when(consent.ready_at))


def _message(card: Card, add_on: AddOn, consent: Consent) -> str:
    """Two lines to send by WeChat."""
    first = _say(
        "add-on-wechat-1", plate=card.vehicle.plate or card.vehicle.model, what=add_on.what,
        safety=_say("add-on-wechat-safety") if add_on.urgency == "safety" else "",
        price=yuan(consent.price_fen), minutes=consent.minutes,
    )  # fmt: skip
    if consent.ready_at is None:
        return f"{first}\n{_say('add-on-wechat-2-unknown')}"
    return f"{first}\n{_say('add-on-wechat-2', at=when(consent.ready_at))}"


def _say(id: str, **facts: object) -> str:
    return say(context.language(), id, **facts)
