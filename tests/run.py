"""`make test`: everything at once, on several processes; then what failed once more, alone and in
order. A test that passes only then is unstable: it is named, and more than a few of them are red,
as is one that fails again."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

WORKERS = 4  # tests wait more than they work: screens for browsers, chaos for servers
MOST_UNSTABLE = 3
MOST_AGAIN = 25  # with more than this something is broken, and a second run says nothing new
FAILED = 1  # pytest's exit code where tests failed; every other but 0 is a broken run
LIST_VARIABLE = "JINDU_FAILED_LIST"


def main(words: Sequence[str], workers: int = WORKERS) -> int:
    """Runs pytest with `words` (default: all tests). Returns the exit code for the shell."""
    parallel = ["-n", str(workers), "--dist", "loadscope"] if workers else []
    code, failed = _run([*parallel, *words])
    if code == 0:
        return _verdict([], [])
    if code != FAILED or not failed:
        return code
    if len(failed) > MOST_AGAIN:
        print(f"{len(failed)} tests failed: too many to try again", flush=True)
        return code
    print(f"\n{len(failed)} failed; once more, alone and in order:", flush=True)
    code, again = _run(failed)
    if code not in (0, FAILED):
        return code
    return _verdict([test for test in failed if test not in again], again)


def _verdict(unstable: list[str], again: list[str]) -> int:
    print(f"\nunstable: {len(unstable)}", *unstable, sep="\n  ", flush=True)
    if again:
        print("failed twice:", *again, sep="\n  ", flush=True)
    return FAILED if again or len(unstable) > MOST_UNSTABLE else 0


def _run(words: Sequence[str]) -> tuple[int, list[str]]:
    """Pytest's exit code, and the ids of the tests that failed, in order."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "failed"
        listed.touch()
        command = [sys.executable, "-m", "pytest", "-p", "tests.failed_list", *words]
        done = subprocess.run(command, env=os.environ | {LIST_VARIABLE: str(listed)})
        return done.returncode, list(dict.fromkeys(listed.read_text("utf-8").splitlines()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
