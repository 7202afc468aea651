/**
 * No tap for what was not there when the finger set out: for 700 ms after an action, after the page
 * was loaded, and for each button that a redraw has put where something else was. By touch, mouse
 * and keyboard alike; plain links always work. Without this a second tap on 开工 fell on 完工.
 *
 *   <html data-takes-taps="yes | no">    whether the page as a whole takes taps
 *   <button data-command data-just-came>  takes none yet (forms.css lets no finger through either)
 */
const REST_MS = 700;
const NEAR_PX = 12; // a button that moved less is where the finger aims
const ACTIONS = "button[data-command]";

const root = document.documentElement;
let resting = null;

/** The page takes no tap for a while, counted anew from each call. */
export function rest() {
  root.dataset.takesTaps = "no";
  clearTimeout(resting);
  resting = setTimeout(() => { root.dataset.takesTaps = "yes"; }, REST_MS);
}

/** Draws; buttons that came or moved by it take no tap for a while, all others go on taking them. */
export function redraw(draw) {
  const before = standing();
  try {
    return draw();
  } finally {
    for (const [button, place] of standing()) {
      if (![...before.values()].some((was) => same(was, place))) justCame(button);
    }
  }
}

/** button → what it does and where it stands, of those in sight. */
function standing() {
  const found = new Map();
  for (const button of document.querySelectorAll(ACTIONS)) {
    const { left, top, bottom, width } = button.getBoundingClientRect();
    if (width && bottom > 0 && top < innerHeight) found.set(button, { does: deed(button), left, top });
  }
  return found;
}

function deed(button) {
  return `${button.form?.getAttribute("action")} ${button.dataset.command} ${button.name}=${button.value}`;
}

function same(one, other) {
  const near = Math.abs(one.left - other.left) < NEAR_PX && Math.abs(one.top - other.top) < NEAR_PX;
  return near && one.does === other.does;
}

function justCame(button) {
  button.dataset.justCame = "";
  setTimeout(() => { delete button.dataset.justCame; }, REST_MS);
}

function heed(event) {
  const button = event.target.closest?.(ACTIONS);
  if (!button || (root.dataset.takesTaps === "yes" && button.dataset.justCame === undefined)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

rest();
document.addEventListener("click", heed, true);
document.addEventListener("submit", ({ target }) => { if (target.method === "post") rest(); }, true);
document.addEventListener("htmx:after:swap", rest);
addEventListener("pageshow", ({ persisted }) => { if (persisted) rest(); });
