"""Knows each role's home: what waits for it, in which order, and the one large button beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, render_template, session

from app import context
from app.commands.offers import TAPS
from app.live.pages import live, slots
from app.live.views import people_of
from app.pages.card import me_here, undo_of
from app.pages.home_parts import part
from app.pages.own_reviews import own_reviews
from app.people import signed_in
from app.people.entry import let_in, page_of_home
from app.people.paths import HOMES
from app.storage.serialization import new_id
from board.people.people import Person

blueprint = Blueprint("homes", __name__)


def nobody(me: Person) -> str | None:
    return None


def own(me: Person) -> str | None:
    """Only the rows a person has to do with."""
    return me.id


@dataclass(frozen=True)
class Section:
    """One list: its slot in the view, and the commands offered beside each row, the large one
    first."""

    title: str
    slot: str
    actions: tuple[str, ...] = ()
    whose: Callable[[Person], str | None] = nobody
    empty: str = "homes-nothing"

    def offered(self, me: Person) -> list[str]:
        return [name for name in self.actions if signed_in.possible(name) != "no"]


@dataclass(frozen=True)
class Part:
    """What is drawn from more than tiles: `homes/_NAME.html` over `home_parts.part(NAME)`."""

    name: str


@dataclass(frozen=True)
class Home:
    role: str
    blocks: tuple[Section | Part, ...]
    view: str = "lanes"

    @property
    def sections(self) -> list[Section]:
        return [block for block in self.blocks if isinstance(block, Section)]

    @property
    def parts(self) -> list[str]:
        return [block.name for block in self.blocks if isinstance(block, Part)]


def mine(section: Section) -> Section:
    """The same list, of one's own cars."""
    return replace(section, whose=own)


ARRIVED = Section("homes-arrived", "arrived", ("check_in",), empty="homes-nobody-waits")
TO_READY = Section("homes-bill-checked", "settling-checked", ("move_to_ready",))
HAND_OVER = Section("homes-told", "ready-told", ("hand_over",))
DUE = Section("homes-due", "due", ("check_in", "arrive", "tell_customer"))
BOOKED = Section("homes-booked", "booked", ("arrive", "reschedule_card"))

ALL_HOMES = {
    "advisor": Home(
        "advisor",
        (
            Part("calls"),
            Part("duties"),
            ARRIVED,
            Part("to_inform"),
            Part("returned"),
            mine(TO_READY),
            mine(HAND_OVER),
        ),
    ),
    "advisor/cars": Home(
        "advisor",
        (
            mine(Section("homes-cars", "mine")),
            mine(Section("homes-my-appointments", "mine-booked", empty="homes-nobody-booked")),
        ),
        view="advisor",
    ),
    "check": Home(
        "inspector",
        (
            Section("homes-final", "checking-final", ("sign_check",)),
            Section("homes-peer", "checking-peer"),
        ),
    ),
    "wash": Home(
        "washer",
        (
            Section("homes-washing", "washing-running", ("finish_wash",)),
            Section("homes-to-wash", "washing-waiting", ("start_wash",)),
        ),
    ),
    "bill": Home("cashier", (Part("bills"),)),
    "parts": Home("parts", (Part("parts"),)),
    "arrivals": Home("reception", (ARRIVED, DUE, BOOKED)),
    "care": Home("care", (Part("tomorrow"), Part("duties"), Part("no_shows"), Part("follow_up"))),
    "duties": Home("foreman", (Part("duties"),)),
    "dispatch/cars": Home(
        "foreman",
        (
            Section("lane-working", "working", ("pause_work", "hand_work_over")),
            Section("lane-stopped", "stopped", ("dispatch_card", "correct_interval")),
            Section("lane-queued", "queued", ("dispatch_card", "prioritise_card")),
        ),
    ),
    "manager": Home(
        "manager", (Part("lanes"), Part("duties"), Part("still"), Part("left"), Part("admin"))
    ),
}

# A button's words where they are not simply the command's; what may be typed beside it.
WORDS = {"sign_check": "card-sign-final", "tell_customer": "homes-tell"}
FIELDS = {"finish_wash": "parking"}

# Screens beside a role's home.
BESIDE = {
    "advisor": (("/advisor/cars", "homes-cars"), ("/arrivals", "homes-arrivals")),
    "care": (("/arrivals", "homes-arrivals"),),
    "foreman": (("/dispatch/cars", "homes-at-work"), ("/duties", "duties-title")),
}


@blueprint.get("/<any(advisor, check, wash, bill, parts, arrivals, care, manager, duties):name>")
@page_of_home
def home(name: str) -> Any:
    return home_page(name, f"homes/{'advisor' if name == 'advisor' else 'home'}.html")


@blueprint.get("/advisor/cars", defaults={"name": "advisor/cars"})
@page_of_home
def cars(name: str) -> Any:
    """An advisor's cars by promise, and which of them changed since they were last looked at."""
    return home_page(name, "homes/cars.html")


@blueprint.get("/dispatch/cars", defaults={"name": "dispatch/cars"})
@page_of_home
def at_work(name: str) -> Any:
    """What the foreman does to cars that somebody has in hand, without looking them up."""
    return home_page(name)


@blueprint.get("/live/home/<path:name>")
def parts(name: str) -> Any:
    """The parts that pushes do not draw, fetched by the page itself."""
    let_in(name)
    home = ALL_HOMES.get(name) or abort(404)
    return render_template("homes/_regions.html", **_drawn(name, home, me_here()))


def home_page(name: str, template: str = "homes/home.html") -> Any:
    """A home drawn from the one reading its number is from."""
    home, me = ALL_HOMES[name], me_here()
    shown = slots(home.view)
    rows = {s.slot: _rows(shown.get(s.slot, []), s, me) for s in home.sections}
    actions = list(dict.fromkeys(name for s in home.sections for name in s.offered(me)))
    return render_template(
        template, live=live(home.view), rows=rows, tabs=tabs(me), actions=actions,
        taps=[name for name in actions if name in TAPS and signed_in.possible(name) == "yes"],
        words_of={name: WORDS.get(name, f"command-{name}") for name in actions}, fields=FIELDS,
        **_drawn(name, home, me),
    )  # fmt: skip


def _drawn(name: str, home: Home, me: Person) -> dict[str, Any]:
    """What the parts of a home are drawn from."""
    drawn = {"home": home, "here": f"/{name}", "page": "home", "key": new_id,
             "undo": undo_of(context.read_session().card(session.get("just_did")))}  # fmt: skip
    drawn["own_reviews"] = own_reviews(me)
    for one in home.parts:
        drawn |= part(one, me)
    return drawn


def _rows(rows: list[Any], section: Section, me: Person) -> list[Any]:
    whose = section.whose(me)
    return [(tile, rank) for tile, rank in rows if whose is None or whose in people_of(tile)]


def tabs(me: Person) -> list[tuple[str, str]]:
    """(path, words) of one's own screens: the homes of all one's roles and what is beside them."""
    found: dict[str, str] = {}
    for role in me.roles:
        found.setdefault(HOMES[role], f"role-{role}" if len(me.roles) > 1 else "homes-today")
        found |= dict(BESIDE.get(role, ()))
    return list(found.items())
