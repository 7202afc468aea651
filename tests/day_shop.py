"""A shop with everybody of the cast, a real database, and its day files in several guises."""

import csv
import io
import random
from pathlib import Path

from openpyxl import Workbook

from app.commands.perform import Actor
from app.config import Config
from app.storage.database import Database
from app.storage.founding import found_shop, set_clock
from app.storage.read_session import Store
from board.shop.shop import Shop
from tests.cast import CHEN, PEOPLE, TEAMS, at

SAMPLE = Path("app/demo/day-2026-11-23.csv").read_bytes()
ADVISOR = Actor(CHEN.id)


def config(folder: Path) -> Config:
    return Config(
        database_url=f"sqlite:///{folder}/board.db", data_dir=folder, secret_key="not secret"
    )


def opened(folder: Path) -> Store:
    """The shop on Monday the 23rd at eight, its clock standing almost still."""
    store = Store(Database(config(folder).database_url), "1")
    store.database.upgrade()
    found_shop(store, "测试店", Shop(people=dict(PEOPLE), teams=dict(TEAMS)))
    set_clock(store, at("8:00"), 1e-6, at("8:00"))
    return store


def cells_of_sample() -> list[list[str]]:
    return list(csv.reader(io.StringIO(SAMPLE.decode("gb18030"), newline="")))


def as_tabs(lines: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter="\t").writerows(lines)
    return text.getvalue().encode("utf-8")


def as_sheet(lines: list[list[str]]) -> bytes:
    book, data = Workbook(), io.BytesIO()
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            if text:
                book.active.cell(number, column, text).data_type = "s"
    book.save(data)
    return data.getvalue()


def shuffled(lines: list[list[str]], seed: int = 7) -> list[list[str]]:
    """The same table with its columns in another order and unknown ones between."""
    chance = random.Random(seed)
    wide = [[*line, "内部码", "X7"] for line in lines]
    wide[0][-2:] = ["录入人", "门店编码"]
    order = list(range(len(wide[0])))
    chance.shuffle(order)
    return [[line[place] for place in order] for line in wide]


def one_row(**changes: str) -> bytes:
    """A day file with one good row, some of its cells changed."""
    headings = cells_of_sample()[0]
    good = next(line for line in cells_of_sample() if line[0] == "YY20261123044")
    cells = dict(zip(headings, good, strict=True)) | changes
    return as_tabs([list(cells), list(cells.values())])
