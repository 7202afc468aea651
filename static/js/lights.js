/**
 * Lights up what just changed; a row that is drawn anew meanwhile stays lit for the rest of its time:
 * its style says for how long it has been lit, and the light (css) begins there.
 */

const LIT_MS = 8000;
const lit = new Map(); // card → since when

export function lightUp(row) {
  lit.set(row.dataset.card, performance.now());
  shine(row);
}

function shine(row) {
  const since = lit.get(row.dataset.card);
  const past = performance.now() - since;
  if (!(past < LIT_MS)) return;
  row.dataset.fresh = "";
  row.style.setProperty("--lit-for", `${Math.round(past)}ms`);
  setTimeout(() => goOut(row, since), LIT_MS - past);
}

function goOut(row, since) {
  if (lit.get(row.dataset.card) !== since) return;
  delete row.dataset.fresh;
  row.style.removeProperty("--lit-for");
}

document.addEventListener("board:row", ({ target }) => shine(target));
