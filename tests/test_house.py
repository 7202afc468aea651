"""The shape of the house: app → devices → board → the standard library, and nobody → tests."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = {"app", "board", "devices", "tests"}
MAY = {"board": {"board"}, "devices": {"board", "devices"}, "app": {"app", "board", "devices"}}
DYNAMIC = {"import_module", "__import__"}


def imported(source: str, package: tuple[str, ...]) -> Iterator[str]:
    """The top-level names a module imports, wherever in it; `package` is where it lies."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                above = package[: len(package) - node.level + 1]
                yield above[0] if above else f"outside the house ({'.' * node.level})"
            else:
                yield str(node.module).split(".")[0]
        elif isinstance(node, ast.Call):
            called = node.func
            name = getattr(called, "attr", None) or getattr(called, "id", None)
            if name in DYNAMIC:
                yield f"{name}()"


def violations(folder: str, root: Path = ROOT) -> list[str]:
    """Every import in a folder of the house that its rule forbids: "file: what"."""
    found = []
    for file in sorted((root / folder).rglob("*.py")):
        package = file.relative_to(root).parent.parts
        for name in imported(file.read_text(encoding="utf-8"), package):
            if forbidden(folder, name):
                found.append(f"{file.relative_to(root)}: {name}")
    return found


def forbidden(folder: str, name: str) -> bool:
    if name in MAY[folder]:
        return False
    if folder == "board":
        return name not in sys.stdlib_module_names
    return name in HOUSE or (folder == "devices" and name.endswith("()"))


@pytest.mark.parametrize("folder", MAY)
def test_imports_go_one_way(folder):
    assert list((ROOT / folder).rglob("*.py")), "an empty folder proves nothing"
    assert violations(folder) == []


@pytest.mark.parametrize(("folder", "line"), [
    ("board", "import flask"),
    ("board", "from sqlalchemy import select"),
    ("board", "from app.store import Store"),
    ("board", "import devices.codes"),
    ("board", "def late():\n    from app import clock"),
    ("board", "from ...app import store"),
    ("board", "import importlib\nimportlib.import_module('app')"),
    ("devices", "from app.words import say"),
    ("devices", "__import__('app')"),
    ("devices", "import tests.cast"),
    ("app", "from tests.pure_shop import PureShop"),
])  # fmt: skip
def test_a_wrong_import_is_found(tmp_path, folder, line):
    room = tmp_path / folder / "rules"
    room.mkdir(parents=True)
    (room / "fine.py").write_text("import json\nfrom datetime import UTC\n", encoding="utf-8")
    assert violations(folder, tmp_path) == []
    (room / "wrong.py").write_text(line + "\n", encoding="utf-8")
    assert len(violations(folder, tmp_path)) == 1


@pytest.mark.parametrize(("folder", "line"), [
    ("board", "from board.card import Card"),
    ("board", "from . import rule"),
    ("devices", "import segno\nfrom board.card import Card"),
    ("app", "import flask\nfrom devices.codes import new_code\nfrom board.card import Card"),
])  # fmt: skip
def test_a_right_import_is_let_pass(tmp_path, folder, line):
    room = tmp_path / folder
    room.mkdir()
    (room / "fine.py").write_text(line + "\n", encoding="utf-8")
    assert violations(folder, tmp_path) == []


# Imports every test of a folder where nothing else that is installed can be imported, nor what
# the last arguments name; prints what was asked for all the same.
BARE = """
import sys, importlib, importlib.abc, importlib.metadata, pathlib
folder, *refused = sys.argv[1:]
installed = importlib.metadata.packages_distributions()
needed = {"pytest", "pluggy", "iniconfig", "packaging", "pygments"}
needed |= {"hypothesis", "sortedcontainers", "attrs"}
refused += [name for name, of in installed.items() if not needed & {one.lower() for one in of}]
class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] in refused:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Refuse())
sys.path[:0] = [folder, "."]
for file in sorted(pathlib.Path(folder).glob("test_*.py")):
    try:
        importlib.import_module(file.stem)
    except ModuleNotFoundError as missing:
        print(f"{file.name}: {missing.name}")
import tests.conftest
"""


def asked_for(folder: Path) -> str:
    command = [sys.executable, "-c", BARE, str(folder), "app"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_rules_are_tested_with_nothing_but_python_pytest_and_hypothesis(tmp_path):
    assert list((ROOT / "tests" / "rules").glob("test_*.py")), "an empty folder proves nothing"
    assert asked_for(ROOT / "tests" / "rules") == ""
    wrong = {"a": "tests.midday", "b": "flask", "c": "playwright.sync_api"}
    for name, module in wrong.items():
        (tmp_path / f"test_{name}.py").write_text(f"import {module}\n", encoding="utf-8")
    assert asked_for(tmp_path) == "test_a.py: app\ntest_b.py: flask\ntest_c.py: playwright\n"
