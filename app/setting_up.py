"""Knows how a shop comes to be: its tables, its row, its demo clock where one is asked for; and how
an earlier version's becomes this one's."""

import time

from app.clock import real_now
from app.config import Config
from app.database import Database
from app.folding_anew import fold_anew
from app.perform import Actor
from app.store import Store
from app.words import say
from app.writing import found_shop, set_clock
from board.shop import founded

SETUP = Actor("setup", "setup")
SAID_EVERY_SECONDS = 1.0


def opened(config: Config) -> Store:
    """The store, brought to this version's tables and to its fold."""
    store = with_tables(config)
    bring_to_this_fold(config, store)
    return store


def with_tables(config: Config) -> Store:
    """The store with this version's tables, and in them what an earlier one may have written."""
    database = Database(config.database_url)
    database.upgrade()
    return Store(database, config.shop)


def bring_to_this_fold(config: Config, store: Store) -> None:
    """Folds all anew where an earlier version stored it; says each second how far it is."""
    last = time.monotonic()

    def told(done: int, of: int) -> None:
        nonlocal last
        if of and (done == of or time.monotonic() - last > SAID_EVERY_SECONDS):
            last = time.monotonic()
            facts = {"done": f"{done:,}", "all": f"{of:,}"}
            print(say(config.language, "terminal-folding-anew", **facts), flush=True)

    fold_anew(store, told)


def set_up(config: Config, name: str = "") -> Store:
    """Tables, the shop, and the demo clock where one is asked for."""
    store = opened(config)
    found_shop(store, name or "Jindu", founded(config.timezone))
    anchor_clock(config, store)
    return store


def anchor_clock(config: Config, store: Store) -> None:
    """Starts the demo clock once; later starts with the same setting go on where it is. A clock
    never goes behind what is recorded: an earlier time only sets another pace."""
    if config.clock is None:
        return
    with store.read() as view:
        clock, now, recorded = view.row.clock, view.now, view.recorded_until()
    if (clock.start, clock.speed) == (config.clock, config.clock_speed):
        return
    start = config.clock if not recorded or config.clock >= recorded else max(now, recorded)
    set_clock(store, start, config.clock_speed, real_now())
