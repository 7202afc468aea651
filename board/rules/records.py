"""Knows how a record is raised (rules.md §6 item 6; document 000): a warranty finding for the
保修鉴定员, a 质量信息报告 for what is first-time, frequent or dangerous, a 故障实例 for what is new
or hard."""

from board.card.card import Card
from board.card.photos import named
from board.commands.facts import Facts
from board.commands.records import RaiseRecord
from board.events.event import Happening
from board.events.photos import RecordRaised
from board.people.people import Person
from board.rules.rule import rule

# From the car's arrival on; what one learned of it may be written down after it has left.
HERE_OR_GONE = (
    "arrived", "waiting", "queued", "working", "stopped", "checking", "washing", "settling",
    "ready", "delivered",
)  # fmt: skip


@rule("raise_record", *HERE_OR_GONE)
def raise_record(card: Card, args: RaiseRecord, who: Person, facts: Facts) -> list[Happening]:
    return [Happening(card.id, RecordRaised(
        record=facts.new_id(), kind=args.kind, photos=named(args.photos), note=args.note
    ))]  # fmt: skip
