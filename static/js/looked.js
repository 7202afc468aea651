/**
 * Marks the rows that changed since somebody last looked at this list: a row counts as seen once it
 * has been in view for a moment. What was seen is kept in this browser only.
 */

const KEY = `seen:${location.pathname}`;
const SEEN_AFTER_MS = 1500;
const seen = JSON.parse(localStorage.getItem(KEY) ?? "{}");
const timers = new Map();

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    clearTimeout(timers.get(target));
    if (isIntersecting) timers.set(target, setTimeout(() => look(target), SEEN_AFTER_MS));
  }
}, { threshold: 0.6 });

function look({ dataset, isConnected }) {
  if (!isConnected || document.hidden) return;
  seen[dataset.card] = dataset.version;
  localStorage.setItem(KEY, JSON.stringify(seen));
}

function mark() {
  const rows = [...document.querySelectorAll("[data-slot] > [data-card]")];
  for (const row of rows) {
    const before = seen[row.dataset.card];
    row.toggleAttribute("data-fresh", before !== undefined && before !== row.dataset.version);
    watcher.observe(row);
  }
  const present = new Set(rows.map((row) => row.dataset.card));
  for (const card of Object.keys(seen)) if (!present.has(card)) delete seen[card];
  const fresh = rows.filter((row) => row.hasAttribute("data-fresh")).length;
  for (const words of document.querySelectorAll("[data-looked]")) {
    words.hidden = fresh === 0;
    words.textContent = words.dataset.say.replace("{n}", fresh);
  }
}

mark();
document.addEventListener("board:changed", mark);
