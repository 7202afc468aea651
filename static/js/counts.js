/**
 * Numbers beside headings are counted from the rows that are there, on a fresh page and after
 * every push alike. `data-count="SLOT SLOT"`, optionally `data-count-where="SELECTOR"`.
 */

import { shopNow } from "./clock.js";

export function drawCounts() {
  for (const element of document.querySelectorAll("[data-count]")) {
    const words = String(countFor(element.dataset));
    if (element.textContent !== words) element.textContent = words;
    element.toggleAttribute("data-none", words === "0");
  }
}

/** Deadlines that have passed undone; time alone changes it. `data-overdue-duties="KIND …"`, empty: all. */
function drawOverdue() {
  const now = shopNow();
  const due = [...document.querySelectorAll("[data-duties]")].flatMap((row) => row.dataset.duties.split(" ")).map((one) => one.split("/"));
  for (const element of document.querySelectorAll("[data-overdue-duties]")) {
    const kinds = element.dataset.overdueDuties;
    const words = String(due.filter(([kind, at]) => (!kinds || kinds.split(" ").includes(kind)) && Date.parse(at) <= now).length);
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
  if (!document.querySelector("[data-overdue-duties]")) return;
  drawOverdue();
  document.addEventListener("board:changed", drawOverdue);
  setInterval(drawOverdue, 1000);
}
