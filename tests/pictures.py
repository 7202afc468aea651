"""Makes the pictures of README and docs: the sample day at 11:47 on the screens of the shop.

`python -m tests.pictures` writes docs/pictures/{wall,tablet,card}.png and each role's home,
docs/pictures/roles/ROLE.png; a review on wall and tablet, docs/pictures/review*.png.
"""

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from app.config import Config
from app.importing.day import import_day
from app.setting_up import SETUP, opened
from board.events.event import stamp
from tests import midday, serving
from tests.screens import served
from tests.screens.chromium import ARGUMENTS, MISSING, found
from tests.screens.hands import Hands
from tests.screens.watched import Watched

DAY = midday.DEMO / "day-2026-11-23.csv"
PICTURES = Path(__file__).parent.parent / "docs/pictures"
WALL, TABLET, PHONE, DESK = (1920, 1080), (800, 1280), (390, 844), (1280, 800)
# Whose home is shown for a role, and on what it is mostly looked at.
HOMES = {
    "technician": ("T10", TABLET), "leader": ("T01", TABLET), "advisor": ("S01", DESK),
    "foreman": ("F01", DESK), "inspector": ("Q01", TABLET), "washer": ("W01", TABLET),
    "cashier": ("C01", DESK), "parts": ("P01", DESK), "reception": ("R01", TABLET),
    "care": ("K01", DESK), "manager": ("M01", DESK), "admin": ("M01", DESK),
}  # fmt: skip
MOST_BYTES = 400_000
SETTLE_MS = 1500
REVIEW = "2026-11-23-noon"


def main() -> int:
    path = found()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with shop() as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        take(screen(chromium, server, WALL).sign_in("F01").go("/wall"), "wall")
        take(screen(chromium, server, TABLET).sign_in("T10").go("/"), "tablet")
        advisor = screen(chromium, server, PHONE, scale=2).sign_in("S01")
        take(advisor.go(f"/c/{one_worth_seeing(server)}"), "card")
        for role, (person, size) in HOMES.items():
            path = "/manager" if role == "manager" else "/admin" if role == "admin" else "/"
            take(screen(chromium, server, size).sign_in(person).go(path), f"roles/{role}")
        a_review(server)
        take(screen(chromium, server, WALL).sign_in("F01").go("/wall/review"), "review-wall")
        take(screen(chromium, server, TABLET).sign_in("F01").go(f"/reviews/{REVIEW}"), "review")
        chromium.close()
    return 0


@contextmanager
def shop() -> Iterator[served.Server]:
    with tempfile.TemporaryDirectory() as folder:
        served.make_cheaply()
        made = served.make_midday(Path(folder) / "noon")
        appointments_of_tomorrow(made)
        server = served.Server(serving.copy_of(made, Path(folder) / "shop", midday.NOW)).start()
        try:
            yield server
        finally:
            server.kill()


def appointments_of_tomorrow(folder: Path) -> None:
    """Somebody to remind: the first cars of the sample day once more, on the day after it."""
    today, tomorrow = "2026-11-23", "2026-11-24"
    lines = DAY.read_bytes().decode("gb18030").replace("YY" + today.replace("-", ""), "YY20261124")
    lines = [line for line in lines.splitlines() if not line.startswith("YY") or today in line][:9]
    store = opened(Config(database_url=f"sqlite:///{folder}/board.db"))
    import_day(store, SETUP, "\n".join(lines).replace(today, tomorrow).encode())
    store.database.close()


def a_review(server: served.Server) -> None:
    """The noon review, talking about a late car, one decision made."""
    foreman, review = server.api("F01"), {"review": REVIEW}
    assert foreman.give("open_review", session="noon").ok
    shown = foreman.get(f"/reviews/{REVIEW}")["exceptions"]
    car = next(one["card"] for one in shown if one["kind"] == "overdue")
    due = stamp(midday.NOW + timedelta(hours=1, minutes=13))
    args = {"kind": "chase_parts", "owner": "P01", "due_at": due, "note": "催供应商送货"} | review
    assert foreman.give("add_countermeasure", card=car, **args).ok
    assert foreman.give("turn_review", card=car, part="exceptions", **review).ok


def screen(
    browser: Browser, server: served.Server, size: tuple[int, int], scale: float = 1
) -> Hands:
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(
        viewport=viewport,
        device_scale_factor=scale,
        locale="zh-CN",  # type: ignore[arg-type]
    )
    return Hands(Watched(context, server.address))


def one_worth_seeing(server: served.Server) -> str:
    """A car of the advisor's at work, with something found on it if there is one."""
    cars = [t for t in server.tiles() if t["lane"] == "working"]
    return max(cars, key=lambda t: (t["open_add_ons"], (t["advisor"] or {}).get("id") == "S01"))[
        "code"
    ]


def take(hands: Hands, name: str) -> None:
    hands.page.wait_for_timeout(SETTLE_MS)
    path = PICTURES / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(hands.page.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path}  {size // 1000} kB")
    assert size <= MOST_BYTES, f"{name} is too large"


if __name__ == "__main__":
    sys.exit(main())
