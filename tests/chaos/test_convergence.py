"""Four writers at one card and a bad link: once the link is whole and nobody writes, no screen that
says it is live differs from a fresh page, and none stays stale."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from app.history.verifying import verify
from tests.chaos.proxy import Link
from tests.chaos.race import Race
from tests.door.shop import opened, quick_folder
from tests.live.test_sockets import signed_in
from tests.serving import LARGE, MODES, Server, copy_of, dose

HERE = Path(__file__).parent
ROUNDS = {"eventlet": dose(5, 100), "gevent": dose(2, 25), "threading": dose(2, 25)}
STORM_SECONDS = 4.0 if LARGE else 2.5
# A half-open socket is noticed after 7 s, a try on a link that hangs given up after 4 s, and the
# next try comes at most 3.75 s later.
QUIET_SECONDS = 18.0
SETTLE_SECONDS = 1.8  # later than the latest message that was held back
LANGUAGES = {"zh-CN": "T02", "en": "T03"}


class Screen:
    """A page that stays open through all storms, and a fresh one to compare it with."""

    def __init__(self, context: BrowserContext, base: str, path: str, fresh: Page) -> None:
        self.base, self.path, self.fresh_page = base, path, fresh
        self.page: Page = context.new_page()
        self.page.goto(base + path)

    @property
    def name(self) -> str:
        return f"{self.page.evaluate('document.documentElement.lang')} {self.path[:6]}"

    def seen(self) -> dict:
        return self.page.evaluate((HERE / "seen.js").read_text())

    def fresh(self, server: str) -> dict:
        self.fresh_page.goto(server + self.path)
        self.fresh_page.locator("html[data-live=live]").wait_for(timeout=10_000)
        return self.fresh_page.evaluate((HERE / "seen.js").read_text())


def different(one: dict, other: dict) -> list[str]:
    """Where what one screen shows differs from another, in words."""
    found = []
    for (slot, rows), (_, fresh) in zip(one["lists"], other["lists"], strict=True):
        found += [f"{slot}: {row} not {want}" for row, want in zip(rows, fresh, strict=False)
                  if row != want]  # fmt: skip
        if len(rows) != len(fresh):
            found.append(f"{slot}: {len(rows)} rows, not {len(fresh)}")
    return found + [f"{name}: {one[name]} not {other[name]}" for name in ("counts", "parts")
                    if one[name] != other[name]]  # fmt: skip


class Stand:
    """A served shop, a race on it, six screens behind two kinds of bad link."""

    def __init__(self, server: Server, tokens: dict[str, str], browser: Browser, seed: int) -> None:
        self.server, self.tokens = server, tokens
        self.race = Race(server.address, tokens, seed)
        self.link = Link(server.port, seed)
        code = self.race.apis["F01"].get(f"/cards/{self.race.hot}")["code"]
        self.screens: list[Screen] = []
        for language, person in LANGUAGES.items():
            context = browser.new_context(locale=language)
            cookies = signed_in(self, person).cookies
            context.add_cookies(
                [{"name": c.name, "value": c.value, "url": server.address} for c in cookies]
            )
            lossy = language == "en"
            fresh = context.new_page()
            if lossy:
                context.add_init_script(path=HERE / "lossy_socket.js")
            for path in ("/wall", "/", f"/c/{code}"):
                base = server.address if lossy else self.link.address
                self.screens.append(Screen(context, base, path, fresh))
        self.settle()

    # --- one round -----------------------------------------------------------------------

    def storm(self) -> None:
        self.lossy(True)
        self.race.start()
        until = time.monotonic() + STORM_SECONDS
        while time.monotonic() < until:
            self.link.storm_once()
            self.screens[0].page.wait_for_timeout(self.link.dice.uniform(150, 700))
        self.race.stop()
        self.link.heal()
        self.lossy(False)

    def lossy(self, on: bool) -> None:
        for screen in self.screens:
            screen.page.evaluate("on => { if (window.__faults) window.__faults.on = on; }", on)

    def settle(self) -> tuple[list[str], list[str]]:
        """Nobody writes and the link is whole: until every screen is live and right.
        Returns the screens that are not live then, and where a live one differs."""
        until = time.monotonic() + QUIET_SECONDS
        self.screens[0].page.wait_for_timeout(SETTLE_SECONDS * 1000)
        seq = self.race.apis["F01"].get("/board")["seq"]
        while True:
            behind = [s for s in self.screens if not self.is_there(s, seq)]
            over = time.monotonic() > until
            wrong = self.compare() if over or not behind else []
            if over or not (behind or wrong):
                return [self.standing(s, seq) for s in behind], wrong
            self.screens[0].page.wait_for_timeout(250)

    def standing(self, screen: Screen, seq: int) -> str:
        seen = screen.seen()
        return f"{screen.name}: {seen['live']} at {seen['seq']} of {seq}"

    def is_there(self, screen: Screen, seq: int) -> bool:
        return screen.page.evaluate(
            "seq => document.documentElement.dataset.live === 'live'"
            " && Number(document.body.dataset.seq) >= seq",
            seq,
        )

    def count_faults(self) -> dict[str, int]:
        """What was done to messages on all screens; the pages count since they were opened."""
        counts: Counter[str] = Counter()
        for screen in self.screens:
            counts.update(
                {k: int(v) for k, v in (screen.seen()["faults"] or {}).items() if k != "on"}
            )
        return dict(counts)

    def compare(self) -> list[str]:
        wrong = []
        for screen in self.screens:
            seen, fresh = screen.seen(), screen.fresh(self.server.address)
            if seen["live"] == "live":
                wrong += [f"{screen.name}: {words}" for words in different(seen, fresh)]
        return wrong


@contextmanager
def standing(made: tuple, browser: Browser, mode: str, seed: int) -> Iterator[Stand]:
    template, tokens = made
    with quick_folder() as folder:
        copy_of(template, folder)
        with Server(folder, mode) as server:
            stand = Stand(server, tokens, browser, seed)
            try:
                yield stand
            finally:
                stand.link.close()
                for context in browser.contexts:
                    context.close()


@pytest.mark.parametrize("mode", MODES)
def test_every_screen_is_right_in_the_end(made, browser, mode):
    with standing(made, browser, mode, seed=11) as stand:
        stale, wrong = [], []
        for number in range(ROUNDS[mode]):
            stand.storm()
            behind, differing = stand.settle()
            stale += [f"round {number}: {words}" for words in behind]
            wrong += [f"round {number}: {words}" for words in differing]
        race, link = stand.race, stand.link
        print(f"{mode}: {ROUNDS[mode]} rounds, {len(stand.screens)} screens, {race.given} commands "
              f"({race.done} done); link {dict(link.done)}; messages {stand.count_faults()}; "
              f"{len(wrong)} wrong, {len(stale)} stale")  # fmt: skip
        store = opened(stand.server.folder)
        assert verify(store) == []
        store.database.close()
        assert not wrong + stale, "\n".join(wrong + stale)
        assert race.done > 5 * ROUNDS[mode], "the race was no race"
