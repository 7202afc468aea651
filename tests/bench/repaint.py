"""From a tap on one page to the repaint of the wall on another, in a real browser; beside a plain
page on a plain server that does the same."""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.servers import ROOT, Server, free_port, machine, percentile

TAPS = 120
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-gpu"]  # fmt: skip
STAFF = {
    row[0]: row for row in csv.reader((ROOT / "app/demo/staff.csv").open(encoding="utf-8-sig"))
}

# The moments a page's socket hears a change, the watched part changes, and that has been painted,
# on a clock that all pages share. `seen(start)`: the first of each since, in order.
WATCH = """selector => {
  const now = () => performance.timeOrigin + performance.now();
  window.changed = [];
  window.painted = [];
  new MutationObserver(() => {
    const at = now();
    window.changed.push(at);
    requestAnimationFrame(() => requestAnimationFrame(() => window.painted.push([at, now()])));
  }).observe(document.querySelector(selector),
      {childList: true, subtree: true, characterData: true, attributes: true});
  window.seen = start => new Promise(resolve => {
    const asking = setInterval(() => {
      const heard = window.heard.find(at => at >= start);
      const changed = heard && window.changed.find(at => at >= heard);
      const painted = changed && window.painted.find(([of]) => of >= changed);
      if (!painted) return;
      clearInterval(asking);
      resolve({heard, changed, painted: painted[1]});
    }, 20);
  });
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
      if (typeof data === "string" && data.startsWith('42["change"')) window.heard.push(now());
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


# Moments of one tap in ms, on the clock all pages share; the server's are noted by probed.py.
Tap = dict[str, float]

LEGS = [
    ("tap → request leaves", "tapped", "asked"),
    ("request leaves → server starts", "asked", "came"),
    ("server: to the door", "came", "door"),
    ("server: door, rules, store", "door", "commits"),
    ("server: commit", "commits", "committed"),
    ("server: commit → changes read", "committed", "read"),
    ("server: wall drawn", "read", "drawn"),
    ("server: drawn → push leaves", "drawn", "sent"),
    ("push leaves → heard", "sent", "heard"),
    ("heard → page changed", "heard", "changed"),
    ("page changed → painted", "changed", "painted"),
    ("beside: request → reply", "asked", "answered"),
    ("beside: forecast anew", "forecasts", "forecast"),
    ("beside: the tap's next page", "page", "paged"),
]
IN_ORDER = ("came", "door", "commits", "committed", "read", "drawn", "sent")
CLOCKS_DIFFER_MS = 2.0  # that of browsers and that of the server
BESIDE = (("forecasts", "forecast"), ("page", "paged"))


def demo_server(folder: str, module: tuple[str, ...] = ("app", "serve")) -> Server:
    """The sample day at 11:47, served by `python -m` what is named."""
    port = free_port()
    env = {"BOARD_DATA_DIR": folder, "BOARD_PORT": str(port), "BOARD_HOST": "127.0.0.1"}
    subprocess.run(
        [sys.executable, "-m", "tests.midday"], cwd=ROOT, env=os.environ | env, check=True
    )
    return Server([*module], env, port, "/healthz")


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
        print(f"  {TAPS} taps; ms from the tap to the wall's repaint, p50 p95; server's CPU, p50")
        try:
            for name, measure in (("board", _board), ("baseline", _baseline)):
                print_times(name, measure(browser, folder))
        finally:
            browser.close()


def print_times(name: str, taps: list[Tap]) -> None:
    """The whole way, then its legs one after the other: where the time goes."""
    _print_line(name, [tap["painted"] - tap["tapped"] for tap in taps])
    for leg, *ends in LEGS:
        _print_line(f"  {leg}", _spans(taps, *ends), _spans(taps, *(f"{end} cpu" for end in ends)))


def _spans(taps: list[Tap], start: str, end: str) -> list[float]:
    """From one moment to the other, for the taps that have both."""
    return [tap[end] - tap[start] for tap in taps if start in tap and end in tap]


def _print_line(name: str, times: list[float], cpu: list[float] | None = None) -> None:
    if times:
        of_it = f"{percentile(cpu, 0.5):7.1f}" if cpu else ""
        print(f"  {name:34} {percentile(times, 0.5):7.1f} {percentile(times, 0.95):7.1f} {of_it}",
              flush=True)  # fmt: skip


def _board(browser: Browser, folder: str) -> list[Tap]:
    """The washer's start and the advisor's mark would end; a flag on a card can be set and taken
    off for ever: the tap sends the form of its page, as a person's would."""
    notes = f"{folder}/notes"
    server = demo_server(f"{folder}/board", ("tests.bench.probed", notes))
    try:
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        context.add_init_script(LISTEN)
        tapped = as_person(context, server.url, "F01")
        wall = context.new_page()
        wall.goto(server.url + "/wall")
        wall.locator("html[data-live=live]").wait_for()
        wall.evaluate(WATCH, "[data-slot=management]")
        first = wall.locator("[data-slot=management] > [data-card]").first
        taps = _taps(tapped, wall, server.url, first.get_attribute("data-card"))
    finally:
        server.stop()
    return _with_notes(taps, notes)


def _taps(tapped: Page, wall: Page, url: str, card: str) -> list[Tap]:
    path = tapped.request.get(f"{url}/api/v1/cards/{card}").json()["code"]
    taps = []
    for n in range(TAPS):
        on = "1" if n % 2 == 0 else ""
        tapped.goto(f"{url}/c/{path}/do/prioritise_card?flag=complaint&on={on}&reason=客户来电")
        tapped.locator("html[data-takes-taps=yes]").wait_for()  # it takes none just after a load
        start = tapped.evaluate(TAP, BUTTON)
        seen = wall.evaluate("start => window.seen(start)", start)
        tapped.wait_for_url(lambda at: "/do/" not in at)
        asked = tapped.evaluate(
            "() => ({asked: +sessionStorage.asked, answered: +sessionStorage.answered})"
        )
        taps.append({"tapped": start} | seen | asked)
    return taps


def _with_notes(taps: list[Tap], path: str) -> list[Tap]:
    """The taps with what the server noted of each: one thing after the other since its request
    left, and what it did beside."""
    noted: dict[str, list[tuple[float, float]]] = {}
    for line in Path(path).read_text().splitlines():
        name, at, cpu = line.split()
        noted.setdefault(name, []).append((float(at), float(cpu)))
    return [tap | _moments(noted, tap["asked"] - CLOCKS_DIFFER_MS) for tap in taps]


def _moments(noted: dict[str, list[tuple[float, float]]], asked: float) -> Tap:
    found = _follow(noted, IN_ORDER, asked)
    for pair in BESIDE:
        found |= _follow(noted, pair, found["committed"])
    return found


def _follow(
    noted: dict[str, list[tuple[float, float]]], names: tuple[str, ...], since: float
) -> Tap:
    """The first of each name after the one before; as `NAME cpu` what had been computed by then."""
    found: Tap = {}
    for name in names:
        later = next((note for note in noted.get(name, []) if note[0] >= since), None)
        if later is None:
            break
        since, found[f"{name} cpu"] = later
        found[name] = since
    return found


def _baseline(browser: Browser, folder: str) -> list[Tap]:
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
        starts = (tapped.evaluate(TAP, "button") for _ in range(TAPS))
        return [
            {"tapped": start} | wall.evaluate("start => window.seen(start)", start)
            for start in starts
        ]
    finally:
        server.stop()
