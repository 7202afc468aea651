"""Phones reach only those who call (rules.md §16): a shop in which somebody wrote a customer's
phone into every free text there is, in the ways phones are written; every page, live part and API
answer is read by every role, signed in and as a tapped name."""

import re
import unicodedata

import pytest

from app.commands.perform import Actor, Command, perform
from board.commands.reviews import AddCountermeasure, OpenReview
from board.people.people import ROLES
from tests.app.test_who_sees_what import enter, places  # noqa: F401
from tests.cast import CHEN, DING, FENG, LI, WU, ZHENG, ZHONG, at

DIGITS = "13912345678"
WAYS = ("139.1234.5678", "139/1234/5678", "１３９　１２３４　５６７８", "+86 139-1234-5678",
        "139 · 1234 · 5678")  # fmt: skip
LEVELS = ("pin", "name")


def words(n: int = 0) -> str:
    return f"找老王{WAYS[n % len(WAYS)]}再说"


def has_phone(text: str) -> bool:
    """Whether the digits stand in the text in any writing, tags and addresses of pictures aside."""
    text = unicodedata.normalize("NFKC", re.sub(r"<path [^>]*>", "", text))
    return DIGITS in re.sub(r"[\s\-./·]", "", text)


@pytest.fixture(scope="module")
def chatty(everywhere):
    """The cars of the whole shop, and some with a phone in everything that can be written."""
    store, cars, door = everywhere
    asked = {"requests": [words(0), words(2)], "remark": words(1)}
    door.do(ZHENG, "pause_work", cars["working"], reason="other")
    car = cars["answered"] = door.queued(FENG, **asked)
    door.do(FENG, "start_work", car)
    door.do(FENG, "report_add_on", car, what=words(0), parts=words(1), urgency="safety",
            can_go_on=True, price_fen=100, minutes=5)  # fmt: skip
    door.do(FENG, "add_note", car, text=words(2))
    door.do(FENG, "report_delay", car, minutes=10, reason=words(3))
    door.do(FENG, "raise_record", car, kind="quality", note=words(4))
    door.do(CHEN, "tell_customer", car, about="progress", channel="phone", outcome="told",
            note=words(1))  # fmt: skip
    cars["due"] = door.due(**asked)
    cars["stopped"] = door.working(**asked)
    door.do(ZHENG, "pause_work", cars["stopped"], reason="parts", note=words(0))
    cars["returned"] = door.settling(**asked)
    door.do(ZHONG, "return_bill", cars["returned"], reason=words(1))
    failed = cars["failed"] = door.at_peer(**asked)
    door.do(WU, "sign_check", failed, level="peer", passed=False, faults=[words(2)])
    _review(store, cars["stopped"])
    return cars


def _review(store, car: str) -> None:
    """A review whose decision has a phone in its note."""
    foreman = Actor(LI.id, signed=True)
    opened = perform(store, Command(foreman, "chatty-review", OpenReview(session="morning")))
    assert opened.ok, opened
    args = AddCountermeasure(review=opened.made["review"], kind="chase_parts", owner=DING.id,
                             due_at=at("16:00"), note=words(0))  # fmt: skip
    with store.read() as reading:
        version = reading.card(car).version
    decided = perform(store, Command(foreman, "chatty-decision", args, car, version))
    assert decided.ok, decided


def may_hold(path: str, role: str, level: str) -> bool:
    """The card for those who gave their PIN, and the homes of those who call."""
    if level == "name":
        return False
    if re.match(r"/c/\w+(/do/\w+)?$|/live/card/\w+$|/api/v1/cards/[\w-]+(/events)?$", path):
        return True
    home = re.match(r"/(?:live/home/)?(advisor|care)$", path)
    return bool(home and role == home[1])


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("role", ROLES)
def test_phones_written_into_texts_reach_only_those_who_call(
    enter, everywhere, chatty, one_app, role, level  # noqa: F811
):  # fmt: skip
    store, _, door = everywhere
    client, wrong, held = enter(role, level), [], 0
    for path in [*places(one_app, chatty, door, role), *_reviews(store, chatty, door)]:
        if path.startswith(("/socket.io", "/sign-in", "/api/v1/openapi")):
            continue
        found = has_phone(client.get(path).get_data().decode(errors="replace"))
        held += found
        if found and not may_hold(path.split("?")[0], role, level):
            wrong.append(path)
    assert wrong == []
    assert bool(held) == (level == "pin"), "the walk opens cards"


def _reviews(store, cars: dict, door) -> list[str]:
    with store.read() as reading:
        id = reading.review_under_way().id
    codes = [door.card(cars[name]).code for name in ("stopped", "returned", "failed")]
    return [
        "/reviews", f"/reviews/{id}", f"/reviews/{id}/minutes", f"/api/v1/reviews/{id}",
        "/records/quality", "/live/records/quality", "/wall/review", "/live/wall-review",
        *(f"/reviews/{id}?part={part}" for part in ("earlier", "exceptions", "close")),
        *(path for code in codes for path in (f"/c/{code}/label", f"/board/at/{code}",
                                              f"/live/card/{code}")),
    ]  # fmt: skip
