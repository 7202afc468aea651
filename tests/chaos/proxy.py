"""A TCP link between browsers and server that can be stalled, slowed, cut, or left half open."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from random import Random

FAULTS = ("stall", "slow", "cut", "half", "refuse", "hang")


class Connection:
    """One accepted connection. `dead`: what is sent vanishes, and nobody is told."""

    def __init__(self) -> None:
        self.dead = False
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.delay = 0.0
        self.writers: list[asyncio.StreamWriter] = []

    def cut(self) -> None:
        for writer in self.writers:
            writer.transport.abort()

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                await self.flowing.wait()
                if self.delay:
                    await asyncio.sleep(self.delay)
                if not self.dead:
                    writer.write(data)
                    await writer.drain()
        except (ConnectionError, OSError):
            pass
        finally:
            if not self.dead:
                writer.close()


class Link:
    """The proxy; `storm_once` does one random thing to it, `heal` makes it whole again. What went
    half open stays so: such a connection never comes back by itself."""

    def __init__(self, server_port: int, seed: int) -> None:
        self.server_port, self.dice = server_port, Random(seed)
        self.connections: set[Connection] = set()
        self.arrivals = "accept"
        self.done: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.port = asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        self.address = f"http://127.0.0.1:{self.port}"

    async def _open(self) -> int:
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection()
        connection.writers.append(writer)
        if self.arrivals == "refuse":
            connection.cut()
            return
        connection.dead = self.arrivals == "hang"
        self.connections.add(connection)
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.server_port)
            connection.writers.append(up_writer)
            await asyncio.gather(
                connection.pump(reader, up_writer), connection.pump(up_reader, writer)
            )
        except OSError:
            connection.cut()
        finally:
            self.connections.discard(connection)

    def storm_once(self) -> None:
        self._soon(self._storm)

    def heal(self) -> None:
        self._soon(self._heal)

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _close(self) -> None:
        self._server.close()
        self._heal()
        for connection in self.connections:
            connection.cut()
        mine = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not mine]
        await asyncio.wait(others, timeout=2) if others else None

    def _soon(self, act: Callable[[], object]) -> None:
        self._loop.call_soon_threadsafe(act)

    def _storm(self) -> None:
        what = self.dice.choice(FAULTS)
        self.done[what] += 1
        self._heal()
        if what in ("refuse", "hang"):
            self.arrivals = what
            return
        for connection in [c for c in self.connections if self.dice.random() < 0.6]:
            if what == "cut":
                connection.cut()
            elif what == "half":
                connection.dead = True
            elif what == "stall":
                connection.flowing.clear()
            else:
                connection.delay = self.dice.uniform(0.1, 0.8)

    def _heal(self) -> None:
        self.arrivals = "accept"
        for connection in self.connections:
            connection.flowing.set()
            connection.delay = 0.0
