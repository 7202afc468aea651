"""Knows where the system's Chromium is and how it is started for tests."""

import shutil

ARGUMENTS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-gpu", "--force-color-profile=srgb",
]  # fmt: skip
MISSING = "no Chromium: apt install chromium-headless-shell fonts-noto-cjk"


def found() -> str | None:
    """The headless shell is the same engine and costs a quarter less than the whole browser."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return next((path for path in map(shutil.which, names) if path), None)
