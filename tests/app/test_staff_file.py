"""What becomes of the list of a shop's staff."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.staff_file import StaffRow, read_staff_file
from app.importing.table_line import Unreadable
from board.people.people import ROLES

SAMPLE = Path("app/demo/staff.csv").read_bytes()
HEADINGS = "编号,姓名,角色,班组,技能,密码(PIN)"


def rows(*lines: str) -> tuple[StaffRow, ...]:
    return read_staff_file("\r\n".join([HEADINGS, *lines]).encode(), ROLES).rows


def codes(row: StaffRow) -> list[str]:
    return [problem.code for problem in row.problems]


def test_the_sample_gives_thirty_people():
    people = read_staff_file(SAMPLE, ROLES).rows
    assert len(people) == 30 and not any(person.problems for person in people)
    by_id = {person.id: person for person in people}
    assert by_id["M01"].roles == ("manager", "admin") and by_id["M01"].team is None
    t01 = by_id["T01"]
    assert (t01.name, t01.roles, t01.team) == ("吴海波", ("leader", "technician"), "机电一组")
    assert t01.skills == ("发动机", "变速箱", "底盘") and t01.pin == "510722" and t01.line == 9


def test_every_encoding_and_separator_reads_the_same():
    text = SAMPLE.decode("utf-8-sig")
    expected = read_staff_file(SAMPLE, ROLES).rows
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert read_staff_file(text.encode(encoding), ROLES).rows == expected
    assert read_staff_file(text.replace(",", "\t").encode(), ROLES).rows == expected


def test_full_width_writing_is_understood():
    (row,) = rows("ｔ０１ ,吴海波,Leader；technician；leader,,,５１０７２２")
    assert (row.id, row.roles, row.pin) == ("T01", ("leader", "technician"), "510722")
    assert not row.problems


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (",吴海波,leader,,,1234", "missing_id"),
        ("T01,,leader,,,1234", "missing_name"),
        ("T01,吴海波,;,,,1234", "missing_roles"),
        ("T01,吴海波,boss,,,1234", "unknown_role"),
        ("T01,吴海波,leader,,,12a4", "bad_pin"),
        ("T01,吴海波,leader,,,123", "bad_pin"),
        ("T 01/,吴海波,leader,,,1234", "bad_id"),
        (f"T01,{'吴' * 61},leader,,,1234", "too_long"),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason(line, code):
    bad, good = rows(line, "T02,郑凯,technician,,,756211")
    assert codes(bad) == [code] and not good.problems


def test_a_staff_code_given_twice_is_rejected_the_second_time():
    first, second = rows("T01,吴海波,leader,,,1234", "t01,郑凯,technician,,,5678")
    assert not first.problems and codes(second) == ["repeated_id"]


def test_a_person_may_come_without_a_pin():
    (row,) = rows("T01,吴海波,leader,,,")
    assert row.pin is None and not row.problems


def test_a_pin_is_never_shown():
    (row,) = rows("T01,吴海波,leader,,,98a76")
    assert "98a76" not in repr(row)


@given(st.text(max_size=200))
def test_random_text_raises_nothing_but_unreadable(text):
    with suppress(Unreadable):
        read_staff_file((HEADINGS + "\n" + text).encode("utf-16"), ROLES)
