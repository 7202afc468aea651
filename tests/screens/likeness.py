"""Knows whether an old page shows just what a fresh page of it shows, as far as pushes draw it."""

from playwright.sync_api import Page, expect

# What the browser itself draws: running minutes, pages turned, marks of freshness, keys of forms.
READ = """
() => {
  const body = document.body.cloneNode(true);
  const drawnHere = "[data-since], [data-until], [data-overdue-from], [data-other-day],"
    + "[data-clock], [data-pages-of], [data-day-head], [data-gone-after], [data-complaint]";
  for (const element of body.querySelectorAll(drawnHere)) element.replaceChildren();
  for (const field of body.querySelectorAll("[name=key], [name=csrf_token]")) field.remove();
  for (const row of body.querySelectorAll("[data-card]")) {
    row.removeAttribute("hidden");
    delete row.dataset.fresh;
    row.style.removeProperty("--lit-for");
    if (!row.getAttribute("style")) row.removeAttribute("style");
  }
  for (const button of body.querySelectorAll("[data-just-came]")) delete button.dataset.justCame;
  for (const part of body.querySelectorAll("[data-part]")) delete part.dataset.drawn;
  for (const details of body.querySelectorAll("details")) details.removeAttribute("open");
  const plain = (html) => html.replace(/\\s+/g, " ").replace(/> | (?=<)/g, (found) => found.trim());
  const all = (selector) => [...body.querySelectorAll(selector)];
  return {
    rows: all("[data-slot]").map((list) => [
      list.dataset.slot, [...list.children].map((row) => plain(row.outerHTML)),
    ]),
    parts: all("[data-part]:not([data-part=undo])").map((part) => [
      part.dataset.part, plain(part.innerHTML),
    ]),
    counts: all("[data-count]").map((count) => [count.dataset.count, count.textContent]),
  };
}
"""


def shown(page: Page) -> dict:
    return page.evaluate(READ)


def assert_like_fresh(page: Page) -> None:
    """Compares with the same page loaded anew beside it, at the same number: forecasts may move
    while one looks. The old one had half a second to follow."""
    for _ in range(5):
        expect(page.locator("html[data-live=live]")).to_be_attached()
        page.wait_for_timeout(500)
        old, at = shown(page), number(page)
        beside = page.context.new_page()
        beside.goto(page.url)
        expect(beside.locator("html[data-live=live]")).to_be_attached()
        fresh, then = shown(beside), number(beside)
        beside.close()
        if at == then == number(page):
            break
    assert at == then
    for kind, parts in fresh.items():
        assert old[kind] == parts, f"{page.url}: {differing(old[kind], parts)} than a fresh page"


def differing(old: list, fresh: list) -> str:
    """What the one has and the other has not, short enough to be read."""
    ours = [str(one) for _, shown in old for one in shown]
    theirs = [str(one) for _, shown in fresh for one in shown]
    only = [f"- {one[:900]}" for one in ours if one not in theirs]
    return "\n".join([*only, *(f"+ {one[:900]}" for one in theirs if one not in ours), "other"])


def caught_up(page: Page, seq: int) -> None:
    """The page shows the board as it was at `seq`, or later: forecasts may have moved since."""
    page.wait_for_function("(seq) => Number(document.body.dataset.seq) >= seq", arg=seq)


def number(page: Page) -> str:
    return page.evaluate("document.body.dataset.seq")
