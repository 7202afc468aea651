"""How large things may be: lines of templates, files and functions of the product."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCT = ("app", "board", "devices")
LONGEST_LINE, LONGEST_FILE, LONGEST_FUNCTION = 120, 250, 30


def lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def wide(folder: Path) -> list[str]:
    """Lines of templates that are too long: "file:line"."""
    return [
        f"{file.relative_to(folder)}:{n}"
        for file in sorted(folder.rglob("*.html"))
        for n, line in enumerate(lines(file), 1)
        if len(line) > LONGEST_LINE
    ]


def written(folder: Path) -> list[Path]:
    """Files of code by hand: no migration, which is never changed, and nothing of others'."""
    files = [*folder.rglob("*.py"), *folder.rglob("*.js")]
    return sorted(f for f in files if not {"migrations", "vendor"} & set(f.parts))


def long_files(folder: Path) -> list[str]:
    return [str(f) for f in written(folder) if len(lines(f)) > LONGEST_FILE]


def long_functions(folder: Path) -> Iterator[str]:
    for file in written(folder):
        if file.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and too_long(node):
                yield f"{file}: {node.name}"


def too_long(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION


def test_no_line_of_a_template_is_too_long():
    assert list((ROOT / "templates").rglob("*.html")), "an empty folder proves nothing"
    assert wide(ROOT / "templates") == []


@pytest.mark.parametrize("folder", [*PRODUCT, "static"])
def test_no_file_is_too_long(folder):
    assert written(ROOT / folder), "an empty folder proves nothing"
    assert long_files(ROOT / folder) == []


@pytest.mark.parametrize("folder", PRODUCT)
def test_no_function_is_too_long(folder):
    assert list(long_functions(ROOT / folder)) == []


def test_what_is_too_long_is_found(tmp_path):
    body = "    pass\n" * (LONGEST_FUNCTION - 1)
    (tmp_path / "fine.py").write_text("def fine():\n" + body, encoding="utf-8")
    (tmp_path / "fine.html").write_text("x" * LONGEST_LINE, encoding="utf-8")
    (tmp_path / "fine.js").write_text("\n" * LONGEST_FILE, encoding="utf-8")
    assert not wide(tmp_path) + long_files(tmp_path) + list(long_functions(tmp_path))
    (tmp_path / "long.py").write_text("def long():\n    pass\n" + body, encoding="utf-8")
    (tmp_path / "long.html").write_text("x" * (LONGEST_LINE + 1), encoding="utf-8")
    (tmp_path / "long.js").write_text("\n" * (LONGEST_FILE + 1), encoding="utf-8")
    assert wide(tmp_path) == ["long.html:1"]
    assert long_files(tmp_path) == [str(tmp_path / "long.js")]
    assert list(long_functions(tmp_path)) == [f"{tmp_path / 'long.py'}: long"]
