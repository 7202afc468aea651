"""Knows how the demo day is made ready: people, bays, appointments of that day and of the days
ahead, the clock at that morning; and how another day follows."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from app.clock import real_now
from app.commands.perform import Actor, Command, perform
from app.config import Config
from app.demo.staff import STAFF
from app.demo.turning import STANDING
from app.importing.day import import_day
from app.importing.report import print_import
from app.importing.staff import import_staff
from app.importing.staff_file import read_staff_file
from app.setting_up import SETUP, opened, set_up
from app.storage.database import Database
from app.storage.founding import set_clock
from app.storage.read_session import ReadSession, Store
from app.storage.rows import NoShop
from app.storage.serialization import new_id
from app.words import say
from board.commands.shop import BeginDemoDay, ChangeSettings
from board.people.people import ROLES
from board.people.rights import CLOCK
from board.shop.hours import Hours
from devices.qr_codes import terminal_qr

FOLDER = Path(__file__).parent
DAY = FOLDER / "day-2026-11-23.csv"
AHEAD = FOLDER / "ahead.csv"
FIRST_DAY = date(2026, 11, 23)
DAYS_AHEAD = tuple(FIRST_DAY + timedelta(days=n) for n in (1, 2, 3))
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC) - timedelta(hours=8)
NOON = time(12, 0)
EVENING = timedelta(hours=11)  # after opening
# One for each who works on cars, in the order of their codes.
BAYS = (*map(str, range(1, 12)), "钣1", "漆房", "钣2", "12")
MANAGER = Actor("M01")
SHOWN = ("S01", "F01", "T10")


def make_ready(config: Config, fresh: bool = False) -> Store:
    """Makes the demo's database unless its day is still under way, and says how to look at it."""
    if fresh or not _under_way(config):
        _remove(config)
        make(config)
    store = opened(config)
    go_on(store, config.clock_speed)
    say_how(config)
    return store


def _under_way(config: Config) -> bool:
    """From opening to the evening; the next morning only if somebody has worked the day before."""
    try:
        with opened(config).read() as reading:
            if reading.shop.demo_day is None:
                return False
            opening = reading.hours.opening(reading.shop.demo_day)
            if opening - timedelta(hours=1) <= reading.now < opening + EVENING:
                return True
            went_home = all(card.before_arrival for card in reading.in_lanes())
            return not went_home and opening <= reading.now < end_of(reading, reading.shop.demo_day)
    except NoShop:
        return False


def end_of(reading: ReadSession, day: date) -> datetime:
    """The noon after a demo day: by then every car has left."""
    return reading.hours.at(reading.hours.next_open_day(day), NOON)


def _remove(config: Config) -> None:
    path = Path(config.database_url.removeprefix("sqlite:///"))
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def make(config: Config) -> Store:
    """The demo shop at that Monday's opening; its clock stands still until it is set going."""
    store = set_up(config, "示范店 · Demo")
    set_clock(store, MORNING, STANDING, real_now())
    import_staff(store, STAFF.read_bytes(), config.language)
    assert perform(store, Command(MANAGER, "demo:bays", ChangeSettings(bays=list(BAYS)))).ok
    print_import(store, SETUP, DAY.read_bytes(), config.language)
    import_day(store, SETUP, AHEAD.read_bytes())
    begin(store, FIRST_DAY)
    return store


def begin(store: Store, day: date) -> None:
    """From now on the shop is a demo, and this is its day."""
    order = Command(Actor(CLOCK.id, "clock"), f"demo:{day}:{new_id()}", BeginDemoDay(day=day))
    assert perform(store, order).ok


def another_day(store: Store) -> date:
    """The appointments of the demo day once more, for the next day the shop is open; the clock goes
    on to that morning."""
    with store.read() as reading:
        clock, day = reading.row.clock, reading.hours.next_open_day(reading.hours.day(reading.now))
        morning, ahead = (
            reading.hours.opening(day) - timedelta(minutes=3),
            ahead_file(day, reading.hours),
        )
    import_day(store, SETUP, day_file(day))
    import_day(store, SETUP, ahead)
    begin(store, day)
    set_clock(store, morning, clock.speed, real_now())
    return day


def day_file(day: date) -> bytes:
    """The demo's appointments moved to another day, order numbers too."""
    text = DAY.read_bytes().decode("gb18030")
    for written in ("%Y-%m-%d", "%Y/%m/%d", "YY%Y%m%d"):
        text = text.replace(FIRST_DAY.strftime(written), day.strftime(written))
    return text.encode("gb18030")


def ahead_file(day: date, hours: Hours) -> bytes:
    """Who is booked beyond a demo day: on the three open days after it, order numbers too. Those of
    the next morning come early with short jobs, so that all are done by its noon."""
    written, to = AHEAD.read_text(encoding="utf-8"), day
    moved: dict[str, str] = {}
    for before in DAYS_AHEAD:
        to = hours.next_open_day(to)
        moved |= {before.strftime(f): to.strftime(f) for f in ("%Y-%m-%d", "YY%Y%m%d")}
    return re.sub("|".join(moved), lambda found: moved[found[0]], written).encode()


def go_on(store: Store, speed: float) -> None:
    """Sets the clock going from where it stands."""
    set_clock(store, store.now(), speed, real_now())


def stand_still(config: Config) -> None:
    """A demo that nobody serves does not grow older."""
    store = Store(Database(config.database_url), config.shop)
    go_on(store, STANDING)
    store.database.close()


def say_how(config: Config) -> None:
    def say_it(id: str, **facts: object) -> None:
        print(say(config.language, id, **facts))

    print()
    say_it("terminal-open", url=f"http://localhost:{config.port}")
    say_it("terminal-phone")
    print(terminal_qr(config.address), config.address, sep="\n")
    say_it("terminal-people")
    people = {p.id: p for p in read_staff_file(STAFF.read_bytes(), ROLES).rows}
    for id in SHOWN:
        role = say(config.language, f"role-{people[id].roles[0]}")
        print(f"  {people[id].name}  {role}  PIN {people[id].pin}")
    say_it("terminal-stop")
