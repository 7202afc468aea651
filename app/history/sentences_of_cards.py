"""Knows the sentences of a card: made, corrected, promised, told, given out, brought back."""

from collections.abc import Iterator

from app.history.sentence import in_spite, moment, of, photos_with_it, price
from app.history.telling import Teller
from app.words import has
from board.events import wire
from board.events.booking import (
    CardBooked,
    CardCheckedIn,
    CardEdited,
    CardMade,
    CardOpened,
    CardRescheduled,
)
from board.events.delivery import CustomerTold
from board.events.dispatch import (
    CardCancelled,
    CardDispatched,
    CardPrioritised,
    CardPutBack,
    CardReopened,
    CommandUndone,
)
from board.events.event import Event
from board.events.promises import PromiseChanged


@of(CardBooked, CardOpened)
def _made(t: Teller, e: Event[CardMade]) -> Iterator[str]:
    yield t.say(f"story-{e.type}")
    yield from moment(t, e, "appointment_at", e.fact.appointment_at)
    yield from moment(t, e, "promise_at", e.fact.promise_at)
    yield from price(t, e.fact.price_fen)


@of(CardEdited)
def _edited(t: Teller, e: Event[CardEdited]) -> Iterator[str]:
    """Which parts of the card a correction touched."""
    yield t.say("story-card_edited")
    names = [name for part in wire.dumped(e.fact) for name in sorted(part)]
    named = [n for n in names if n not in ("promise_at", "price_fen")]
    said = [t.say(f"field-{n}") for n in named if has(t.language, f"field-{n}")]
    if said:
        yield t.say("story-and").join(said)
    yield from moment(t, e, "promise_at", e.fact.promise_at)
    yield from price(t, e.fact.price_fen)


@of(CardRescheduled)
def _rescheduled(t: Teller, e: Event[CardRescheduled]) -> Iterator[str]:
    yield t.say("story-card_rescheduled")
    yield from moment(t, e, "appointment_at", e.fact.appointment_at)


@of(CardCheckedIn)
def _checked_in(t: Teller, e: Event[CardCheckedIn]) -> Iterator[str]:
    fact = e.fact
    yield t.say("story-card_checked_in")
    yield from moment(t, e, "promise_at", fact.promise_at)
    yield from in_spite(t, fact.despite)
    yield from price(t, fact.price_fen)
    yield from photos_with_it(t, fact.walk_round.photos if fact.walk_round else [])
    if fact.odometer:
        yield t.say("story-with-odometer", value=str(fact.odometer))


@of(PromiseChanged)
def _promised(t: Teller, e: Event[PromiseChanged]) -> Iterator[str]:
    fact = e.fact
    within = "_within_range" if fact.within_range else ""
    yield t.say(f"story-promise_changed{within}")
    yield from moment(t, e, "promise_at", fact.promise_at)
    yield from in_spite(t, fact.despite)
    yield from price(t, fact.price_fen)
    if fact.channel:
        yield t.say("story-with-channel", channel=t.say(f"channel-{fact.channel}"))


@of(CustomerTold)
def _told(t: Teller, e: Event[CustomerTold]) -> Iterator[str]:
    fact = e.fact
    variant = "customer_told" if fact.outcome == "told" else "customer_unreachable"
    about, channel = t.say(f"about-{fact.about}"), t.say(f"channel-{fact.channel}")
    yield t.say(f"story-{variant}", about=about, channel=channel)
    yield from moment(t, e, "promise", fact.promise)
    yield from moment(t, e, "call_again_at", fact.call_again_at)


# --- given out, ordered, brought back ---------------------------------------------------------


@of(CardDispatched)
def _dispatched(t: Teller, e: Event[CardDispatched]) -> Iterator[str]:
    fact = e.fact
    yield t.say(f"story-card_dispatched{'' if fact.lane == 'queued' else '_again'}")
    yield t.team(fact.team)
    if fact.technicians:
        yield t.names(fact.technicians)


@of(CardPrioritised)
def _prioritised(t: Teller, e: Event[CardPrioritised]) -> Iterator[str]:
    fact = e.fact
    if fact.own_rank is not None:
        yield t.say("story-card_prioritised_place")
    else:
        variant = "card_prioritised" if fact.on else "card_prioritised_off"
        yield t.say(f"story-{variant}", flag=t.say(f"flag-{fact.flag}"))


@of(CardCancelled)
def _cancelled(t: Teller, e: Event[CardCancelled]) -> Iterator[str]:
    yield t.say(f"story-card_cancelled{'_unrepaired' if e.fact.lane == 'settling' else ''}")


@of(CardPutBack)
def _put_back(t: Teller, e: Event[CardPutBack]) -> Iterator[str]:
    yield t.say("story-card_put_back", lane=t.say(f"lane-{e.fact.lane}"))


@of(CardReopened)
def _reopened(t: Teller, e: Event[CardReopened]) -> Iterator[str]:
    yield t.say("story-card_reopened", lane=t.say(f"lane-{e.fact.lane}"))


@of(CommandUndone)
def _undone(t: Teller, e: Event[CommandUndone]) -> Iterator[str]:
    yield t.say("story-command_undone", command=t.command(e.fact.command))
