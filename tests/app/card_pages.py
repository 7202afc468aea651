"""Reads the page of a card as a browser would, and sends its forms."""

import re
from html import unescape

from tests.app.shop_door import Door


def shown(client, door, car: str, path: str = "") -> str:
    answer = client.get(f"/c/{door.card(car).code}{path}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def offered(page: str) -> set[str]:
    return set(re.findall(r'data-command="(\w+)"', page))


def open_for(page: str, command: str) -> bool:
    buttons = re.findall(rf'<(?:button|a)[^>]*data-command="{command}"[^>]*>', page)
    return any(" disabled" not in button for button in buttons)


def fields(page: str, command: str) -> dict[str, str]:
    """What the form of a command carries along unseen."""
    form = re.search(rf'<form[^>]*action="[^"]*/do/{command}".*?</form>', page, re.S)
    assert form, f"no form for {command}"
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    return {name: unescape(value) for name, value in hidden}


def send(client, door, car: str, command: str, page: str | None = None, **typed):
    """Sends the form of a command as the browser would."""
    page = page or shown(client, door, car, f"/do/{command}")
    data = fields(page, command) | typed
    return client.post(f"/c/{door.card(car).code}/do/{command}", data=data)


def as_typed(page: str, typed: dict, door: Door) -> dict:
    """What the form says already, with what a person types over it."""
    said: dict[str, object] = {}
    for tag in re.findall(r"<(?:input|textarea|option)[^>]*>(?:[^<]*</textarea>)?", page):
        name, value = re.search(r' name="([^"]+)"', tag), re.search(r' value="([^"]*)"', tag)
        if not name or 'type="hidden"' in tag or 'type="search"' in tag:
            continue
        if ('type="radio"' in tag or 'type="checkbox"' in tag) and " checked" not in tag:
            continue
        text = re.search(r">([^<]*)</textarea>", tag)
        said[name[1]] = unescape(text[1] if text else value[1] if value else "")
    return said | {k: door.team if v == "TEAM" else v for k, v in typed.items()}


def said(answer) -> list[str]:
    """What a page says is wrong."""
    return re.findall(r'<p class="(?:notice notice-late|error)[^>]*>([^<]*)', answer.text)
