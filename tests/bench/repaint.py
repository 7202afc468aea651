"""From a tap on one page to the repaint of the wall on another, in a real browser; beside a plain
page on a plain server that does the same."""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass

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
  const now = () => performance.timeOrigin + performance.now();
  window.painted = [];
  window.changed = [];
  window.heard ??= [];
  new MutationObserver(() => {
    window.changed.push(now());
    requestAnimationFrame(() => requestAnimationFrame(() => window.painted.push(now())));
  }).observe(document.querySelector(selector),
      {childList: true, subtree: true, characterData: true, attributes: true});
}"""
# What a page's socket hears and what it asks for, on the same clock.
LISTEN = """
const now = () => performance.timeOrigin + performance.now();
window.heard = [];
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...words) {
    super(...words);
    this.addEventListener("message", ({ data }) => {
      if (typeof data === "string" && data.startsWith("42")) window.heard.push(now());
    });
  }
};
const plain = window.fetch;
window.fetch = (...words) => {
  if (words[1]?.method !== "POST") return plain(...words);
  sessionStorage.asked = now();
  return plain(...words).finally(() => { sessionStorage.answered = now(); });
};
"""
BUTTON = "main form[action*=prioritise] :is(button[type=submit], .btn-primary)"
TAP = """selector => { const t = performance.timeOrigin + performance.now();
  document.querySelector(selector).click(); return t; }"""


@dataclass(frozen=True)
class Tap:
    """Moments of one tap in ms, on the clock all pages share; None where a page has no such."""

    tapped: float
    painted: float
    changed: float
    heard: float | None
    asked: float | None = None
    answered: float | None = None


LEGS = [
    ("tap → request", "tapped", "asked"),
    ("request → push heard", "asked", "heard"),
    ("push heard → page changed", "heard", "changed"),
    ("page changed → painted", "changed", "painted"),
    ("beside: request → reply", "asked", "answered"),
]


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
                print_times(name, measure(browser, folder))
        finally:
            browser.close()


def print_times(name: str, taps: list[Tap]) -> None:
    """The whole way, then its legs one after the other: where the time goes."""
    _print_line(name, [tap.painted - tap.tapped for tap in taps])
    for leg, start, end in LEGS:
        spans = [(getattr(tap, start), getattr(tap, end)) for tap in taps]
        known = [end - start for start, end in spans if start is not None and end is not None]
        if known:
            _print_line(f"  {leg}", known)


def _print_line(name: str, times: list[float]) -> None:
    print(f"  {name:34} {percentile(times, 0.5):7.1f} {percentile(times, 0.95):7.1f}", flush=True)


def _board(browser, folder: str) -> list[Tap]:  # noqa: ANN001
    """The washer's start and the advisor's mark would end; a flag on a card can be set and taken
    off for ever: the tap sends the form of its page, as a person's would."""
    server = demo_server(f"{folder}/board")
    try:
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        context.add_init_script(LISTEN)
        tapped = as_person(context, server.url, "F01")
        wall = context.new_page()
        wall.goto(server.url + "/wall")
        wall.locator("html[data-live=live]").wait_for()
        first = wall.locator("[data-slot=management] > [data-card]").first
        return _taps(tapped, wall, server.url, first.get_attribute("data-card"))
    finally:
        server.stop()


def _taps(tapped: Page, wall: Page, url: str, card: str) -> list[Tap]:
    path = tapped.request.get(f"{url}/api/v1/cards/{card}").json()["code"]
    taps = []
    for n in range(TAPS):
        on = "1" if n % 2 == 0 else ""
        tapped.goto(f"{url}/c/{path}/do/prioritise_card?flag=complaint&on={on}&reason=客户来电")
        tapped.locator("html[data-takes-taps=yes]").wait_for()  # it takes none just after a load
        wall.evaluate(WATCH, "[data-slot=management]")
        start = tapped.evaluate(TAP, BUTTON)
        seen = _first_after(wall, start)
        tapped.wait_for_url(lambda at: "/do/" not in at)
        asked = tapped.evaluate("[Number(sessionStorage.asked), Number(sessionStorage.answered)]")
        taps.append(Tap(start, *seen, *asked))
    return taps


def _first_after(wall: Page, start: float) -> tuple[float, float, float | None]:
    """When the first change since was painted, drawn, and heard of by the page's socket."""
    for _ in range(500):
        painted, changed, heard = wall.evaluate("[window.painted, window.changed, window.heard]")
        if any(at >= start for at in painted):
            firsts = [
                next((at for at in all if at >= start), None) for all in (painted, changed, heard)
            ]
            return tuple(firsts)
        wall.wait_for_timeout(10)
    raise SystemExit("the wall did not repaint")


def _baseline(browser, folder: str) -> list[Tap]:  # noqa: ANN001
    port = free_port()
    server = Server(["tests.bench.baseline", f"{folder}/b.db", str(port)], {}, port, "/")
    try:
        context = browser.new_context()
        context.add_init_script(LISTEN)
        tapped, wall = context.new_page(), context.new_page()
        for page in (tapped, wall):
            page.goto(server.url + "/page")
            page.locator("body[data-ready]").wait_for()
        wall.evaluate(WATCH, "#shown")
        taps = []
        for _ in range(TAPS):
            start = tapped.evaluate(TAP, "button")
            taps.append(Tap(start, *_first_after(wall, start)))
        return taps
    finally:
        server.stop()
