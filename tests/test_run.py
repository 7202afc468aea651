"""`make test` tells a test that failed once from one that fails (tests/run.py)."""

from pathlib import Path

import pytest

from tests.run import FAILED, main

FLAKY = """
from pathlib import Path
def test_flaky_{n}(tmp_path_factory):
    seen = Path({folder!r}) / "seen-{n}"
    first = not seen.exists()
    seen.touch()
    assert not first
"""


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a suite of its own: `flaky` tests that pass at the second try, and `more`."""
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # they cost more than the tests
    monkeypatch.chdir(tmp_path)

    def run(flaky: int = 0, more: str = "def test_fine(): pass") -> int:
        tests = [FLAKY.format(n=n, folder=str(tmp_path)) for n in range(flaky)]
        file = tmp_path / "test_some.py"
        file.write_text("\n".join([*tests, more]), encoding="utf-8")
        return main(["-q"], workers=0)

    return run


def test_all_passed_is_green(suite, capfd):
    assert suite() == 0
    assert "unstable: 0" in capfd.readouterr().out


def test_a_test_that_passes_the_second_time_is_named(suite, capfd):
    assert suite(flaky=1) == 0
    said = capfd.readouterr().out
    assert "unstable: 1" in said and said.rstrip().endswith("test_flaky_0")


def test_more_than_three_unstable_ones_are_red(suite, capfd):
    assert suite(flaky=4) == FAILED
    assert "unstable: 4" in capfd.readouterr().out


def test_one_that_fails_again_is_red(suite, capfd):
    assert suite(flaky=1, more="def test_broken(): assert False") == FAILED
    said = capfd.readouterr().out
    assert "unstable: 1" in said and "failed twice:" in said


def test_a_run_that_broke_is_no_pass(suite):
    assert suite(more="import nothing_of_the_kind") not in (0, 5)


def test_no_test_at_all_is_no_pass(suite):
    assert suite(more="") == 5
