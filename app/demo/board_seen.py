"""Knows the board as somebody standing before it sees it, followed through the API."""

from datetime import datetime
from typing import Any

from app.api.people import Person
from app.api.reviews import Decided, Review, ReviewListed
from app.demo.answers import Board, Changes, Whole
from app.demo.client import Api, Gone
from board.card.tile import Tile
from board.events.event import instant

LOOK_BACK = 900  # changes; a longer way back is refused


class BoardSeen:
    """Tiles on the board by id, those that left it lately, everybody who works here."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.tiles: dict[str, Tile] = {}
        self.left: dict[str, Tile] = {}
        self.people: list[Person] = []
        self.reviews: list[ReviewListed] = []
        self._wholes: dict[str, tuple[int, Whole]] = {}
        self._review_wholes: dict[str, tuple[int, Review]] = {}
        self.look_anew()
        self._look_back()

    def look_anew(self) -> None:
        """The whole board."""
        board: Board = self._read("/api/v1/board")
        self._at(board)
        found = {tile["id"]: tile for lane in board["lanes"] for tile in lane["cards"]}
        self.left |= {id: t | {"lane": None} for id, t in self.tiles.items() if id not in found}
        self.tiles = found
        self.people = self._read("/api/v1/people")
        self.reviews = self._read("/api/v1/reviews")

    def look_again(self) -> None:
        """What has changed since."""
        status, found = self.api.get(f"/api/v1/changes?epoch={self.epoch}&since={self.seq}")
        if status != 200:
            self.look_anew()
            return
        self._at(found)
        for tile in found["tiles"]:
            self._take(tile)
        if found["things"]:
            self.people = self._read("/api/v1/people")
            self.reviews = self._read("/api/v1/reviews")

    def _look_back(self) -> None:
        """Cards that left the board before we came: no-shows are still somebody's."""
        since = max(0, self.seq - LOOK_BACK)
        status, found = self.api.get(f"/api/v1/changes?epoch={self.epoch}&since={since}")
        if status == 200:
            self.left |= {t["id"]: t for t in found["tiles"] if t["lane"] is None}

    def _take(self, tile: Tile) -> None:
        id = tile["id"]
        if tile["lane"] is None:
            self.tiles.pop(id, None)
            self.left[id] = tile
        else:
            self.left.pop(id, None)
            self.tiles[id] = tile

    def whole(self, tile: Tile) -> Whole:
        """Everything of a card, fetched once for each version of it."""
        version, known = self._wholes.get(tile["id"], (0, None))
        if known is not None and version == tile["version"]:
            return known
        whole: Whole = self._read(f"/api/v1/cards/{tile['id']}")
        self._wholes[tile["id"]] = (tile["version"], whole)
        return whole

    def review(self, id: str) -> Review:
        """Everything of a review, fetched once for each number the board has come to."""
        seq, known = self._review_wholes.get(id, (-1, None))
        if known is not None and seq == self.seq:
            return known
        whole: Review = self._read(f"/api/v1/reviews/{id}")
        self._review_wholes[id] = (self.seq, whole)
        return whole

    @property
    def review_is_open(self) -> bool:
        return any(one["state"] == "open" for one in self.reviews)

    @property
    def open_countermeasures(self) -> list[Decided]:
        """What was decided in any review and is not done yet."""
        left = [one["id"] for one in self.reviews if one["open_countermeasures"]]
        return [m for id in sorted(left) for m in self.review(id)["countermeasures"]
                if m["finished_at"] is None]  # fmt: skip

    def last_acts(self) -> dict[str, datetime]:
        """When each person last did something with a car that is here."""
        last: dict[str, datetime] = {}
        for id in self.tiles:
            for event in self._read(f"/api/v1/cards/{id}/events")["events"]:
                at = instant(event["occurred_at"])
                assert at is not None
                last[event["who"]] = max(at, last.get(event["who"], at))
        return last

    def _at(self, found: Board | Changes) -> None:
        self.epoch, self.seq = found["epoch"], found["seq"]

    def _read(self, path: str) -> Any:
        status, found = self.api.get(path)
        if status != 200:
            raise Gone(f"{path}: {status}")
        return found
