"""Knows how a finding is reported (SPEC §6.1); the customer's answer comes with consent."""

from board.card import Card
from board.commands import ReportAddOn
from board.event import Happening
from board.facts import Facts
from board.people import Person
from board.rules.rule import rule


@rule("report_add_on", "queued", "working", "stopped", "checking")
def report_add_on(card: Card, args: ReportAddOn, who: Person, facts: Facts) -> list[Happening]:
    data: dict[str, object] = {
        "add_on": facts.new_id(), "urgency": args.urgency, "can_go_on": args.can_go_on
    }  # fmt: skip
    data |= {k: v for k in ("minutes", "price_fen") if (v := getattr(args, k)) is not None}
    private = {k: v for k in ("what", "parts") if (v := getattr(args, k))}
    return [Happening("add_on_reported", card.id, data, private)]
