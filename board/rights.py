"""Knows who may give which command: the one table, enforced at the door and shown on the pages.

SPEC §4. A scope narrows a right: `before_arrival` (care, until the car is there), `own_team`
(a leader's), `own_work` (a technician's own intervals), and flags an advisor may set.
"""

from board.card import Card
from board.events import names
from board.events.add_ons import AddOnReported
from board.events.duties import EnquiryAnswered
from board.events.photos import PhotoAttached
from board.events.work import (
    DelayReported,
    NoteAdded,
    WorkFinished,
    WorkPaused,
    WorkResumed,
    WorkStarted,
)
from board.people import ROLES, Person
from board.refusal import Forbidden

ANY, BEFORE_ARRIVAL, OWN_TEAM = "any", "before_arrival", "own_team"
CLOCK = Person("clock", "clock", ("clock",))
EVERYONE = dict.fromkeys(ROLES, ANY)


def _any(*roles: str) -> dict[str, str]:
    return dict.fromkeys(roles, ANY)


_OFFICE = _any("advisor", "reception", "care", "clock")
_WORK = {"technician": ANY, "leader": OWN_TEAM, "foreman": ANY}

RIGHTS: dict[str, dict[str, str]] = {
    "book_card": _any("advisor", "care"),
    "open_card": _any("advisor", "care"),
    "edit_card": {"advisor": ANY, "care": BEFORE_ARRIVAL},
    "reschedule_card": _any("advisor", "care"),
    "confirm_due": _OFFICE,
    "arrive": _OFFICE,
    "mark_no_show": _OFFICE,
    "check_in": _any("advisor"),
    "cancel_card": {"advisor": ANY, "care": BEFORE_ARRIVAL},
    "dispatch_card": {"foreman": ANY, "leader": OWN_TEAM},
    "prioritise_card": _any("foreman", "advisor"),
    "put_back": _any("foreman", "manager"),
    "start_work": {"technician": ANY, "leader": OWN_TEAM},
    "pause_work": _WORK | {"clock": ANY},
    "resume_work": _WORK,
    "hand_work_over": _WORK,
    "correct_interval": {"leader": OWN_TEAM, "foreman": ANY},
    "finish_work": {"technician": ANY, "leader": OWN_TEAM},
    "report_delay": _WORK,
    "expect_parts": _any("parts", "foreman", "advisor"),
    "parts_arrived": _any("parts", "foreman", "advisor"),
    "add_note": EVERYONE,
    "sign_check": _any("technician", "leader", "inspector"),
    "start_wash": _any("washer", "leader", "advisor"),
    "finish_wash": _any("washer", "leader", "advisor"),
    "check_bill": _any("cashier"),
    "return_bill": _any("cashier"),
    "move_to_ready": _any("advisor"),
    "hand_over": _any("advisor"),
    "tell_customer": _any("advisor", "care"),
    "report_add_on": _any("technician", "leader", "inspector"),
    "price_add_on": _any("advisor"),
    "answer_add_on": _any("advisor"),
    "inform_workshop": _any("advisor"),
    "attach_photo": EVERYONE,
    "repromise": _any("advisor"),
    "answer_enquiry": _any("technician", "leader"),
    "raise_record": _any("technician", "leader", "inspector", "foreman", "manager"),
    "finish_duty": _any("advisor", "care", "foreman", "manager"),
    "open_duty": _any("clock"),
    "escalate_duty": _any("clock"),
    "undo": EVERYONE,
    "reopen_card": _any("manager"),
    # The three daily reviews: the foreman, and who stands in on that day (SPEC §1, §10).
    "open_review": _any("foreman"),
    "mark_attendance": _any("foreman"),
    "turn_review": _any("foreman"),
    "add_countermeasure": _any("foreman"),
    "close_review": _any("foreman"),
    "explain_missed_review": _any("foreman"),
    "finish_countermeasure": EVERYONE,
    "expect_review": _any("clock"),
    "miss_review": _any("clock"),
    "escalate_countermeasure": _any("clock"),
    "settle_countermeasure": _any("clock"),
    # The shop itself.
    "add_person": _any("admin", "manager"),
    "change_person": _any("admin", "manager"),
    "add_team": _any("admin", "manager"),
    "mark_absent": _any("admin", "manager", "foreman"),
    "change_team": _any("admin", "manager"),
    "set_day": _any("admin", "manager"),
    "set_overtime": _any("admin", "manager", "foreman"),
    "name_stand_in": _any("admin", "manager", "foreman"),
    "change_pin": EVERYONE,
    "change_settings": _any("admin", "manager"),
    "register_device": _any("admin", "manager"),
    "make_token": _any("admin", "manager"),
    "withdraw_token": _any("admin", "manager"),
    "add_wall": _any("admin", "manager"),
    "change_wall": _any("admin", "manager"),
    "renew_wall": _any("admin", "manager"),
    "withdraw_wall": _any("admin", "manager"),
    "begin_demo_day": _any("clock"),
}

# Whose list a record comes into (SPEC §6.5; the manager is 保修鉴定员 *(default)*).
RECORDS_FOR = {
    "warranty": ("manager",),
    "quality": ("manager", "foreman", "inspector"),
    "hard_case": ("manager", "foreman", "inspector"),
}

# What a name tile alone is enough for on a team's own tablet (setting, default on).
NAME_IS_ENOUGH = (
    "start_work", "pause_work", "resume_work", "finish_work", "report_add_on", "report_delay",
    "answer_enquiry", "add_note", "attach_photo", "undo", "finish_countermeasure",
)  # fmt: skip

# Of these a name tile alone may also take back what it did.
NAME_MAY_UNDO = names(
    WorkStarted, WorkPaused, WorkResumed, WorkFinished, AddOnReported, DelayReported,
    EnquiryAnswered, NoteAdded, PhotoAttached,
)  # fmt: skip

ADVISOR_FLAGS = ("complaint", "waiting_on_site")


def scope_of(command: str, person: Person, card: Card | None = None) -> str | None:
    """The widest scope in which a person may give a command on this card, or None."""
    table = RIGHTS[command]
    scopes = {table[role] for role in person.roles if role in table}
    if ANY in scopes:
        return ANY
    if BEFORE_ARRIVAL in scopes and card is not None and card.before_arrival:
        return BEFORE_ARRIVAL
    if OWN_TEAM in scopes and (card is None or card.team in (None, person.team)):
        return OWN_TEAM
    return None


def records_for(person: Person) -> list[str]:
    """The kinds of records that somebody's lists are of."""
    return [kind for kind, roles in RECORDS_FOR.items() if set(roles) & set(person.roles)]


def may(command: str, person: Person, card: Card | None = None) -> bool:
    return scope_of(command, person, card) is not None


def demand(command: str, person: Person, card: Card | None = None) -> None:
    """Raises Forbidden, naming the roles that may."""
    if not may(command, person, card):
        raise Forbidden(command, tuple(r for r in RIGHTS[command] if _role_may(command, r, card)))


def _role_may(command: str, role: str, card: Card | None) -> bool:
    """Whether somebody with this role could do it here: whom to see."""
    team = card.team if card else None
    return role in ROLES and may(command, Person("", "", (role,), team), card)
