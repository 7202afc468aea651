"""What people hold or look at: short codes, scanned text, labels and their QR codes."""

import random
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.codes import ALPHABET, looks_like_code, new_code
from devices.qr_codes import card_url, qr_svg, terminal_qr
from devices.scanning import Scanned, plain_order_no, read_scan

URL = "http://192.168.1.20:8000/c/K3M7Q"


def test_a_code_has_five_characters_that_cannot_be_misheard():
    codes = {new_code(random.Random(seed)) for seed in range(500)}
    assert all(looks_like_code(code) for code in codes)
    assert not set("0O1I") & set("".join(codes)) and len(codes) > 490
    assert len(ALPHABET) == 32


def test_the_same_seed_draws_the_same_codes():
    first, second = random.Random(7), random.Random(7)
    assert [new_code(first) for _ in range(5)] == [new_code(second) for _ in range(5)]


@pytest.mark.parametrize(
    "text", ["", "K3M7", "K3M7QQ", "K3M70", "K3M7O", "K3M71", "k3m7q", "粤3M7Q"]
)
def test_what_is_no_code(text):
    assert not looks_like_code(text)


@pytest.mark.parametrize(
    "text",
    [
        URL,
        "https://jindu.example/board/c/k3m7q/",
        "HTTP://HOST/C/K3M7Q?from=label#x",
        f" {URL}\r\n",
        "K3M7Q",
        "k3m7q",
        "ｋ３ｍ７ｑ",
        " k3 m7q\n",
        "K 3 M 7 Q",
        "*K3M7Q*",
        "]C1K3M7Q",
        "】q1k3m7q。",
        "K3M7Q。",
        "\x02K3M7Q\x03\r",
        "]Q1http://10.0.0.5:8000/c/K3M7Q",
        "http：、、10。0。0。5：8000、c、k3m7q。",
        "http：／／jindu．example／c／K3M7Q",
        "https;//jindu.example/c/K3M7Q",
        "10.0.0.5:8000/c/K3M7Q",
        "jindu.example/board/c/K3M7Q/",
        "/c/K3M7Q",
    ],
)
def test_a_label_or_a_bare_code_is_the_cards_code(text):
    scanned = read_scan(text)
    assert (scanned.what, scanned.value) == ("code", "K3M7Q")


@pytest.mark.parametrize("text", [
    "YY20261123001", "yy20261123001\r", "ＹＹ２０２６１１２３００１", "*YY20261123001*",
    "]C1YY20261123001", "YY 2026 1123 001", "YY20261123001。", "\x1dYY20261123001",
])  # fmt: skip
def test_the_dealer_orders_own_barcode_is_an_order_number(text):
    scanned = read_scan(text)
    assert (scanned.what, scanned.value) == ("order_no", "YY20261123001")


@pytest.mark.parametrize(
    "text",
    [
        "高伟",
        "粤E3MRXE",
        "19900006920",
        "6920",
        "",
        "http://example.com/",
        "http://example.com/c/K3M7",
        "http://example.com/c/K3M7Q/edit",
        "http://[broken/c/K3M7Q",
        "javascript:alert(1)//c/K3M7Q",
    ],
)
def test_anything_else_is_text_as_written(text):
    scanned = read_scan(text)
    assert (scanned.what, scanned.value) == ("text", text)


@pytest.mark.parametrize("text", [
    "+8613912345678", "+86 139 1234 5678", "0086-139-1234-5678", "８６１３９１２３４５６７８",
    "*13912345678*", "139 1234 5678。", "tel:+86-139-1234-5678",
])  # fmt: skip
def test_a_phone_is_its_digits_without_the_countrys_own(text):
    assert read_scan(text) == Scanned("text", "13912345678")


@given(st.text())
def test_no_text_breaks_the_scanner(text):
    assert read_scan(text).what in ("code", "order_no", "text")
    assert plain_order_no(plain_order_no(text)) == plain_order_no(text)


@given(st.text(ALPHABET, min_size=5, max_size=5))
def test_what_a_label_says_is_read_back(code):
    assert read_scan(card_url("http://10.0.0.5:8000/", code)).value == code


def test_the_svg_is_one_picture_without_style_or_outside_references():
    svg = qr_svg(URL, "粤E3MRXE <&>")
    tree = ElementTree.fromstring(svg)
    assert [child.tag.split("}")[1] for child in tree] == ["title", "rect", "path"]
    assert tree[0].text == "粤E3MRXE <&>"
    assert "style" not in svg and "href" not in svg and svg.count("http") == 1  # the namespace


def test_the_svg_has_a_quiet_zone_and_modules_large_enough_to_print():
    tree = ElementTree.fromstring(qr_svg(URL))
    size = int(tree.get("viewBox").split()[2])
    assert float(tree.get("width").removesuffix("mm")) >= size * 0.8 - 0.05
    boxes = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", tree[2].get("d"))
    assert "".join(f"M{x} {y}h{w}v1h-{w}z" for x, y, w in boxes) == tree[2].get("d")
    assert min(int(x) for x, _, _ in boxes) == min(int(y) for _, y, _ in boxes) == 4
    assert max(int(x) + int(w) for x, _, w in boxes) == size - 4


def test_the_svg_draws_the_modules_of_error_level_q():
    from qrcode.constants import ERROR_CORRECT_Q
    from qrcode.main import QRCode

    qr = QRCode(error_correction=ERROR_CORRECT_Q, border=4)
    qr.add_data(URL)
    rows = enumerate(qr.get_matrix())
    dark = {(x, y) for y, row in rows for x, is_dark in enumerate(row) if is_dark}
    boxes = re.findall(r"M(\d+) (\d+)h(\d+)", qr_svg(URL))
    assert dark == {(int(x) + i, int(y)) for x, y, w in boxes for i in range(int(w))}


def test_the_terminal_shows_the_code_two_rows_to_a_line():
    lines = terminal_qr(URL).split("\n")
    assert set("".join(lines)) == set(" ▀▄█")
    assert len({len(line) for line in lines}) == 1
    assert len(lines) == (len(lines[0]) + 1) // 2
    assert set(lines[0]) == set(lines[1]) == {"█"}
