"""From a tap on one page to the repaint of the wall on another, in a real browser; beside a plain
page on a plain server that does the same."""

import csv
import os
import shutil
import subprocess
import sys
import tempfile

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.bench.servers import ROOT, Server, free_port, machine, percentile

TAPS = 120
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-gpu"]  # fmt: skip
STAFF = {
    row[0]: row for row in csv.reader((ROOT / "app/demo/staff.csv").open(encoding="utf-8-sig"))
}

# The moment a change in the watched part has been painted, on a clock that all pages share.
WATCH = """selector => {
  window.painted = [];
  new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(() =>
    window.painted.push(performance.timeOrigin + performance.now()))))
    .observe(document.querySelector(selector),
      {childList: true, subtree: true, characterData: true, attributes: true});
}"""
BUTTON = "main form[action*=prioritise] :is(button[type=submit], .btn-primary)"
TAP = """selector => { const t = performance.timeOrigin + performance.now();
  document.querySelector(selector).click(); return t; }"""


def demo_server(folder: str) -> Server:
    """The sample day at 11:47, served."""
    port = free_port()
    env = {"BOARD_DATA_DIR": folder, "BOARD_PORT": str(port), "BOARD_HOST": "127.0.0.1"}
    subprocess.run(
        [sys.executable, "-m", "tests.midday"], cwd=ROOT, env=os.environ | env, check=True
    )
    return Server(["app", "serve"], env, port, "/healthz")


def as_person(context: BrowserContext, url: str, person: str) -> Page:
    """A page of somebody signed in with the PIN."""
    page = context.new_page()
    page.goto(f"{url}/sign-in/person/{person}")
    page.locator("input[name=pin]").fill(STAFF[person][5])
    page.locator("input[name=pin]").press("Enter")
    page.wait_for_url(lambda at: "/sign-in" not in at)
    return page


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        print(f"  {TAPS} taps; ms from the tap to the wall's repaint, p50 p95")
        try:
            for name, measure in (("board", _board), ("baseline", _baseline)):
                times = measure(browser, folder)
                print(f"  {name:9} {percentile(times, 0.5):7.1f} {percentile(times, 0.95):7.1f}",
                      flush=True)  # fmt: skip
        finally:
            browser.close()


def _board(browser, folder: str) -> list[float]:  # noqa: ANN001
    """The washer's start and the advisor's mark would end; a flag on a card can be set and taken
    off for ever: the tap sends the form of its page, as a person's would."""
    server = demo_server(f"{folder}/board")
    try:
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        tapped = as_person(context, server.url, "F01")
        wall = context.new_page()
        wall.goto(server.url + "/wall")
        wall.locator("html[data-live=live]").wait_for()
        first = wall.locator("[data-slot=management] > [data-card]").first
        return _taps(tapped, wall, server.url, first.get_attribute("data-card"))
    finally:
        server.stop()


def _taps(tapped: Page, wall: Page, url: str, card: str) -> list[float]:
    path = tapped.request.get(f"{url}/api/v1/cards/{card}").json()["code"]
    times = []
    for n in range(TAPS):
        on = "1" if n % 2 == 0 else ""
        tapped.goto(f"{url}/c/{path}/do/prioritise_card?flag=complaint&on={on}&reason=客户来电")
        wall.evaluate(WATCH, "[data-slot=management]")
        start = tapped.evaluate(TAP, BUTTON)
        times.append(_first_after(wall, start) - start)
        tapped.wait_for_url(lambda at: "/do/" not in at)
    return times


def _first_after(wall: Page, start: float) -> float:
    for _ in range(500):
        painted = [at for at in wall.evaluate("window.painted") if at >= start]
        if painted:
            return painted[0]
        wall.wait_for_timeout(10)
    raise SystemExit("the wall did not repaint")


def _baseline(browser, folder: str) -> list[float]:  # noqa: ANN001
    port = free_port()
    server = Server(["tests.bench.baseline", f"{folder}/b.db", str(port)], {}, port, "/")
    try:
        context = browser.new_context()
        tapped, wall = context.new_page(), context.new_page()
        for page in (tapped, wall):
            page.goto(server.url + "/page")
            page.locator("body[data-ready]").wait_for()
        wall.evaluate(WATCH, "#shown")
        times = []
        for _ in range(TAPS):
            start = tapped.evaluate(TAP, "button")
            times.append(_first_after(wall, start) - start)
        return times
    finally:
        server.stop()
