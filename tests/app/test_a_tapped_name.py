"""What a name tile alone is enough for on a team's tablet, and what needs the PIN."""

import sys

from app.clock import real_now
from app.commands.perform import Actor, Command, perform
from app.people import lockout, sessions
from app.storage.serialization import new_id
from board.commands.delivery import Undo
from board.commands.work import AddNote, DispatchCard
from tests.app.shop_door import Door
from tests.cast import WU


def ask(store, card, args, level):
    order = Command(Actor(WU.id, level), new_id(), args, card.id, card.version)
    return perform(store, order)


def test_a_tapped_name_takes_back_a_note_but_no_dispatch(store):
    door = Door(store)
    id = door.waiting()
    assert ask(store, door.card(id), AddNote(text="左前轮异响"), "name").ok
    assert ask(store, door.card(id), Undo(), "name").ok
    assert ask(store, door.card(id), DispatchCard(team=door.team), "pin").ok
    refused = ask(store, door.card(id), Undo(), "name")
    assert (refused.status, refused.reason) == (403, "pin_needed")
    assert ask(store, door.card(id), Undo(), "pin").ok


def test_signing_out_everywhere_needs_the_pin(tablet, csrf):
    browser = tablet("G1")
    browser.post("/sign-in/name", data={"person": "T02", "csrf_token": csrf(browser)})
    answer = browser.post("/me/sign-out-everywhere", data={"csrf_token": csrf(browser)})
    assert answer.status_code == 303 and answer.location.startswith("/sign-in/pin")


def test_a_right_pin_gives_a_guesser_elsewhere_no_new_tries(store):
    """Guesses from ever new devices are counted together, whoever signs in meanwhile."""
    now = real_now()
    sessions.start(store, "own", "T02", "pin", now, None)
    tried = 0
    for n in range(lockout.FREE_ON_NEW_DEVICES + 5):
        attempt = lockout.begin(store, "T02", f"guesser-{n}", now)
        tried += attempt.allowed
        if n % 10 == 9:  # and right ones, on a device of T02's own
            lockout.begin(store, "T02", "own", now)
            lockout.forget(store, "T02", "own")
    assert tried <= lockout.FREE_ON_NEW_DEVICES + 1


def test_the_pages_load_where_files_cannot_be_locked(monkeypatch):
    """Windows has no fcntl."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    for name in ("app.importing.uploads", "app.pages.import_day"):
        monkeypatch.delitem(sys.modules, name, raising=False)
        __import__(name)
