"""Knows where the system's Chromium is and how it is started for tests."""

import shutil

ARGUMENTS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-gpu", "--force-color-profile=srgb",
]  # fmt: skip
MISSING = "no Chromium: apt install chromium fonts-noto-cjk"


def found() -> str | None:
    return shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("chromium-browser")
