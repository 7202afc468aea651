"""A staff list as shops write it: roles in Chinese, any usual separator, PINs from 0."""

import io

import pytest

from app.importing.staff import import_staff
from app.importing.staff_file import read_staff_file
from board.people.people import ROLES
from tests.app.test_staff import empty, people, right, take  # noqa: F401 (a fixture)
from tests.app.test_staff_file import codes, rows
from tests.cast import CHEN
from tests.day_shop import as_sheet


@pytest.mark.parametrize("between", ["；", "、", "/", "|", "+", ";"])
def test_roles_are_read_in_chinese_between_usual_separators(between):
    (row,) = rows(f"T01,吴海波,班组长{between}维修技师{between} Leader,,,1234")
    assert row.roles == ("leader", "technician") and not row.problems


def test_other_headings_are_known():
    text = "工号,姓名,岗位,所属班组,初始密码\nT01,吴海波,车间主管,,0042"
    (row,) = read_staff_file(text.encode("gb18030"), ROLES).rows
    assert (row.roles, row.pin) == (("foreman",), "0042")


@pytest.mark.parametrize("pin", ["001234", "'001234", '"=""001234"""'])
def test_leading_noughts_of_a_pin_are_kept(empty, real_time, pin):  # noqa: F811
    take(empty, f"编号,姓名,角色,密码\nM01,甲,系统管理,{pin}\n")
    assert right(empty, "M01", "001234", real_time)


def test_what_a_spreadsheet_damaged_is_no_staff(empty):  # noqa: F811
    bad, good = rows("T01,#N/A,leader,,,1234", "T02,郑凯,技师,,,1.2E+05"), rows("T03,乙,技师,,,")
    assert [codes(row)[0] for row in bad] == ["cell_error", "damaged_number"]
    assert "1.2E" not in repr(bad) and not codes(good[0])


def test_no_admin_and_no_pin_are_said(empty, capsys):  # noqa: F811
    text = "编号,姓名,角色,密码\nT01,吴海波,技师,1234\nT02,郑凯,技师,\n"
    assert import_staff(empty, text.encode(), "zh-CN") == 0
    said = capsys.readouterr().out
    assert "1 人没有密码,还不能签字：郑凯" in said and "没有系统管理员" in said


def test_a_list_comes_in_on_the_page(store, client, signed_in, csrf):
    admin = signed_in(client, "M01")
    sheet = as_sheet([["编号", "姓名", "角色", "密码"], ["X77", "新来的", "技师、洗车", "007007"]])
    form = {"file": (io.BytesIO(sheet), "staff.xlsx"), "csrf_token": csrf(admin)}
    answer = admin.post("/admin/people/list", data=form, content_type="multipart/form-data")
    assert answer.status_code == 200 and "人员新增1" in answer.text
    assert people(store)["X77"].roles == ("technician", "washer")
    assert "/admin/people/list" in admin.get("/admin/people").text


def test_a_list_is_nobodys_who_may_not_add_people(client, signed_in):
    assert signed_in(client, CHEN.id).get("/admin/people/list").status_code == 403
