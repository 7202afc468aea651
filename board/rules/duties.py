"""Knows how duties are opened and escalated by the clock, finished by their owner, and how the
technician answers 进度询问 (rules.md §9)."""

from board.card.card import Card
from board.card.lanes import LANES, ON_BOARD
from board.card.values import Duty
from board.commands.duties import AnswerEnquiry, EscalateDuty, FinishDuty, OpenDuty
from board.commands.facts import Facts
from board.commands.refusal import Forbidden, Refused
from board.duties.duties import duty_id, owed, owed_after, roles_of, to_escalate
from board.duties.owners import Today
from board.events.duties import DutyEscalated, DutyFinished, DutyOpened, EnquiryAnswered
from board.events.event import Happening
from board.people.people import Person
from board.rules.rule import rule


@rule("open_duty", *ON_BOARD, "delivered")
def open_duty(card: Card, args: OpenDuty, who: Person, facts: Facts) -> list[Happening]:
    """The deadline is looked at again inside the door: two clocks open it once."""
    standing = owed(card, facts.hours, facts.now) + owed_after(card, facts.hours, facts.now)
    found = [o for o in standing
             if (o.kind, o.about) == (args.kind, args.about)]  # fmt: skip
    if not found:
        raise Refused("duty_not_owed")
    return [Happening(card.id, DutyOpened(
        duty=duty_id(card, args.kind, args.about), kind=args.kind, due_at=found[0].due_at,
        about=args.about or None,
    ))]  # fmt: skip


@rule("escalate_duty", *ON_BOARD, "delivered")
def escalate_duty(card: Card, args: EscalateDuty, who: Person, facts: Facts) -> list[Happening]:
    if args.duty not in [duty.id for duty in to_escalate(card, facts.now, facts.hours)]:
        raise Refused("duty_not_owed")
    return [Happening(card.id, DutyEscalated(duty=args.duty))]


def to_finish(card: Card) -> list[Duty]:
    """增项确认 ends by the customer's answer alone, or nobody would phone any more."""
    return [duty for duty in card.open_duties if duty.kind != "consent"]


@rule("finish_duty", *LANES, about=to_finish)
def finish_duty(card: Card, args: FinishDuty, who: Person, facts: Facts) -> list[Happening]:
    duty = card.duty(args.duty)
    if duty is None:
        raise Refused("unknown_duty")
    if duty.done_at:
        raise Refused("duty_done", person=duty.done_by)
    _demand_owner(duty, card, who, facts)
    if duty not in to_finish(card):
        raise Refused("answer_first")
    finished = DutyFinished(duty=duty.id, outcome=args.outcome, note=args.note or None)
    return [Happening(card.id, finished)]


def _demand_owner(duty: Duty, card: Card, who: Person, facts: Facts) -> None:
    today = Today(facts.directory, facts.hours.day(facts.now))
    roles = roles_of(duty, card, today)
    if not who.has(*roles):
        raise Forbidden("finish_duty", roles)


@rule("answer_enquiry", "queued", "working", "stopped")
def answer_enquiry(card: Card, args: AnswerEnquiry, who: Person, facts: Facts) -> list[Happening]:
    """In time or not, and how many minutes are left: from then on the forecast counts with it."""
    if not card.work_has_begun:
        raise Refused("not_begun")
    return [Happening(card.id, EnquiryAnswered(
        on_time=args.on_time, minutes_left=args.minutes_left, reason=args.reason or None
    ))]  # fmt: skip
