"""A photo comes in as a file of whatever a phone makes of it, and lies here as the picture alone;
what is no picture is refused with a reason."""

import io
import resource
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from app.people import tokens
from app.storage.pictures import LONGEST_SIDE, MOST_BYTES

KEY = "photo-of-the-front-left"
RED, BLUE, WHITE = (220, 20, 20), (20, 20, 220), (255, 255, 255)
TURNED = 6  # the camera was held upright: what lies left belongs on top
MEGABYTES = 1024  # ru_maxrss counts in KiB


# --- pictures -----------------------------------------------------------------------------


def halves(size: tuple[int, int] = (2400, 1200)) -> Image.Image:
    """Red on the left, blue on the right."""
    width, height = size
    picture = Image.new("RGB", size, RED)
    ImageDraw.Draw(picture).rectangle((width // 2, 0, width, height), BLUE)
    return picture


def jpeg(picture: Image.Image, **more: object) -> bytes:
    return _file(picture, "JPEG", **more)


def png(picture: Image.Image) -> bytes:
    return _file(picture, "PNG")


def _file(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def from_a_phone() -> bytes:
    """Held upright, in the yard, by a camera that says so."""
    exif = Image.Exif()
    exif[0x0112] = TURNED
    exif[0x010F] = "SECRET-CAMERA"
    exif[0x8825] = {1: "N", 2: (22.0, 32.0, 11.0), 3: "E", 4: (114.0, 3.0, 25.0)}
    return jpeg(halves(), exif=exif, comment=b"SECRET-COMMENT")


def says_it_is(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


# --- handing in ---------------------------------------------------------------------------


@pytest.fixture
def send(client, store):
    """send(bytes, key): hands a photo in with a token."""
    bearer = {"Authorization": f"Bearer {tokens.make(store, 'T02', 'tests')}"}

    def send(data: bytes, key: str = KEY):
        return client.post("/api/v1/photos", data=data, headers=bearer | {"Idempotency-Key": key})

    return send


@pytest.fixture
def shown(client, signed_in):
    """shown(name): the picture as somebody signed in gets it."""

    def shown(name: str = KEY) -> Image.Image:
        if client.get("/me").status_code != 200:
            signed_in(client, "S01")
        answer = client.get(f"/photos/{name}")
        assert answer.status_code == 200
        return Image.open(io.BytesIO(answer.data))

    return shown


@pytest.fixture
def on_disk(tmp_path):
    return lambda: sorted(tmp_path.glob("photos/*/*"))


def refused(answer, status: int, reason: str) -> None:
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.mimetype == "application/problem+json"
    assert answer.json["reason"] == reason and answer.json["status"] == status
    assert answer.json["detail"] and "refused-" not in answer.json["detail"]


def is_about(picture: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> None:
    there = picture.convert("RGB").getpixel(place)
    assert all(abs(a - b) < 12 for a, b in zip(there, colour, strict=True)), (place, there)


# --- what is kept -------------------------------------------------------------------------


def test_of_a_phones_photo_nothing_is_kept_but_the_upright_picture(send, shown, on_disk):
    answer = send(from_a_phone())
    assert (answer.status_code, answer.json) == (200, {"photo": KEY})
    (path,) = on_disk()
    kept = path.read_bytes()
    assert b"Exif" not in kept and b"SECRET" not in kept
    picture = shown()
    assert picture.format == "JPEG" and not picture.getexif() and "comment" not in picture.info
    assert picture.size == (LONGEST_SIDE // 2, LONGEST_SIDE)
    is_about(picture, (400, 300), RED)
    is_about(picture, (400, 1300), BLUE)


def test_only_the_server_may_read_the_file(send, on_disk):
    send(jpeg(halves()))
    (path,) = on_disk()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_small_picture_stays_as_small_as_it_is(send, shown):
    send(jpeg(halves((64, 32))))
    assert shown().size == (64, 32)


def test_what_is_transparent_becomes_white(send, shown):
    picture = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    picture.paste(RED, (100, 0, 200, 100))
    assert send(png(picture)).status_code == 200
    is_about(shown(), (50, 50), WHITE)
    is_about(shown(), (150, 50), RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_a_picture_of_any_kind_of_colour_is_taken(send, shown, mode):
    grey = Image.new("L", (40, 20), 255)
    picture = Image.new("I;16", (40, 20), 65535) if mode == "I;16" else grey.convert(mode)
    assert send(jpeg(picture) if mode == "CMYK" else png(picture)).status_code == 200
    is_about(shown(), (20, 10), WHITE)


def test_the_same_picture_lies_once_under_two_names(send, shown, on_disk):
    other = "photo-of-the-front-again"
    assert send(from_a_phone()).json == {"photo": KEY}
    assert send(from_a_phone(), other).json == {"photo": other}
    assert len(on_disk()) == 1
    assert shown(KEY).tobytes() == shown(other).tobytes()


def test_a_key_that_can_be_no_name_gets_one(send, shown):
    name = send(jpeg(halves()), "../../etc/passwd").json["photo"]
    assert len(name) == 32 and shown(name)
    assert send(jpeg(halves()), "../../etc/passwd").json == {"photo": name}


# --- the same key again -------------------------------------------------------------------


def test_the_same_photo_again_is_answered_the_same(send, on_disk):
    first, again = send(from_a_phone()), send(from_a_phone())
    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert len(on_disk()) == 1


def test_a_photo_sent_again_after_an_upgrade_that_draws_otherwise_is_the_same(
    send, on_disk, monkeypatch
):
    first = send(from_a_phone(), "one-key")
    monkeypatch.setattr("app.storage.pictures.QUALITY", 40)
    again = send(from_a_phone(), "one-key")
    assert (again.status_code, again.get_json()) == (first.status_code, first.get_json())
    assert len(on_disk()) == 1
    assert send(png(halves()), "one-key").status_code == 422


def test_another_photo_under_the_same_key_is_refused(send, shown):
    send(jpeg(halves()))
    refused(send(jpeg(Image.new("RGB", (300, 300), BLUE))), 422, "key_used")
    is_about(shown(), (100, 100), RED)


@pytest.mark.parametrize("key", ["", "k" * 5000])
def test_without_a_fit_key_nothing_is_taken(send, on_disk, key):
    refused(send(jpeg(halves()), key), 422, "invalid")
    assert not on_disk()


# --- what is no picture -------------------------------------------------------------------


NO_PICTURES = [b"", b"hello", b"%PDF-1.7\n", b"<svg onload='alert(1)'/>", b"\xff\xd8\xff",
               b"\x89PNG\r\n\x1a\n", bytes(100_000)]  # fmt: skip


@pytest.mark.parametrize("data", NO_PICTURES)
def test_what_is_no_picture_is_refused(send, on_disk, data):
    refused(send(data), 422, "not_a_picture")
    assert not on_disk()


def test_an_animation_is_none_we_take(send):
    refused(send(_file(halves((40, 20)), "GIF")), 422, "not_a_picture")


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_photo_that_was_cut_off_is_refused(send, on_disk, part):
    whole = jpeg(Image.effect_noise((800, 600), 60))
    refused(send(whole[: int(len(whole) * part)]), 422, "broken_picture")
    assert not on_disk()


def test_a_refused_photo_may_come_again_under_its_key(send):
    whole = jpeg(Image.effect_noise((800, 600), 60))
    send(whole[:5000])
    assert send(whole).json == {"photo": KEY}


@pytest.mark.parametrize("side", [6_000, 9_000, 12_000, 60_000])
def test_a_few_bytes_that_claim_to_be_huge_are_refused_unread(send, on_disk, side):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused(send(says_it_is(side, side)), 422, "too_many_pixels")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40 * MEGABYTES
    assert not on_disk()


def test_too_large_a_body_is_refused(send, on_disk):
    refused(send(jpeg(halves()) + bytes(MOST_BYTES)), 413, "too_large")
    assert not on_disk()


def test_as_large_as_is_allowed_is_taken(send):
    small = jpeg(halves())
    assert send(small + bytes(MOST_BYTES - len(small))).status_code == 200


# --- by whom ------------------------------------------------------------------------------


def test_nobody_may_not(client, on_disk):
    answer = client.post(
        "/api/v1/photos", data=jpeg(halves()), headers={"Idempotency-Key": KEY,
                                                        "Authorization": "Bearer jd_wrong"}
    )  # fmt: skip
    refused(answer, 401, "sign_in")
    refused(client.post("/api/v1/photos", data=b"x"), 401, "sign_in")
    assert not on_disk()


def test_a_session_needs_the_token_of_its_pages(client, signed_in, csrf, on_disk):
    signed_in(client, "T02")
    named = {"Idempotency-Key": KEY}
    refused(client.post("/api/v1/photos", data=jpeg(halves()), headers=named), 403, "cross_site")
    assert not on_disk()
    named["X-CSRF-Token"] = csrf(client)
    answer = client.post("/api/v1/photos", data=jpeg(halves()), headers=named)
    assert answer.json == {"photo": KEY}


def test_a_form_will_do(client, signed_in, csrf):
    signed_in(client, "T02")
    form = {"key": KEY, "csrf_token": csrf(client), "photo": (io.BytesIO(from_a_phone()), "x.jpg")}
    assert client.post("/api/v1/photos", data=form).json == {"photo": KEY}


def test_a_form_too_large_is_refused(client, signed_in, csrf, on_disk):
    signed_in(client, "T02")
    file = io.BytesIO(jpeg(halves()) + bytes(MOST_BYTES))
    form = {"key": KEY, "csrf_token": csrf(client), "photo": (file, "x.jpg")}
    refused(client.post("/api/v1/photos", data=form), 413, "too_large")
    assert not on_disk()


# --- being shown --------------------------------------------------------------------------


def test_a_photo_is_shown_only_to_somebody_signed_in(client, send, signed_in):
    send(jpeg(halves()))
    assert client.get(f"/photos/{KEY}").status_code == 401
    assert signed_in(client, "W01").get(f"/photos/{KEY}").status_code == 200
    assert client.get("/photos/photo-of-nothing-here").status_code == 404


def test_a_photo_is_shown_as_a_picture_and_nothing_else(client, send, signed_in):
    send(jpeg(halves()))
    heads = signed_in(client, "S01").get(f"/photos/{KEY}").headers
    assert heads["Content-Type"] == "image/jpeg"
    assert heads["X-Content-Type-Options"] == "nosniff"
    assert heads["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert heads["Content-Disposition"] == "inline"
    assert heads["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_browser_asks_each_time_whether_it_may_still_show_it(client, send, signed_in, csrf):
    send(jpeg(halves()))
    signed_in(client, "S01")
    first = client.get(f"/photos/{KEY}")
    assert first.headers["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/photos/{KEY}", headers=known).status_code == 304
    client.post("/sign-out", data={"csrf_token": csrf(client)})
    assert client.get(f"/photos/{KEY}", headers=known).status_code == 401
