/**
 * Numbers beside headings are counted from the rows that are there, on a fresh page and after
 * every push alike. `data-count="SLOT SLOT"`, optionally `data-count-where="SELECTOR"`.
 */

export function drawCounts() {
  for (const element of document.querySelectorAll("[data-count]")) {
    const words = String(countFor(element.dataset));
    if (element.textContent !== words) element.textContent = words;
    element.toggleAttribute("data-none", words === "0");
  }
}

function countFor({ count, countWhere = "" }) {
  const rows = count.split(" ").map((slot) => `[data-slot="${slot}"] > [data-card]${countWhere}`);
  return document.querySelectorAll(rows.join(", ")).length;
}

export function keepCounts() {
  drawCounts();
  document.addEventListener("board:changed", drawCounts);
  document.addEventListener("htmx:after:swap", drawCounts);
}
