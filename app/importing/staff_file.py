"""Reads the list of a shop's staff, row by row: who they are, what they may do, a first PIN."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from app.importing.damage import damage, unguarded
from app.importing.headings import Wanted
from app.importing.role_words import role_of
from app.importing.table_file import Table, read_table
from app.importing.table_line import Line, Problem
from board.card.plain import plain

FIELDS = {
    "编号": "id",
    "姓名": "name",
    "角色": "roles",
    "班组": "team",
    "技能": "skills",
    "密码(PIN)": "pin",
}
NEEDED = ("id", "name", "roles")
STAFF = Wanted(
    FIELDS,
    [(name,) for name in NEEDED],
    {
        "id": ("编号", "工号", "员工编号", "员工号", "人员编号", "staff no", "id", "code"),
        "name": ("姓名", "名字", "员工姓名", "人员姓名", "name"),
        "roles": ("角色", "岗位", "职务", "职位", "岗位角色", "roles", "role"),
        "team": ("班组", "组别", "小组", "所属班组", "team"),
        "skills": ("技能", "专长", "工种", "skills"),
        "pin": ("密码(PIN)", "密码", "PIN", "PIN码", "初始密码", "初始PIN", "口令"),
    },
)
MOST_LETTERS = {"id": 40, "name": 60, "team": 40, "skills": 500}
_ID = re.compile(r"\w[\w.-]*", re.ASCII)
_PIN = re.compile(r"\d{4,12}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class StaffRow:
    """One person as the file has them; `pin` None where none is given. A row with `problems` is
    rejected. Problems never repeat a PIN."""

    line: int
    id: str
    name: str
    roles: tuple[str, ...]
    team: str | None
    skills: tuple[str, ...]
    pin: str | None = field(repr=False)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class StaffFile:
    headings: tuple[str, ...]
    rows: tuple[StaffRow, ...]


def read_staff_file(data: bytes, known_roles: Collection[str]) -> StaffFile:
    """The people in the file, good rows and bad, in its order; raises Unreadable."""
    table = read_table(data, STAFF)
    rows: list[StaffRow] = []
    ids: set[str] = set()
    for line in table.lines:
        row = _row(table, line, known_roles, ids)
        ids.add(row.id)
        rows.append(row)
    return StaffFile(table.headings, tuple(rows))


def _row(table: Table, line: Line, known_roles: Collection[str], ids: Collection[str]) -> StaffRow:
    texts = {name: unguarded(table.cell(line, name)) for name in FIELDS.values()}
    roles = tuple(dict.fromkeys(role_of(role) for role in _parts(texts["roles"])))
    id, pin = plain(texts["id"]).upper(), plain(texts["pin"])
    problems = [*_faults(table, line), *_missing(texts), *_unfit(texts, id, pin)]
    problems += [Problem("unknown_role", "roles", r) for r in roles if r not in known_roles]
    if id and id in ids:
        problems.append(Problem("repeated_id", "id", id))
    return StaffRow(
        line=line.number,
        id=id,
        name=texts["name"],
        roles=roles,
        team=texts["team"] or None,
        skills=_parts(texts["skills"]),
        pin=pin or None,
        problems=tuple(problems),
    )


def _faults(table: Table, line: Line) -> list[Problem]:
    """What is wrong with the line as a whole, and what a spreadsheet damaged in it."""
    faults = [Problem(line.fault, "line")] if line.fault else []
    faults += [Problem("hidden_row", "line")] if line.hidden else []
    for name in FIELDS.values():
        text = unguarded(table.cell(line, name))
        if code := table.mark(line, name) or damage(text):
            faults.append(Problem(code, name, "…" if name == "pin" else text[:40]))
    return faults


def _missing(texts: dict[str, str]) -> list[Problem]:
    return [Problem(f"missing_{name}", name) for name in NEEDED if not _parts(texts[name])]


def _unfit(texts: dict[str, str], id: str, pin: str) -> list[Problem]:
    long = [name for name, most in MOST_LETTERS.items() if len(texts[name]) > most]
    problems = [Problem("too_long", name, texts[name][:40]) for name in long]
    if id and not _ID.fullmatch(id):
        problems.append(Problem("bad_id", "id", id[:40]))
    if pin and not _PIN.fullmatch(pin):
        problems.append(Problem("bad_pin", "pin"))
    return problems


def _parts(text: str) -> tuple[str, ...]:
    """What stands between separators as people write them, each once."""
    parts = (part.strip() for part in re.split(r"[;；,，、/／|+＋&\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
