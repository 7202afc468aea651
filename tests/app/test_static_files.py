"""Scripts and styles are kept by the browser under the build's name, and only there."""

import gzip
import re

import brotli
import pytest

from app.build import ROOT

SCRIPT = "vendor/htmx-4.0.1.min.js"


def test_what_a_page_needs_is_kept_by_the_browser(client):
    page = client.get("/sign-in").get_data(as_text=True)
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(addresses) > 5
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.cache_control.immutable and answer.cache_control.max_age > 10_000_000


def test_an_old_page_gets_what_there_is_now_but_keeps_it_not(client):
    answer = client.get("/static/another-build/js/page.js")
    assert answer.status_code == 200
    assert answer.cache_control.no_cache and not answer.cache_control.immutable


def test_nothing_beyond_the_folder_is_handed_out(client):
    for path in ("../app/factory.py", "..%2fapp%2ffactory.py", "js/../../README.md", "nothing"):
        assert client.get(f"/static/x/{path}").status_code == 404


@pytest.mark.parametrize(
    # The second is what a browser asks for by plain http on a shop's network.
    ("asked", "given", "opened"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
    ],
)
def test_scripts_and_styles_travel_small_also_where_there_is_only_gzip(
    client, asked, given, opened
):
    for _ in range(2):  # made, and kept
        answer = client.get(f"/static/x/{SCRIPT}", headers={"Accept-Encoding": asked})
        assert answer.headers["Content-Encoding"] == given
        whole = (ROOT / "static" / SCRIPT).read_bytes()
        assert opened(answer.data) == whole
        assert len(answer.data) < len(whole) * 0.4
        assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_who_can_open_nothing_gets_it_plain(client):
    answer = client.get(f"/static/x/{SCRIPT}", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert answer.data == (ROOT / "static" / SCRIPT).read_bytes()


def test_the_head_of_a_script_is_short_and_that_of_a_picture_is_guarded(client):
    script = client.get("/static/x/js/page.js").headers
    assert script["X-Content-Type-Options"] == "nosniff"
    assert sum(len(f"{k}: {v}\r\n") for k, v in script) < 400
    assert "Content-Security-Policy" in client.get("/static/x/icon.svg").headers


def test_a_piece_that_is_asked_for_is_not_kept_as_the_whole(client):
    small = {"Accept-Encoding": "gzip"}
    client.get("/static/x/js/wall.js", headers=small | {"Range": "bytes=0-9"})
    answer = client.get("/static/x/js/wall.js", headers=small)
    assert gzip.decompress(answer.data) == (ROOT / "static/js/wall.js").read_bytes()


def test_what_a_browser_has_it_is_not_sent_again(client):
    first = client.get("/static/x/js/wall.js", headers={"Accept-Encoding": "br"})
    again = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    answer = client.get("/static/x/js/wall.js", headers=again)
    assert (answer.status_code, answer.data) == (304, b"")
