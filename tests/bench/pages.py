"""First load of the wall, a technician's and an advisor's page: bytes in a browser, by https and by
plain http (which has no Brotli), and Lighthouse 12 where `npx` can fetch it."""

import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.repaint import FLAGS, as_person, demo_server
from tests.bench.servers import machine

PAGES = (("wall", "S01", "/wall"), ("technician", "T10", "/"), ("advisor", "S01", "/advisor"))
KINDS = {"stylesheet": "css", "script": "js", "document": "html"}
LIMITS = {"js": 45 * 1024, "css": 15 * 1024}
METRICS = {"FCP": "first-contentful-paint", "LCP": "largest-contentful-paint", "SI": "speed-index",
           "TBT": "total-blocking-time", "CLS": "cumulative-layout-shift"}  # fmt: skip
ENCODINGS = {"https": "gzip, deflate, br, zstd", "http": "gzip, deflate"}


def weighed(page: Page, url: str, encodings: str) -> tuple[Counter, Counter]:
    """Bytes of one first load by kind: what travels compressed, and the same with every head."""
    bodies: Counter = Counter()
    wire: Counter = Counter()
    kinds: dict[str, str] = {}
    heads: dict[str, int] = {}

    def answered(event: dict) -> None:
        kinds[event["requestId"]] = KINDS.get(event["type"].lower(), "")
        heads[event["requestId"]] = event["response"]["encodedDataLength"]

    def loaded(event: dict) -> None:
        kind, bytes_ = kinds.get(event["requestId"], ""), int(event["encodedDataLength"])
        wire[kind] += bytes_
        bodies[kind] += bytes_ - int(heads.get(event["requestId"], 0))

    line = page.context.new_cdp_session(page)
    line.on("Network.responseReceived", answered)
    line.on("Network.loadingFinished", loaded)
    line.send("Network.enable")
    line.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": encodings}})
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(url)
    page.wait_for_timeout(2500)
    return bodies, wire


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = demo_server(folder)
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            for name, person, path in PAGES:
                context = browser.new_context(locale="zh-CN")
                as_person(context, server.url, person)
                known = context.storage_state()  # signed in, with nothing in the browser's cache
                for how, encodings in ENCODINGS.items():
                    fresh = browser.new_context(locale="zh-CN", storage_state=known)
                    weights = weighed(fresh.new_page(), server.url + path, encodings)
                    _print(f"{name} {how}", *weights)
                    fresh.close()
                _lighthouse(name, server.url + path, context.cookies(), folder)
                context.close()
        finally:
            browser.close()
            server.stop()


def _print(name: str, bodies: Counter, wire: Counter) -> None:
    told = [f"html {bodies['html'] / 1024:5.1f} KiB"]
    for kind, limit in LIMITS.items():
        told.append(f"{kind} {bodies[kind] / 1024:5.1f} (limit {limit // 1024}; with all heads "
                    f"{wire[kind] / 1024:.1f})")  # fmt: skip
    print(f"  {name:16} " + "  ".join(told), flush=True)


def _lighthouse(name: str, url: str, cookies: list, folder: str) -> None:
    if not shutil.which("npx"):
        print("    Lighthouse: no npx")
        return
    out, headers = Path(folder) / f"{name}.json", Path(folder) / "headers.json"
    cookie = "; ".join(f"{c['name']}={c['value']}" for c in cookies)
    headers.write_text(json.dumps({"Cookie": cookie}))
    done = subprocess.run(
        ["npx", "-y", "lighthouse@12", url, "--quiet", "--output=json", f"--output-path={out}",
         f"--extra-headers={headers}", "--preset=desktop", "--max-wait-for-load=15000",
         "--chrome-flags=--headless " + " ".join(FLAGS)],
        env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    if done.returncode or not out.exists():
        print("    Lighthouse could not run:", done.stderr.strip().splitlines()[-1:])
        return
    report = json.loads(out.read_text())
    scores = {k: v["score"] for k, v in report["categories"].items()}
    print("    Lighthouse", report["lighthouseVersion"],
          "  ".join(f"{k} {round((s or 0) * 100)}" for k, s in scores.items()))  # fmt: skip
    shown = {short: report["audits"][id]["displayValue"] for short, id in METRICS.items()}
    print("     ", "  ".join(f"{short} {value}" for short, value in shown.items()))
