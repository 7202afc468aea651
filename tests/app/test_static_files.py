"""Scripts and styles are kept by the browser under the build's name, and only there."""

import re


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
