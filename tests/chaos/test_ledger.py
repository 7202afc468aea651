"""The browser's own decisions, tried a few thousand times without a browser (tests/js)."""

import shutil
import subprocess
from pathlib import Path

import pytest

TESTS = sorted((Path(__file__).parents[1] / "js").glob("*.test.mjs"))


@pytest.mark.parametrize("file", TESTS, ids=lambda path: path.stem)
def test_in_node(file):
    node = shutil.which("node")
    assert node, "no Node: apt install nodejs"
    said = subprocess.run([node, "--test", str(file)], capture_output=True, text=True, timeout=120)
    assert said.returncode == 0, said.stdout[-3000:]


def test_there_are_some():
    assert "ledger.test" in {path.stem for path in TESTS}
