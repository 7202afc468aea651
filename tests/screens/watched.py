"""Knows a page that notes everything a page of ours must never do: complain in the console, break
the content policy, open a dialog, or ask another server for anything."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request

# Chromium says every answer ≥ 400 in the console; a test names those that it asks for.
ANSWERED = re.compile(r"the server responded with a status of (\d+)")
NO_LINK = re.compile(
    r"net::ERR_(CONNECTION|INTERNET|NETWORK|EMPTY|FAILED|ABORTED|SOCKET)|WebSocket|htmx:error"
)


class Watched:
    """One page of a context and what it did wrong. `expected`: statuses a test provokes;
    `link_may_break`: for tests that cut the link."""

    def __init__(self, context: BrowserContext, address: str, name: str = "") -> None:
        self.context, self.address, self.name = context, address, name
        self.host = urlsplit(address).netloc
        self.expected: set[int] = set()
        self.link_may_break = False
        self.faults: list[str] = []
        context.on("request", self._request)
        context.on("dialog", self._dialog)
        context.on("weberror", lambda error: self._fault("error", str(error.error)))
        context.on("console", self._console)
        self.page: Page = context.new_page()

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self._fault("request", request.url)

    def _dialog(self, dialog: Dialog) -> None:
        self._fault("dialog", dialog.message)
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning", "assert"):
            return
        answered = ANSWERED.search(message.text)
        if answered and int(answered[1]) in self.expected:
            return
        if self.link_may_break and NO_LINK.search(message.text):
            return
        where = message.location
        self._fault("console", f"{message.text} ({where.get('url')}:{where.get('lineNumber')})")

    def _fault(self, kind: str, words: str) -> None:
        self.faults.append(f"{self.name or 'page'} {self.page.url if hasattr(self, 'page') else ''}"
                           f" {kind}: {words}")  # fmt: skip
