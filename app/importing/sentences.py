"""Puts what a reader of files found wrong, or different, into the words people read."""

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from app.importing.plan import Difference, Planned
from app.importing.table_line import Problem, Unreadable

# say(id, **facts) in one language
Say = Callable[..., str]


def shown_as(planned: Planned) -> str:
    """What a row is shown as: its outcome, or `warned`, or `taken` by a card made otherwise."""
    if planned.outcome in ("new", "unchanged") and planned.warnings:
        return "warned"
    return "taken" if planned.holder else planned.outcome


def note(planned: Planned, say: Say, zone: ZoneInfo) -> str:
    """What there is to say about a row beside its outcome; "" for nothing."""
    match planned.outcome:
        case "rejected":
            return reason(planned.row.problems, say)
        case "conflict" if planned.holder:
            facts = {"order_no": planned.row.order_no, "code": planned.holder}
            return say("refused-order_no_taken", **facts)
        case "conflict" | "changed":
            return " ".join(difference(found, say, zone) for found in planned.differences)
        case "left_out":
            return say(f"import-left-out-{planned.row.left_out}")
        case "new" | "unchanged":
            return reason(planned.warnings, say)
    return ""


def sentence(problem: Problem, say: Say) -> str:
    if problem.code == "refused":  # by the rules; its value is their reason
        return say(f"refused-{problem.value}")
    name = say(f"import-field-{problem.field}")
    return say(f"import-problem-{problem.code}", field=name, value=problem.value)


def reason(problems: Iterable[Problem], say: Say) -> str:
    """Why a row is rejected, or what it is warned of: one sentence for each problem."""
    return " ".join(sentence(problem, say) for problem in problems)


def unreadable(error: Unreadable, say: Say) -> str:
    return say(f"import-unreadable-{error.code}", **error.facts)


def difference(found: Difference, say: Say, zone: ZoneInfo) -> str:
    """One field of a conflict: what stands and what the second row says."""
    return say(
        "import-difference",
        field=say(f"import-field-{found.field}"),
        stands=_words(found.field, found.stands, say, zone),
        found=_words(found.field, found.found, say, zone),
    )


def _words(field: str, value: object, say: Say, zone: ZoneInfo) -> str:
    match field, value:
        case _, None | "":
            return say("import-nothing")
        case _, bool():
            return say("import-yes" if value else "import-no")
        case _, list():
            return "；".join(map(str, value))
        case "kind", _:
            return say(f"kind-{value}")
        case "price_fen", int():
            return f"{value / 100:.2f}"
        case (("appointment_at" | "promise_at"), str()):
            return f"{datetime.fromisoformat(value).astimezone(zone):%m-%d %H:%M}"
    return str(value)
