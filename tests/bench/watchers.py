"""Many screens in one process: `python -m tests.bench.watchers URL N TOKEN`. Says "ready", then for
every change one line `number time` per screen, by the machine's own monotonic clock."""

import json
import re
import selectors
import sys
import time

import websocket

NUMBER = re.compile(r'"to":\s*(\d+)')


def screen(url: str, token: str) -> websocket.WebSocket:
    """A connected socket that watches the wall."""
    address = url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    # A browser checks UTF-8 in no time; this library letter by letter, for all screens in turn.
    ws = websocket.create_connection(address, timeout=20, skip_utf8_validation=True)
    ws.recv()
    ws.send("40" + json.dumps({"token": token}))
    ws.recv()
    ws.send("42" + json.dumps(["watch", {"view": "wall", "language": "zh-CN"}]))
    while "hello" not in ws.recv():
        pass
    return ws


def main(url: str, count: int, token: str) -> None:
    waiting = selectors.DefaultSelector()
    for _ in range(count):
        ws = screen(url, token)
        waiting.register(ws.sock, selectors.EVENT_READ, ws)
    waiting.register(sys.stdin, selectors.EVENT_READ, None)
    print("ready", flush=True)
    seen: list[tuple[str, float]] = []
    while True:
        for key, _ in waiting.select():
            if key.data is None:
                print("\n".join(f"{number} {at}" for number, at in seen), flush=True)
                return
            text = key.data.recv()
            now = time.monotonic()
            if text == "2":
                key.data.send("3")
            elif '"change"' in text[:12] and (found := NUMBER.search(text)):
                seen.append((found[1], now))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
