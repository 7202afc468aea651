"""Knows how the simulator reaches the board: the public API, over HTTP or in this process."""

import json
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

PATIENCE_SECONDS = 15.0


class Gone(Exception):
    """Nobody answers at the address any more."""


class InProcess:
    """The same API without a network, for time that is turned by hand."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client(use_cookies=False)

    def send(
        self, method: str, path: str, token: str, body: dict[str, Any] | None = None, key: str = ""
    ) -> tuple[int, Any]:
        headers = _headers(token, key)
        answer = self.client.open(path, method=method, headers=headers, json=body)
        return answer.status_code, answer.get_json(silent=True)


class OverHttp:
    """One kept connection; a lost one is made again, the same key makes that safe."""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)
        self.connection: HTTPConnection | None = None

    def send(
        self, method: str, path: str, token: str, body: dict[str, Any] | None = None, key: str = ""
    ) -> tuple[int, Any]:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._once(method, path, token, body, key)
            except (OSError, HTTPException) as error:
                self.connection = None
                if time.monotonic() > until:
                    raise Gone(self.parts.geturl()) from error
                time.sleep(0.3)

    def _once(
        self, method: str, path: str, token: str, body: dict[str, Any] | None, key: str
    ) -> tuple[int, Any]:
        if self.connection is None:
            kind = HTTPSConnection if self.parts.scheme == "https" else HTTPConnection
            self.connection = kind(self.parts.netloc, timeout=10)
        text = None if body is None else json.dumps(body).encode()
        self.connection.request(method, path, text, _headers(token, key))
        answer = self.connection.getresponse()
        raw = answer.read()
        return answer.status, json.loads(raw) if raw[:1] in (b"{", b"[") else None


def _headers(token: str, key: str) -> dict[str, str]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return headers | ({"Idempotency-Key": key} if key else {})


class Api:
    """The board as each person reaches it: with a token of their own."""

    def __init__(self, way: InProcess | OverHttp, tokens: dict[str, str]) -> None:
        self.way, self.tokens = way, tokens
        self.anybody = next(iter(tokens.values()))

    def get(self, path: str) -> tuple[int, Any]:
        return self.way.send("GET", path, self.anybody)

    def give(
        self, person: str, command: str, args: dict[str, Any], key: str, card: str | None = None,
        version: int | None = None,
    ) -> tuple[int, Any]:  # fmt: skip
        body = {"command": command, **args}
        if card is not None:
            body |= {"card": card, "version": version}
        return self.way.send("POST", "/api/v1/commands", self.tokens[person], body, key)
