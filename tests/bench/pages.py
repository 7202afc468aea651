"""First load of the wall, a technician's and an advisor's page: bytes on the wire in a browser,
and Lighthouse 12 where `npx` can fetch it."""

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


def weighed(page: Page, url: str) -> Counter:
    """Bytes on the wire of one first load, heads included, by kind."""
    sizes: Counter = Counter()
    kinds: dict[str, str] = {}
    wire = page.context.new_cdp_session(page)
    wire.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"].lower()}))
    wire.on(
        "Network.loadingFinished",
        lambda e: sizes.update({KINDS.get(kinds.get(e["requestId"])): int(e["encodedDataLength"])}),
    )
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(url)
    page.wait_for_timeout(2500)
    return sizes


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
                fresh = browser.new_context(locale="zh-CN", storage_state=known)
                sizes = weighed(fresh.new_page(), server.url + path)
                fresh.close()
                print(f"  {name:10} " + "  ".join(
                    f"{kind} {sizes[kind] / 1024:6.1f} KiB"
                    + (f" (limit {LIMITS[kind] // 1024})" if kind in LIMITS else "")
                    for kind in ("html", "css", "js")), flush=True)  # fmt: skip
                _lighthouse(name, server.url + path, context.cookies(), folder)
                context.close()
        finally:
            browser.close()
            server.stop()


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
