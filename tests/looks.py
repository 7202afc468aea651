"""Takes screenshots of every screen of the shop, as small, as large and as full as it gets, and
lays them on sheets to be looked at.

`python -m tests.looks OUT [CARS…]` writes OUT/CARS-LANGUAGE-SIZE.png (default: 3, 60 and 150 cars),
and names screens that scroll sideways.
"""

import csv
import io
import os
import sys
import tempfile
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from app.config import from_environment
from app.importing.day import import_day
from app.importing.staff import take_staff
from app.setting_up import SETUP, set_up
from tests import midday, serving
from tests.screens import served
from tests.screens.chromium import ARGUMENTS, found
from tests.screens.hands import Hands
from tests.screens.watched import Watched

DAY = midday.DEMO / "day-2026-11-23.csv"
SIZES = {"phone": (390, 844), "tablet": (1024, 768), "upright": (800, 1280), "desk": (1440, 900),
         "wall": (1920, 1080), "4k": (3840, 2160)}  # fmt: skip
WALLS = ("/wall", "/wall/axis", "/wall/appointments")
BY_LANE = "a wall by lane"
HOMES = {
    "T02": ("/",), "T01": ("/",), "S01": ("/advisor", "/advisor/cars", "/new"),
    "F01": ("/dispatch",),
    "Q01": ("/check",), "W01": ("/wash",), "C01": ("/bill",), "P01": ("/parts",),
    "R01": ("/arrivals",), "K01": ("/care", "/appointments"),
    "M01": ("/manager", "/admin", "/admin/people", "/admin/settings", "/admin/walls"),
}  # fmt: skip
LONG = {"客户姓名": "阿卜杜勒·买买提江先生", "车型": "兰德酷路泽 4.0L 自动 尊贵版 七座",
        "要求事项": "发动机高速时有异响并伴有方向盘抖动,请连同底盘、减震器和四轮定位一起检查;"
                "空调不制冷;后备箱关不严;右后门升降器有杂音"}  # fmt: skip
SHEET_WIDTH, GAP = 2400, 12
SETTLE_MS = 900


def main(out: Path, numbers: list[int]) -> int:
    out.mkdir(parents=True, exist_ok=True)
    served.make_cheaply()
    wrong: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found(), args=ARGUMENTS)
        for cars in numbers:
            with tempfile.TemporaryDirectory() as folder:
                server = served.Server(shop_with(cars, Path(folder))).start()
                try:
                    for language in ("zh-CN", "en"):
                        wrong += looked_at(chromium, server, out, cars, language)
                finally:
                    server.kill()
        chromium.close()
    print("\n".join(wrong) or "nothing scrolls sideways")
    return 1 if wrong else 0


def shop_with(cars: int, folder: Path) -> Path:
    """The sample day at 11:47 with so many cars; every ninth has the longest names and requests."""
    with patch.dict(os.environ, {"BOARD_DATA_DIR": str(folder)}):
        store = set_up(from_environment(), "示范店")
        midday.Day(store).at(midday.EIGHT)
        take_staff(store, (midday.DEMO / "staff.csv").read_bytes())
        import_day(store, SETUP, day_of(cars))
        midday.live_until(store)
        store.database.close()
    return serving.copy_of(folder, folder / "shop", midday.NOW)


def day_of(cars: int) -> bytes:
    lines = list(csv.DictReader(io.StringIO(DAY.read_bytes().decode("gb18030"))))
    lines = [line for line in lines if line["预约日期"] and line["业务类型"]]
    out = io.StringIO()
    written = csv.DictWriter(out, lines[0])
    written.writeheader()
    for n in range(cars):
        line = dict(lines[n % len(lines)])
        line |= {"预约单号": f"YY{n:011d}", "车牌号": f"粤B{n:05d}", "手机": ""}
        written.writerow(line | (LONG if n % 9 == 4 else {}))
    return out.getvalue().encode()


def looked_at(
    browser: Browser, server: served.Server, out: Path, cars: int, language: str
) -> list[str]:
    """One sheet a size; says which screens are wider than what they are shown on."""
    wrong = []
    signed_in = {person: cookies_of(browser, server, person, language) for person in HOMES}
    signed_in[BY_LANE] = wall_by_lane(browser, server, signed_in["M01"], language)
    for size, (width, height) in SIZES.items():
        large = size in ("wall", "4k")
        homes = HOMES | {"F01": (*HOMES["F01"], WALLS[0])}
        screens = {"F01": WALLS, BY_LANE: ("/wall",)} if large else homes
        shots = []
        for person, paths in screens.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale=language, has_touch=not large,
                storage_state=signed_in[person],
            )  # fmt: skip
            page = context.new_page()
            for path in paths:
                page.goto(server.address + path)
                page.wait_for_timeout(SETTLE_MS)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                    wrong.append(f"{cars} cars, {language}, {size}: {path} of {person}")
                shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
            context.close()
        sheet(shots).save(out / f"{cars}-{language}-{size}.png")
    return wrong


def cookies_of(browser: Browser, server: served.Server, person: str, language: str) -> dict:
    """What a browser holds in which somebody signed in."""
    context = browser.new_context(locale=language)
    Hands(Watched(context, server.address), language).sign_in(person)
    state = context.storage_state()
    context.close()
    return state


def wall_by_lane(browser: Browser, server: served.Server, manager: dict, language: str) -> dict:
    """What the browser of a wall holds whose rows are stacked by lane."""
    context = browser.new_context(locale=language, storage_state=manager)
    page = context.new_page()
    page.goto(server.address + "/admin/walls")
    form = page.locator("form[action='/admin/walls']")
    form.locator("[name=name]").fill(f"{BY_LANE} {language}")
    form.locator("[name=stack]").select_option("lane")
    form.locator("[name=language]").select_option(language)
    form.locator("button").last.click()
    link = page.locator(".admin-link").inner_text()
    context.close()
    wall = browser.new_context(locale=language)
    wall.new_page().goto(link)
    state = wall.storage_state()
    wall.close()
    return state


def sheet(shots: list[Image.Image]) -> Image.Image:
    """All of them side by side, as many in a row as stay readable."""
    ratio = shots[0].width / shots[0].height
    in_row = 5 if ratio < 0.7 else 3 if len(shots) > 4 else 2
    width = (SHEET_WIDTH - GAP * (in_row - 1)) // in_row
    height = round(width / ratio)
    rows = -(-len(shots) // in_row)
    whole = Image.new("RGB", (SHEET_WIDTH, rows * (height + GAP)), "#888")
    for n, shot in enumerate(shots):
        place = (n % in_row * (width + GAP), n // in_row * (height + GAP))
        whole.paste(shot.resize((width, height), Image.Resampling.LANCZOS), place)
    return whole


if __name__ == "__main__":
    wanted = [int(n) for n in islice(sys.argv, 2, None)] or [3, 60, 150]
    sys.exit(main(Path(sys.argv[1]), wanted))
