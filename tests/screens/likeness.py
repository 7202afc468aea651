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
  }
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
    """Loads the page anew and compares; the old one had two seconds to follow."""
    expect(page.locator("html[data-live=live]")).to_be_attached()
    page.wait_for_timeout(500)
    old, at = shown(page), page.evaluate("document.body.dataset.seq")
    page.reload()
    expect(page.locator("html[data-live=live]")).to_be_attached()
    assert at == page.evaluate("document.body.dataset.seq")
    fresh = shown(page)
    for kind, parts in fresh.items():
        assert old[kind] == parts, f"{page.url}: other {kind} than a fresh page"
