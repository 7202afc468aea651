/**
 * Draws tiles into the lists of the page: `[data-slot]` holds rows `[data-card][data-rank]` in the
 * order of (rank, id). A row that looks the same is left alone; a row somebody types in waits.
 */

import { redraw } from "./taps.js";
import { writtenIn } from "./typing.js";

const drawnFrom = new WeakMap(); // row → its html as the server drew it
let waiting = new Map(); // card → tile, kept back while somebody types in its row

/** Must run before anything else touches the rows. */
export function openLists() {
  for (const row of document.querySelectorAll("[data-slot] > [data-card]")) {
    drawnFrom.set(row, row.outerHTML);
  }
  for (const free of ["focusout", "htmx:finally:request"]) {
    document.addEventListener(free, () => setTimeout(drawWaiting));
  }
}

export function applyTiles(tiles) {
  redraw(() => drawTiles(tiles));
}

function drawTiles(tiles) {
  for (const tile of tiles) {
    waiting.delete(tile.id);
    for (const list of document.querySelectorAll("[data-slot]")) place(list, tile);
  }
}

/** These tiles are all there are: every other row goes. */
export function replaceTiles(tiles) {
  const present = new Set(tiles.map((tile) => tile.id));
  const gone = new Set();
  for (const row of document.querySelectorAll("[data-slot] > [data-card]")) {
    if (!present.has(row.dataset.card)) gone.add(row.dataset.card);
  }
  applyTiles([...[...gone].map((id) => ({ id, slot: null })), ...tiles]);
}

function place(list, tile) {
  const old = list.querySelector(`:scope > [data-card="${CSS.escape(tile.id)}"]`);
  const row = belongs(list, tile) ? rowFrom(tile) : null;
  if (!old && !row) return;
  if (old && row && drawnFrom.get(old) === drawnFrom.get(row)) return;
  if (old && writtenIn(old)) {
    waiting.set(tile.id, tile);
    return;
  }
  if (!row) old.remove();
  else if (!old) shown(list.insertBefore(row, successor(list, row)));
  else exchange(list, old, row);
}

function belongs(list, tile) {
  if (tile.slot !== list.dataset.slot) return false;
  if (list.dataset.only && list.dataset.only !== tile.id) return false;
  if (list.dataset.any && !JSON.parse(list.dataset.any).some((id) => tile.people?.includes(id))) return false;
  return !list.dataset.mine || Boolean(tile.people?.includes(list.dataset.mine));
}

function rowFrom(tile) {
  const template = document.createElement("template");
  template.innerHTML = tile.html.trim();
  const row = template.content.firstElementChild;
  if (row.dataset.rank !== tile.rank) row.dataset.rank = tile.rank;
  drawnFrom.set(row, row.outerHTML);
  return document.adoptNode(row);
}

function successor(list, row, apart = null) {
  for (const other of list.children) {
    if (other !== apart && other.dataset.card && before(row.dataset, other.dataset)) return other;
  }
  return null;
}

function before(one, other) {
  if (one.rank !== other.rank) return one.rank < other.rank;
  return one.card < other.card;
}

function exchange(list, old, row) {
  const focused = focusables(old).indexOf(document.activeElement);
  old.querySelectorAll("details").forEach((details, i) => {
    const same = row.querySelectorAll("details")[i];
    if (same) same.open = details.open;
  });
  const next = successor(list, row, old);
  if (next === old.nextElementSibling) old.replaceWith(row);
  else {
    old.remove();
    list.insertBefore(row, next);
  }
  shown(row);
  if (focused >= 0) focusables(row)[focused]?.focus({ preventScroll: true });
}

/** A page may put something of its own into a row just drawn (row_actions.js). */
function shown(row) {
  row.dispatchEvent(new CustomEvent("board:row", { bubbles: true }));
}

function focusables(row) {
  return [row, ...row.querySelectorAll("a[href], button, summary, [tabindex]")];
}

function drawWaiting() {
  const tiles = [...waiting.values()];
  waiting = new Map();
  applyTiles(tiles);
}
