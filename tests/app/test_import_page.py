"""The import page: hand a day file in, look at every row, say yes; nobody else sees the file."""

import io
import os
import re
import time
from collections import Counter

import pytest
from openpyxl import load_workbook

from app import create_app
from app.commands.perform import Actor
from app.config import Config
from app.importing.day import import_day
from app.importing.uploads import KEPT_SECONDS
from board.card.lanes import ON_BOARD
from tests.cast import CHEN, HUANG, MENG, ZHENG
from tests.day_shop import SAMPLE, as_tabs, cells_of_sample, one_row


@pytest.fixture
def app(store, tmp_path):
    app = create_app(Config(secret_key="a key for tests", data_dir=tmp_path / "data"), store)
    app.testing = True
    return app


@pytest.fixture
def advisor(app, signed_in):
    return signed_in(app.test_client(), CHEN.id)


@pytest.fixture
def hand_in(csrf):
    def send(client, data: bytes = SAMPLE):  # noqa: ANN202
        form = {"file": (io.BytesIO(data), "day.csv"), "csrf_token": csrf(client)}
        return client.post("/import", data=form, content_type="multipart/form-data")

    return send


@pytest.fixture
def confirm(csrf):
    def send(client, address: str, seen: str | None = None):  # noqa: ANN202
        seen = seen or seen_on(text_of(client.get(address)))
        return client.post(address, data={"seen": seen, "csrf_token": csrf(client)})

    return send


def text_of(answer) -> str:
    return answer.get_data(as_text=True)


