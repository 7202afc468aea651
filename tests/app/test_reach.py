"""Every command that a role may give is at most three taps from its home: the rights table walked
against the pages, as a hand would walk them. Typing is no tap; opening what is folded is one."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest

from app.commands.validation import ALL_COMMANDS
from app.storage.serialization import new_id
from board.commands.card import COMMANDS
from board.commands.reviews import REVIEW_COMMANDS
from board.commands.shop import SHOP_COMMANDS
from board.people.people import ROLES
from board.people.rights import RIGHTS
from tests.app.page_read import Page
from tests.app.whole_shop import PIN

MOST_TAPS = 3
# Who walks for a role; the others hold it alone.
WALKERS = {"advisor": "S01", "technician": "T02", "leader": "T01"}

# Where the commands about the shop itself are sent.
SHOP_FORMS = {
    "/me/pin": "change_pin", "/access/tokens": "make_token", "/access/device": "register_device",
    "/access/tokens/*/withdraw": "withdraw_token", "/admin/teams": "add_team",
    "/admin/teams/*": "change_team", "/admin/people/new": "add_person",
    "/admin/people/*": "change_person", "/admin/days/absence": "mark_absent",
    "/admin/days/stand-in": "name_stand_in", "/admin/days/hours": "set_day",
    "/admin/days/overtime": "set_overtime", "/admin/settings/*": "change_settings",
    "/admin/walls": "add_wall", "/admin/walls/*": "change_wall",
    "/admin/walls/*/link": "renew_wall", "/admin/walls/*/withdraw": "withdraw_wall",
    "/reviews/open": "open_review", "/reviews/*/explain": "explain_missed_review",
    "/reviews/*/attendance": "mark_attendance", "/reviews/*/decide": "add_countermeasure",
    "/reviews/*/close": "close_review", "/countermeasures/*/finish": "finish_countermeasure",
}  # fmt: skip
LEADS_NOWHERE = ("/static/", "/wall", "/label", "/board/", "/import", "/live/", "/sign-")


@dataclass(frozen=True)
class Step:
    """What can be tapped on a page: a link to a page, or a form that gives a command."""

    taps: int
    page: str = ""
    command: str = ""


def steps(page: Page, cars: list[str], search: bool) -> Iterator[Step]:
    yield from _below(page.root, 1)
    codes = {row.get("data-code"): row for row in page.all("*[@data-code]")}
    for listed in page.all("*[@data-actions]"):
        rows = [row.attrib["data-code"] for row in listed if "data-code" in row.attrib]
        for name in listed.attrib["data-actions"].split() if rows else ():
            for template in page.all(f"template[@data-action='{name}']"):
                for code in rows:
                    yield from (_of(one, 1, code) for one in template.iter() if _can(one))
    assert None not in codes
    if search and page.all("search"):
        yield from (Step(1, f"/c/{code}") for code in cars)


def _below(element: Element, taps: int) -> Iterator[Step]:
    """What stands on the page itself; inside something folded it is a tap further."""
    if element.tag == "template" or "hidden" in element.attrib:
        return
    if element.tag == "details" and "open" not in element.attrib:
        taps += 1
    if _can(element):
        yield _of(element, taps)
    for inner in element:
        yield from _below(inner, taps)


def _can(element: Element) -> bool:
    return element.tag == "a" or (element.tag == "form" and element.get("method") == "post")


def _of(element: Element, taps: int, code: str = "") -> Step:
    place = element.get("data-action-path") or element.get("href") or element.get("action") or ""
    place = place.replace("CODE", code)
    path = urlsplit(place).path
    if element.tag == "a":
        return Step(taps, page=place.split("#")[0])
    if all("disabled" in b.attrib for b in element.iter("button")):
        return Step(taps)
    if found := re.fullmatch(r"/c/\w+/do/(\w+)", path):
        return Step(taps, command=found[1])
    if path == "/dispatch/absence":
        return Step(taps, command="mark_absent")
    if path == "/new":
        values = {i.get("value") for i in element.iter("input") if i.get("name") == "command"}
        return Step(taps, command=" ".join(sorted(v for v in values if v)))
    if path.endswith("/turn"):  # the same page, turned to another part
        part = next(i.get("value") for i in element.iter("input") if i.get("name") == "part")
        return Step(taps, f"{path.removesuffix('/turn')}?part={part}", "turn_review")
    names = {form.replace("*", r"[\w.-]+"): command for form, command in SHOP_FORMS.items()}
    fits = [command for form, command in names.items() if re.fullmatch(form, path)]
    return Step(taps, command=fits[0] if fits else "")


def walked(client, cars: list[str], search: bool) -> dict[str, int]:
    """Every command a hand comes to from home, and after how many taps."""
    reached: dict[str, int] = {}
    seen: dict[str, int] = {}
    ahead = deque([("/", 0)])
    while ahead:
        path, taps = ahead.popleft()
        answer = client.get(path, follow_redirects=path == "/")
        if answer.status_code != 200:
            continue
        for step in sorted(steps(Page(answer), cars, search), key=lambda s: s.taps):
            after = taps + step.taps
            for command in step.command.split():
                reached[command] = min(after, reached.get(command, after))
            kind = form_of(step.page)
            if step.page and worth_a_look(step.page) and after < min(
                MOST_TAPS, seen.get(kind, MOST_TAPS)
            ):  # fmt: skip
                seen[kind] = after
                ahead.append((step.page, after))
    return reached


def form_of(place: str) -> str:
    """Forms of one command are alike, whichever car it is."""
    found = re.match(r"/c/\w+/do/(\w+)", place)
    return found[1] if found else place


def worth_a_look(place: str) -> bool:
    return place.startswith("/") and not place.startswith(LEADS_NOWHERE)


@pytest.fixture
def walker(one_app, everywhere, csrf, pin_of):
    """walker("advisor"): a browser of somebody with this role, who has just written a note."""
    store, cars, door = everywhere
    one_app.extensions["store"] = store

    def make(role: str):
        id = WALKERS.get(role, f"X-{role}")
        client = one_app.test_client()
        pin = pin_of(id) if id in WALKERS.values() else PIN
        form = {"pin": pin, "csrf_token": csrf(client)}
        assert client.post(f"/sign-in/person/{id}", data=form).status_code == 303
        card = door.card(cars["waiting"])
        note = {"key": new_id(), "version": str(card.version), "text": "客户在等",
                "csrf_token": csrf(client)}  # fmt: skip
        assert client.post(f"/c/{card.code}/do/add_note", data=note).status_code == 303
        return client

    return make


# What a role comes to by the search field only: its home has no list of cars.
BY_SEARCH = {"admin": {"add_note", "attach_photo", "undo"}}
# Where everybody looks now and then, whatever their role.
EVERYBODYS = ("/wall", "/labels", "/board/paper", "/board/at")


@pytest.mark.parametrize("role", ROLES)
def test_every_command_of_a_role_is_three_taps_from_its_home(role, walker, everywhere):
    _, cars, door = everywhere
    codes = [door.card(card).code for card in cars.values()]
    commands = {c for c in (*COMMANDS, *SHOP_COMMANDS) if role in RIGHTS[c]}
    client = walker(role)
    assert too_far(commands - BY_SEARCH.get(role, set()), walked(client, codes, False)) == {}
    assert too_far(commands, walked(client, codes, search=True)) == {}


@pytest.mark.parametrize("role", ROLES)
def test_every_home_leads_to_the_wall_labels_paper_and_the_past(role, walker):
    page = Page(walker(role).get("/", follow_redirects=True))
    links = {step.page for step in steps(page, [], False)}
    assert set(EVERYBODYS) - links == set()


@pytest.mark.parametrize("role", ["advisor", "reception", "care", "foreman", "leader", "manager"])
def test_who_takes_in_or_gives_out_cars_comes_to_the_appointments_from_home(role, walker):
    page = Page(walker(role).get("/", follow_redirects=True))
    assert "/appointments" in {step.page for step in steps(page, [], False)}


def too_far(commands: set[str], reached: dict[str, int]) -> dict[str, int | None]:
    """Commands that are further than three taps, or nowhere."""
    return {c: reached.get(c) for c in commands if reached.get(c, MOST_TAPS + 1) > MOST_TAPS}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_offers_what_a_role_may_not(role, walker, everywhere):
    _, cars, door = everywhere
    codes = [door.card(card).code for card in cars.values()]
    held = ("technician", "leader") if role == "leader" else (role,)
    may = {c for c in ALL_COMMANDS if set(held) & set(RIGHTS[c])}
    assert set(walked(walker(role), codes, search=True)) <= may


def test_the_walk_sees_what_is_too_far():
    deep = "<details><details><details><form method=post action=/c/X/do/undo><button>x</button>"

    class Result:
        status_code, location = 200, None

        @staticmethod
        def get_data(as_text: bool) -> str:
            return deep + "</form></details></details></details>"

    assert list(steps(Page(Result()), [], False)) == [replace(Step(4), command="undo")]


def test_everything_the_walk_knows_is_a_command():
    assert set(SHOP_FORMS.values()) | {"mark_absent"} <= set(SHOP_COMMANDS | REVIEW_COMMANDS)
