"""Knows what people do at a screen: find their name, type the PIN, open a car, press a button.
Only with what stands on the page, in the language of the page; never by the API."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from app.importing.staff_file import read_staff_file
from app.words import say
from board.people.people import ROLES
from tests.screens.watched import Watched

STAFF = Path(__file__).parents[2] / "app/demo/staff.csv"
ROWS = {row.id: row for row in read_staff_file(STAFF.read_bytes(), ROLES).rows}
PUSHED_MS = 10_000  # at most, on a busy machine; how fast it is says the bench
TABLET_WIDTH = 800


class Hands:
    """A person (or a wall, or nobody yet) at one screen."""

    def __init__(self, screen: Watched, language: str = "zh-CN") -> None:
        self.screen, self.page, self.language = screen, screen.page, language

    def say(self, id: str, **facts: object) -> str:
        return say(self.language, id, **facts)

    def go(self, path: str) -> "Hands":
        self.page.goto(self.screen.address + path)
        return self

    # --- coming in -------------------------------------------------------------------

    def sign_in(self, person: str) -> "Hands":
        """Team or office, name, PIN, from whatever page asked for it."""
        who = ROWS[person]
        if "/sign-in" not in self.page.url:
            self.go("/sign-in")
        self.page.get_by_role("link", name=who.team or self.say(f"role-{who.roles[0]}")).click()
        self.page.get_by_role("link", name=who.name).click()
        self._give_pin(who.pin or "")
        self.page.get_by_role("button", name=self.say("sign-in"), exact=True).click()
        expect(self.page.locator(".top-side")).to_contain_text(who.name)
        return self

    def _give_pin(self, pin: str) -> None:
        """A glove taps the keys on the page; who has a keyboard types."""
        if (self.page.viewport_size or {}).get("width") != TABLET_WIDTH:
            self.page.fill("#f-pin", pin)
            return
        for digit in pin:
            self.page.locator(f"[data-digit='{digit}']").click()

    # --- finding a car ---------------------------------------------------------------

    def open(self, plate: str) -> "Hands":
        """By the one search field, as somebody who reads the plate off the car."""
        if not self.page.locator("#find-q").is_visible():
            self.go("/find")
        self.page.fill("#find-q", plate)
        with self.page.expect_navigation(url=re.compile(r"/c/\w+$")):
            self.page.press("#find-q", "Enter")
        expect(self.page.locator(".plate-large")).to_have_text(plate)
        return self

    # --- doing -----------------------------------------------------------------------

    def action(self, command: str, words: str | None = None) -> Locator:
        """The button or link of a command, as it stands on the page now."""
        found = self.page.locator(f"[data-command={command}]:not([disabled])")
        return (found.filter(has_text=words) if words else found).first

    def tap(self, command: str, words: str | None = None) -> "Hands":
        """One tap that says and does it; the page says so too."""
        self.action(command, words).click()
        return self.told(self.say(f"card-done-{command}"))

    def finish(self) -> "Hands":
        """完工; whoever has only just begun is asked, and means it."""
        self.screen.expected = {409}
        self.action("finish_work").click()
        really = self.page.locator("button[name=confirmed]")
        done = self.page.locator(".notice", has_text=self.say("card-done-finish_work"))
        expect(really.or_(done).first).to_be_visible()
        if really.count():
            really.click()
        return self.told(self.say("card-done-finish_work"))

    def takes_taps(self) -> "Hands":
        """Waits until the page takes a tap again: a key pressed too early does nothing."""
        expect(self.page.locator("html[data-takes-taps=yes]")).to_be_attached()
        expect(self.page.locator("[data-just-came]")).to_have_count(0)
        return self

    def begin(self, command: str, words: str | None = None) -> "Hands":
        """Opens the form of a command."""
        self.action(command, words).click()
        expect(self.page).to_have_url(re.compile(f"/do/{command}"))
        return self

    def fill(self, **values: object) -> "Hands":
        """Types into fields; `__` stands for a dot. Ticks and tiles are chosen by their value."""
        for name, value in values.items():
            name = name.replace("__", ".")
            for one in value if isinstance(value, (list, tuple)) else [value]:
                self._fill(name, str(one))
        return self

    def _fill(self, name: str, value: str) -> None:
        tiles = self.page.locator(f"main input[name='{name}']:is([type=radio], [type=checkbox])")
        if tiles.count():
            tile = tiles.and_(self.page.locator(f"[value='{value}']")).first
            tile.locator("xpath=ancestor::label[1]").click()
            return
        field = self.page.locator(f"main :is(input, textarea, select)[name='{name}']").first
        if not field.is_visible():
            field.locator("xpath=ancestor::details[1]").locator("summary").click()
        field.fill(value)

    def send(self, command: str, value: str | None = None) -> "Hands":
        """Presses the button of an open form; `value`: which of several."""
        chosen = f"[value='{value}']" if value else ""
        self.page.locator(f"main button[data-command={command}]{chosen}").first.click()
        return self.told(self.say(f"card-done-{command}"))

    def sign(self, level: str, person: str, passed: str = "1", **typed: object) -> "Hands":
        """Signs a check with the PIN."""
        self.begin("sign_check", self.say(f"card-sign-{level}"))
        self.fill(**typed)
        if self.page.locator("#f-pin").count():
            self.fill(pin=ROWS[person].pin)
        return self.send("sign_check", passed)

    def told(self, words: str) -> "Hands":
        """A line on top says what was done, or why it was not."""
        expect(self.page.locator(".notice", has_text=words).first).to_be_visible()
        return self


def sees(screen: Hands, selector: str, words: str) -> None:
    """Within two seconds, and nobody loads the page again."""
    expect(screen.page.locator(selector)).to_contain_text(words, timeout=PUSHED_MS)


def row(page: Page, card: str) -> str:
    return f"[data-slot] > [data-card='{card}']"
