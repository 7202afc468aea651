"""What a command costs the server: CPU per command beside a baseline, in turns, in one run."""

import statistics
import tempfile

from tests.bench.servers import Baseline, Board, Server, board_server, free_port, machine

ROUNDS, COMMANDS = 9, 120


def cost(server: Server, one) -> float:  # noqa: ANN001
    """Milliseconds of server CPU per command, over one round."""
    before = server.cpu
    for _ in range(COMMANDS):
        one()
    return (server.cpu - before) / COMMANDS * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, token = board_server(f"{folder}/board")
        port = free_port()
        plain = Server(["tests.bench.baseline", f"{folder}/b.db", str(port)], {}, port, "/")
        try:
            board, baseline = Board(ours, token), Baseline(plain)
            cost(ours, board.one), cost(plain, baseline.one)
            pairs = [(cost(ours, board.one), cost(plain, baseline.one)) for _ in range(ROUNDS)]
        finally:
            ours.stop(), plain.stop()
    _print(pairs)


def _print(pairs: list[tuple[float, float]]) -> None:
    shares = [a - b for a, b in pairs]
    print(machine())
    print(f"{ROUNDS} rounds of {COMMANDS} commands in turn; server CPU per command, ms "
          "(min median max)")  # fmt: skip
    for name, values in (
        ("a command", [a for a, _ in pairs]),
        ("baseline", [b for _, b in pairs]),
        ("our own share", shares),
    ):
        low, middle, high = min(values), statistics.median(values), max(values)
        print(f"  {name:14} {low:6.2f} {middle:6.2f} {high:6.2f}")
    print(
        f"  command / baseline, median of pairs: {statistics.median(a / b for a, b in pairs):.2f}"
    )


if __name__ == "__main__":
    main()
