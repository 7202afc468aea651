"""A shop with a real door: the cast in a real database, a clock that stands still, and the stories
of `tests/story.py` told through POST /api/v1/commands."""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from werkzeug.test import TestResponse

from app import create_app
from app.clock import real_now
from app.config import Config
from app.importing.staff import take_staff
from app.people import tokens
from app.storage.database import Database
from app.storage.founding import found_shop, set_clock
from app.storage.read_session import Store
from board.card.card import Card
from board.commands.refusal import Forbidden, Refused
from board.events.event import stamp
from board.people.people import Person
from board.shop.shop import Shop
from tests.cast import PEOPLE, STAFF, ZHENG, at
from tests.story import Story

ALMOST_STILL = 1e-6
PINS = {
    row["编号"]: row["密码(PIN)"]
    for row in csv.DictReader(STAFF.read_text(encoding="utf-8-sig").splitlines())
}
TEAM_IDS = {"机电一组": "G1", "机电二组": "G2", "快保组": "G3", "钣喷组": "G4", "洗车组": "G5"}
Answered = tuple[int, dict]


def make_template(folder: Path) -> dict[str, str]:
    """The shop with its staff in `folder/board.db`; returns everybody's token."""
    store = opened(folder)
    store.database.upgrade()
    found_shop(store, "测试店", Shop())
    take_staff(store, STAFF.read_bytes())
    set_clock(store, at("8:00"), ALMOST_STILL, real_now())
    made = {id: tokens.make(store, id, "test") for id in PEOPLE}
    store.database.close()
    return made


def opened(folder: Path) -> Store:
    return Store(Database(f"sqlite:///{folder}/board.db"), "1")


@contextmanager
def quick_folder() -> Iterator[Path]:
    """In memory where there is such a place: syncing to disk is not what these tests are about."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="jindu-", dir=memory if os.access(memory, os.W_OK) else None
    ) as folder:
        yield Path(folder)


@contextmanager
def copied(template: Path, folder: Path, keys: dict[str, str]) -> Iterator["RealShop"]:
    for file in template.glob("board.db*"):
        shutil.copy(file, folder / file.name)
    store = opened(folder)
    yield RealShop(store, keys)
    store.database.close()


def plain(value: object) -> object:
    """Arguments of the pure stories as the API takes them."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, datetime):
        return stamp(value)
    return value.isoformat() if isinstance(value, date) else value


def unheard(method: str, path: str, answer: TestResponse) -> None:
    """Nobody looks at the answers."""


class RealShop(Story):
    """Tells the stories through the API. `do` raises Forbidden or Refused as the pure shop does;
    `post` gives the answer as it came; `heard` is told every answer."""

    def __init__(self, store: Store, tokens: dict[str, str]) -> None:
        self.store, self.tokens = store, tokens
        app = create_app(Config(secret_key="a key for tests"), store)
        app.testing = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        self.client = app.test_client()
        self.heard: Callable[[str, str, TestResponse], None] = unheard
        self._keys = count(1)

    # --- time --------------------------------------------------------------------------

    @property
    def now(self) -> datetime:  # type: ignore[override]
        return self.store.now()

    @now.setter
    def now(self, at: datetime) -> None:
        set_clock(self.store, at, ALMOST_STILL, real_now())

    # --- commands ----------------------------------------------------------------------

    def post(
        self, who: Person | None, body: object, key: str | None = "", raw: bytes | None = None
    ) -> Answered:
        """One POST /commands; `key` None leaves the header out, "" makes a fresh one."""
        headers = self._headers(who)
        if key is not None:
            headers["Idempotency-Key"] = key or f"key {next(self._keys)}"
        data = json.dumps(body).encode() if raw is None else raw
        answer = self.client.post("/api/v1/commands", data=data, headers=headers)
        self.heard("post", "/commands", answer)
        return answer.status_code, answer.get_json(force=True)

    def body(self, command: str, card: str | None = None, **args: object) -> dict:
        """A body on the card as it is now; `version` among the arguments overrides it."""
        body: dict = {"command": command} | plain({k: v for k, v in args.items() if v is not None})  # type: ignore[operator]
        if card is not None:
            body = {"card": card, "version": self[card].version} | body
        if body.get("team") in TEAM_IDS:
            body["team"] = TEAM_IDS[body["team"]]
        return body

    def tries(
        self, who: Person, command: str, card: str | None = None, key: str = "", **args: object
    ) -> Answered:
        if command == "sign_check":
            args.setdefault("pin", PINS[who.id])
        return self.post(who, self.body(command, card, **args), key)

    def do(self, who: Person, command: str, card: str | None = None, **args: object) -> str:
        status, said = self.tries(who, command, card, **args)
        if status == 403:
            raise Forbidden(command, tuple(said.get("facts", {}).get("roles", ())))
        if status == 409:
            raise Refused(said["reason"], **said["facts"])
        assert status == 200, said
        return said["card"]

    def get(self, path: str, who: Person | None = ZHENG, **query: object) -> Answered:
        answer = self.client.get(f"/api/v1{path}", query_string=query, headers=self._headers(who))
        self.heard("get", path, answer)
        return answer.status_code, answer.get_json(force=True)

    def _headers(self, who: Person | None) -> dict[str, str]:
        return {} if who is None else {"Authorization": f"Bearer {self.tokens[who.id]}"}

    # --- what stands ---------------------------------------------------------------------

    def __getitem__(self, id: str) -> Card:
        with self.store.read() as view:
            return view.card(id)  # type: ignore[return-value]

    def standing(self) -> tuple:
        """Everything a refusal must leave as it is."""
        with self.store.read() as view:
            row = view.row
            answers = view.connection.exec_driver_sql("SELECT count(*) FROM answers").scalar()
        return row.seq, row.mark, row.events, row.chain, row.state_version, answers

    def rows(self, table: str) -> list[dict]:
        with self.store.read() as view:
            found = view.connection.exec_driver_sql(f"SELECT * FROM {table}")
            return [dict(row) for row in found.mappings()]
