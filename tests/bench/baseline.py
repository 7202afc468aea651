"""The baseline a command is measured against: an authenticated Flask POST, BEGIN IMMEDIATE, one
insert, one emit. `python -m tests.bench.baseline DATABASE PORT`."""

import eventlet

eventlet.monkey_patch()

import hashlib  # noqa: E402
import sqlite3  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from flask import Flask, jsonify, request, send_file  # noqa: E402
from flask_socketio import SocketIO  # noqa: E402

TOKEN = "baseline"
CLIENT = Path(__file__).parents[2] / "static/vendor/socket.io-client-4.8.4.esm.min.js"
PAGE = """<!doctype html><body><button>+</button><p id=shown></p><script type=module>
import { io } from "/client.js";
const socket = io({transports: ["websocket"]});
socket.on("connect", () => document.body.dataset.ready = "");
socket.on("change", (change) => document.getElementById("shown").textContent = change.to);
document.querySelector("button").onclick = () => fetch("/command", {method: "POST", body: "{}",
  headers: {"Content-Type": "application/json", Authorization: "Bearer baseline"}});
</script>"""


def main(path: str, port: int) -> None:
    app = Flask(__name__)
    sockets = SocketIO(app, async_mode="eventlet", async_handlers=False)
    database = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE tokens (hash TEXT PRIMARY KEY)")
    database.execute("CREATE TABLE rows (n INTEGER PRIMARY KEY, body TEXT)")
    database.execute("INSERT INTO tokens VALUES (?)", [_hash(TOKEN)])

    sockets.on_event("watch", lambda asked: sockets.emit("hello", {}, to=request.sid))

    @app.post("/command")
    def command():  # noqa: ANN202
        token = request.headers["Authorization"].removeprefix("Bearer ")
        known = database.execute("SELECT 1 FROM tokens WHERE hash = ?", [_hash(token)]).fetchone()
        if not known:
            return jsonify({}), 401
        body = request.get_json()
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO rows (body) VALUES (?)", [request.get_data(as_text=True)])
        database.execute("COMMIT")
        n = database.execute("SELECT max(n) FROM rows").fetchone()[0]
        sockets.emit("change", {"from": n, "to": n, "tiles": [body]})
        return jsonify({"seq": n})

    @app.get("/page")
    def page():  # noqa: ANN202
        return PAGE

    @app.get("/client.js")
    def client():  # noqa: ANN202
        return send_file(CLIENT, mimetype="text/javascript")

    sockets.run(app, "127.0.0.1", port, log_output=False)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