def seen_on(page: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def rows_on(page: str) -> list[str]:
    """What each row is shown as, from the top."""
    return re.findall(r'<tr role="row" data-outcome="(\w+)"', page)


def cards(store) -> int:
    with store.read() as reading:
        return len(reading.in_lanes(*ON_BOARD))


def test_the_preview_shows_every_row_and_makes_nothing(advisor, hand_in, store):
    answer = hand_in(advisor)
    assert answer.status_code == 303
    page = text_of(advisor.get(answer.location))
    assert rows_on(page)[:6] == ["rejected"] * 4 + ["conflict", "warned"]
    assert Counter(rows_on(page)[6:]) == {"new": 43, "repeated": 1}
    for words in ("新开 44 张卡", "拒绝 4 行", "重复 1 行", "冲突 1 行", "没有客户姓名。"):
        assert words in page
    assert cards(store) == 0


def test_every_row_of_the_file_stands_in_the_preview(advisor, hand_in):
    page = text_of(advisor.get(hand_in(advisor).location))
    for line in cells_of_sample()[1:]:
        assert line[0] in page
    assert "=1+1" in page


def test_what_a_customer_wrote_never_runs_in_the_page(advisor, hand_in):
    page = text_of(advisor.get(hand_in(advisor, one_row(客户姓名="<script>x</script>")).location))
    assert "<script>x" not in page and "&lt;script&gt;x" in page


def test_a_long_file_is_shown_page_by_page(advisor, hand_in):
    headings, *lines = cells_of_sample()
    many = [[f"N{n}", *lines[0][1:]] for n in range(450)]
    address = hand_in(advisor, as_tabs([headings, *many])).location
    assert [len(rows_on(text_of(advisor.get(f"{address}?page={n}")))) for n in (1, 2, 3, 4)] == [
        200, 200, 50, 50,
    ]  # fmt: skip
    assert "第 3 页,共 3 页" in text_of(advisor.get(f"{address}?page=3&show=cards"))


def test_a_count_shows_its_rows_alone(advisor, hand_in):
    address = hand_in(advisor).location
    assert rows_on(text_of(advisor.get(f"{address}?show=rejected"))) == ["rejected"] * 4
    assert rows_on(text_of(advisor.get(f"{address}?show=warnings"))) == ["warned"]
    assert len(rows_on(text_of(advisor.get(f"{address}?show=nonsense&page=99")))) == 50


def test_saying_yes_makes_the_cards_and_says_the_same_counts(advisor, hand_in, confirm, store):
    address = hand_in(advisor).location
    answer = confirm(advisor, address)
    assert (answer.status_code, answer.location) == (303, address)
    page = text_of(advisor.get(address))
    assert cards(store) == 44
    assert "新开 44 张卡" in page and "拒绝 4 行" in page and 'href="/wall"' in page
    assert rows_on(page) == ["rejected"] * 4 + ["conflict", "warned"]
    again = text_of(advisor.get(hand_in(advisor).location))
    assert "没有新的卡要开" in again and "没变 44 行" in again


def test_the_file_is_gone_once_it_is_imported(advisor, hand_in, confirm, tmp_path):
    confirm(advisor, hand_in(advisor).location)
    (kept,) = [path for path in tmp_path.glob("data/uploads/*/*/*") if path.is_file()]
    assert kept.name == "outcome"
    assert "YY20261123044" not in kept.read_text()


def test_a_second_yes_makes_nothing_more_and_shows_the_first_outcome(
    advisor, hand_in, confirm, store
):
    address = hand_in(advisor).location
    seen = seen_on(text_of(advisor.get(address)))
    for _ in range(2):
        assert confirm(advisor, address, seen).status_code == 303
    assert cards(store) == 44
    assert "新开 44 张卡" in text_of(advisor.get(address))


def test_what_changed_since_the_preview_is_shown_before_anything_is_made(
    advisor, hand_in, confirm, store
):
    address = hand_in(advisor).location
    seen = seen_on(text_of(advisor.get(address)))
    import_day(store, Actor(HUANG.id), one_row())
    answer = confirm(advisor, address, seen)
    assert answer.status_code == 409
    assert "情况变了" in text_of(answer) and "新开 43 张卡" in text_of(answer)
    assert cards(store) == 1
    assert confirm(advisor, address, seen_on(text_of(answer))).status_code == 303
    assert cards(store) == 44


@pytest.mark.parametrize("who", [HUANG.id, MENG.id])
def test_a_file_is_nobody_elses(app, advisor, hand_in, confirm, signed_in, store, who):
    address = hand_in(advisor).location
    seen = seen_on(text_of(advisor.get(address)))
    other = signed_in(app.test_client(), who)
    assert other.get(address).status_code == 404
    assert other.get(f"{address}/rejected.xlsx").status_code == 404
    assert confirm(other, address, seen).status_code == 404
    assert cards(store) == 0


@pytest.mark.parametrize("id", ["..", "%2e%2e", "0" * 32, "x", "../../board.db"])
def test_an_id_that_was_never_given_is_gone(advisor, id):
    assert advisor.get(f"/import/{id}").status_code in (404, 308)


def test_after_an_hour_the_file_is_gone(advisor, hand_in, tmp_path):
    address = hand_in(advisor).location
    (folder,) = tmp_path.glob("data/uploads/*/*")
    past = time.time() - KEPT_SECONDS - 1
    os.utime(folder, (past, past))
    assert advisor.get(address).status_code == 404
    hand_in(advisor)
    assert not folder.exists()


def test_only_the_server_can_read_the_file(advisor, hand_in, tmp_path):
    hand_in(advisor)
    for path in tmp_path.glob("data/uploads/*/*"):
        assert path.stat().st_mode & 0o077 == 0
        assert (path / "file").stat().st_mode & 0o077 == 0


def test_who_may_not_book_reads_who_can(app, signed_in):
    mechanic = signed_in(app.test_client(), ZHENG.id)
    answer = mechanic.get("/import")
    assert answer.status_code == 403
    assert f"{ZHENG.name}不能登记预约。找" in text_of(answer)


def test_care_may_import_and_a_stranger_signs_in_first(app, signed_in, hand_in):
    assert hand_in(signed_in(app.test_client(), MENG.id)).status_code == 303
    assert "/sign-in" in app.test_client().get("/import").location


def test_rejected_rows_come_as_a_sheet_before_and_after(advisor, hand_in, confirm):
    address = hand_in(advisor).location
    for _ in range(2):
        answer = advisor.get(f"{address}/rejected.xlsx")
        sheet = load_workbook(io.BytesIO(answer.data)).active
        assert sheet.max_row == 5
        assert sheet.cell(1, sheet.max_column).value == "拒绝原因"
        assert answer.headers["Cache-Control"] == "no-store"
        confirm(advisor, address, seen_of(advisor, address))
    assert text_of(advisor.get(hand_in(advisor, answer.data).location)).count("拒绝 4 行")


def seen_of(client, address: str) -> str:
    page = text_of(client.get(address))
    return seen_on(page) if 'name="seen"' in page else "nothing"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (b"\x00\xff\xfegarbage\x01" * 999, "这不是表格文件"),
        ("姓名,电话\n甲,1\n".encode(), "没认出表头"),
        ("预约单号,客户姓名\n1,2\n".encode(), "少了这些列"),
        (b"x" * (10 * 1024 * 1024 + 1), "文件太大,最多 10 MB"),
        (b"x" * (13 * 1024 * 1024), "内容太大"),
    ],
    ids=["empty", "garbage", "no headings", "too few headings", "too large", "far too large"],
)
def test_a_file_that_is_no_day_gets_one_plain_sentence(advisor, hand_in, data, words, tmp_path):
    answer = hand_in(advisor, data)
    assert answer.status_code in (413, 422)
    assert words in text_of(answer)
    assert not list(tmp_path.glob("data/uploads/*/*"))


def test_no_file_chosen(advisor, csrf):
    answer = advisor.post("/import", data={"csrf_token": csrf(advisor)})
    assert (answer.status_code, "先选一个文件" in text_of(answer)) == (422, True)


def test_a_form_from_elsewhere_imports_nothing(advisor, hand_in, store):
    address = hand_in(advisor).location
    assert advisor.post(address, data={"seen": "x"}).status_code == 403
    assert cards(store) == 0


def test_the_page_speaks_english(advisor, hand_in):
    page = text_of(advisor.get(hand_in(advisor).location, headers={"Accept-Language": "en"}))
    assert "4 rows rejected" in page and "No customer name." in page
