"""Every reason for which a file or a row is refused has its sentence in both languages."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, FluentSerializer, ast

from app.importing import day_file, day_row, staff_file

SOURCES = (
    "day_file", "staff_file", "table_file", "text_file", "sheet_file", "plan", "day",
    "damage", "day_when", "day_reader", "day_row", "left_out", "sheet_shape",
)  # fmt: skip
BY_THE_RULES = "refused"  # said in the words of the refusal


def messages(language: str) -> dict[str, set[str]]:
    """The ids of a language's file with the variables each names."""
    tree = FluentParser().parse(Path(f"app/words/{language}/import.ftl").read_text("utf-8"))
    assert not [entry for entry in tree.body if isinstance(entry, ast.Junk)]
    found = [entry for entry in tree.body if isinstance(entry, ast.Message)]
    assert len(found) == len({entry.id.name for entry in found})
    return {message.id.name: variables(message) for message in found}


def variables(message: ast.Message) -> set[str]:
    return set(re.findall(r"\$(\w+)", FluentSerializer().serialize_entry(message)))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_code_in_the_readers_has_its_words(language):
    code = "\n".join(Path(f"app/importing/{name}.py").read_text("utf-8") for name in SOURCES)
    known = messages(language)
    for reason in re.findall(r'Unreadable\(\s*"(\w+)"', code):
        assert f"import-unreadable-{reason}" in known
    for reason in re.findall(r'Problem\(\s*"(\w+)"', code):
        assert reason == BY_THE_RULES or f"import-problem-{reason}" in known
    for reason in re.findall(r'"(hidden_row|sum_row|gone|heading_again)"', code):
        assert f"import-left-out-{reason}" in known
    for reason in re.findall(r'"(damaged_\w+|cell_error|not_calculated|garbled)"', code):
        assert f"import-problem-{reason}" in known
    for field in (*day_row.NEEDED, *staff_file.NEEDED):
        assert f"import-problem-missing_{field}" in known
    for field in ("date", "time", "hours", "price", "odometer", "wash", "waiting_on_site"):
        assert f"import-problem-bad_{field}" in known
    for field in (*day_row.FIELDS.values(), *day_file.MEANT, *staff_file.FIELDS.values(), "line"):
        assert f"import-field-{field}" in known


def test_both_languages_name_the_same_facts():
    assert messages("zh-CN") == messages("en")
