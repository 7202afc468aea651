"""Knows how cars come in a simulated day: early, late, not at all, without an
appointment, or booked by telephone for the next morning."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.demo import sayings
from app.demo.dice import T
from app.demo.intention import Intention
from app.demo.look import MINUTE, Look, name_of, rounded, text_of, time_of
from board.card.tile import Tile

ON_PLATES = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
SHORT = 75  # planned minutes of a job that still fits into the last morning


def coming(look: Look, tile: Tile) -> tuple[str, datetime]:
    """What the customer of an appointment does, and when: `comes`, `stays_away`, `cancels` or
    `moves`. A new appointment is decided anew."""
    appointment, name = time_of(tile["appointment_at"]), name_of(tile)
    asked = f"coming:{tile['appointment_at']}"
    if look.hours.day(appointment) == look.hours.day(look.end):
        return "comes", appointment + look.chance.minutes(name, asked + ":at", -12, 8)
    fate = look.chance.draw(name, asked)
    if fate < 0.06:
        return "stays_away", appointment
    if fate < 0.11:
        at = appointment - look.chance.minutes(name, asked + ":call", 20, 120)
        at = max(at, look.hours.opening(look.hours.day(appointment)) + 4 * MINUTE)
        return ("cancels" if fate < 0.08 else "moves"), at
    low, high = (-10, 8) if fate < 0.7 else (-38, -12) if fate < 0.84 else (12, 65)
    return "comes", appointment + look.chance.minutes(name, asked + ":at", low, high)


def due_cars(look: Look) -> Iterator[Intention]:
    """Reception registers who comes; some drive straight to their advisor."""
    for tile in look.lane("due"):
        fate, at = coming(look, tile)
        if fate == "comes":
            if not look.happens(tile, "straight-to-advisor", 0.12):
                reception = look.crew.one(name_of(tile), "reception", "advisor")
                yield from look.means(reception, "arrive", tile, at)
        elif fate != "stays_away":
            yield from _on_the_phone(look, tile, fate, at)


def _on_the_phone(look: Look, tile: Tile, fate: str, at: datetime) -> Iterator[Intention]:
    care = look.crew.one(name_of(tile), "care", "advisor")
    if fate == "moves" and tile["planned_minutes"] <= SHORT:
        to = look.next_opening + 10 * MINUTE * look.chance.whole(name_of(tile), "to", 2, 7)
        reason = look.pick(tile, "moves", sayings.RESCHEDULES)
        yield from look.means(
            care, "reschedule_card", tile, at, appointment_at=text_of(to), reason=reason
        )
    else:
        reason = look.pick(tile, "cancels", sayings.CANCELS)
        yield from look.means(care, "cancel_card", tile, at, reason=reason)


def no_shows(look: Look) -> Iterator[Intention]:
    """The care list of the next morning: a new appointment at once, or cancelled."""
    if not look.last_morning:
        return
    for tile in sorted(look.board.left.values(), key=name_of):
        if tile["arrived_at"] or look.whole(tile)["lane"] != "no_show":
            continue
        care = look.crew.one(name_of(tile), "care", "advisor")
        at = look.opening + look.minutes(tile, "call-no-show", 5, 30)
        if look.happens(tile, "comes-after-all", 0.5) and tile["planned_minutes"] <= SHORT:
            to = look.opening + look.minutes(tile, "comes-at", 40, 70)
            yield from look.means(
                care, "reschedule_card", tile, at, appointment_at=text_of(rounded(to, 5)),
                reason=look.pick(tile, "moves", sayings.RESCHEDULES),
            )  # fmt: skip
        else:
            reason = look.pick(tile, "no-show", sayings.NO_SHOW)
            yield from look.means(care, "cancel_card", tile, at, reason=reason)


def later_days(look: Look) -> Iterator[Intention]:
    """A simulated day leaves nothing behind: who is booked beyond it is called off."""
    if not look.last_morning:
        return
    for tile in look.lane("booked"):
        if time_of(tile["appointment_at"]) > look.end - timedelta(hours=2):
            care = look.crew.one(name_of(tile), "care", "advisor")
            at = look.opening + look.minutes(tile, "call-off", 30, 90)
            reason = look.pick(tile, "cancels", sayings.CANCELS)
            yield from look.means(care, "cancel_card", tile, at, reason=reason)


def walk_ins(look: Look) -> Iterator[Intention]:
    """Six to ten customers of the first day come without an appointment."""
    if not look.first_day:
        return
    day, chance = look.today, look.chance
    for n in range(1, chance.whole(f"{day}", "walk-ins", 6, 10) + 1):
        name = f"SK{day:%Y%m%d}{n:02d}"
        at = look.opening + chance.minutes(name, "comes", 15, 470)
        here = look.now - at < timedelta(hours=1)  # else they have gone elsewhere meanwhile
        advisor = look.crew.one(name, "advisor")
        if here and advisor and name not in look.made:
            args = _customer(look, name, sayings.WALK_INS)
            yield Intention(at, advisor, "open_card", name, args=args, effort=3 * MINUTE)


def bookings(look: Look) -> Iterator[Intention]:
    """Two to four customers ring up on the first day and come the next morning."""
    if not look.first_day:
        return
    day, chance = look.today, look.chance
    short = [job for job in sayings.WALK_INS if job[2] <= SHORT]
    for n in range(1, chance.whole(f"{day}", "bookings", 2, 4) + 1):
        name = f"DH{day:%Y%m%d}{n:02d}"
        care = look.crew.one(name, "care", "advisor")
        at = look.opening + chance.minutes(name, "rings", 30, 500)
        if care and name not in look.made and look.now - at < timedelta(hours=1):
            to = look.next_opening + 10 * MINUTE * chance.whole(name, "to", 2, 7)
            args = _customer(look, name, short) | {"appointment_at": text_of(to)}
            yield Intention(at, care, "book_card", name, args=args, effort=3 * MINUTE)


def _customer(look: Look, name: str, jobs: Sequence[sayings.Job]) -> dict[str, Any]:
    def pick(what: str, choices: Sequence[T]) -> T:
        return look.chance.pick(name, what, choices)

    requests, kind, minutes, fen = pick("requests", jobs)
    plate = "".join(look.chance.dice(name, "plate").choices(ON_PLATES, k=5))
    phone = f"1990000{look.chance.whole(name, 'phone', 0, 9999):04d}"
    return {
        "customer": {"name": pick("surname", sayings.SURNAMES) + pick("given", sayings.GIVEN),
                     "title": pick("title", sayings.TITLES), "phone": phone},
        "vehicle": {"model": pick("model", sayings.MODELS), "plate": f"粤A{plate}"},
        "requests": list(requests), "kind": kind, "planned_minutes": minutes, "price_fen": fen,
        "wash": look.chance.happens(name, "wash", 0.5),
        "waiting_on_site": look.chance.happens(name, "on-site", 0.6), "order_no": name,
    }  # fmt: skip
