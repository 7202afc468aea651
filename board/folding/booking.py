"""Knows how events make a card, correct it and bring the car in."""

from board.card import Card
from board.event import Event, instant
from board.folding.applying import ERASED, enter, on, private
from board.parts_of_a_card import Customer, Promise, Vehicle, WalkRound


def created(event: Event) -> Card:
    d = event.data
    customer = private(event, "customer") or {"name": ERASED}
    vehicle = private(event, "vehicle") or {"model": d.get("model", ERASED)}
    return Card(
        id=event.card or "",
        code=d["code"],
        customer=Customer(**customer),
        vehicle=Vehicle(**vehicle),
        requests=list(private(event, "requests") or [ERASED]),
        kind=d["kind"],
        planned_minutes=d["planned_minutes"],
        made_at=event.occurred_at,
    )


@on("card_booked", "card_opened")
def _card_made(card: Card, event: Event) -> None:
    at = event.occurred_at
    _details(card, event)
    if event.type == "card_opened":
        card.arrived_at = at
    card.lane = ""
    enter(card, "booked" if event.type == "card_booked" else "arrived", at)


@on("card_edited")
def _details(card: Card, event: Event) -> None:
    d = event.data
    for name in ("order_no", "planned_minutes", "price_fen", "advisor", "wash",
                 "waiting_on_site", "old_parts", "kind"):  # fmt: skip
        if name in d:
            setattr(card, name, None if d[name] == "" else d[name])
    if "appointment_at" in d:
        card.appointment_at = instant(d["appointment_at"])
    if event.private:
        p = event.private
        card.customer = Customer(**p["customer"]) if "customer" in p else card.customer
        card.vehicle = Vehicle(**p["vehicle"]) if "vehicle" in p else card.vehicle
        card.requests = list(p.get("requests", card.requests))
        card.remark = p.get("remark", card.remark)
    if d.get("promise_at"):
        _promise(card, event)


def _promise(card: Card, event: Event) -> None:
    at, reason = instant(event.data.get("promise_at")), private(event, "reason")
    price = event.data.get("price_fen", card.price_fen)
    card.promises.append(Promise(at, price, event.who, event.occurred_at, reason))


@on("card_rescheduled")
def _rescheduled(card: Card, event: Event) -> None:
    card.appointment_at = instant(event.data["appointment_at"])
    card.own_rank = None
    if "promise_at" in event.data:
        _promise(card, event)
    enter(card, "booked", event.occurred_at)


@on("due_confirmed")
def _due(card: Card, event: Event) -> None:
    enter(card, "due", event.occurred_at)


@on("car_arrived")
def _arrived(card: Card, event: Event) -> None:
    card.arrived_at = event.occurred_at
    enter(card, "arrived", event.occurred_at)


@on("no_show_marked")
def _no_show(card: Card, event: Event) -> None:
    enter(card, "no_show", event.occurred_at)


@on("card_checked_in")
def _checked_in(card: Card, event: Event) -> None:
    d = event.data
    card.arrived_at = card.arrived_at or event.occurred_at
    card.planned_minutes, card.price_fen = d["planned_minutes"], d["price_fen"]
    card.keys_tag = private(event, "keys_tag", card.keys_tag)
    if d.get("odometer") is not None:
        card.vehicle.odometer = d["odometer"]
    if walk_round := private(event, "walk_round"):
        card.walk_round = WalkRound(**walk_round)
    card.advisor = d.get("advisor", card.advisor)
    _promise(card, event)
    enter(card, "waiting", event.occurred_at)
