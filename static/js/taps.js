/**
 * No tap for what was not there when the finger set out: for 700 ms after an action, after the page
 * was loaded, and for each thing that a redraw has put where something else was. By touch, mouse,
 * keyboard and scanner alike; nothing is exchanged while a finger or an Enter is down. Without this a
 * second tap on 开工 fell on 完工, and one on 备件到货 opened the next card. A search always works, and
 * so do links on a page that a plain link led to: who only looks is not held up.
 *
 *   <html data-takes-taps="yes | no">  whether the page as a whole takes taps
 *   <html data-links-rest>             nor may its links be followed yet
 *   <a | button … data-just-came>      takes none yet (forms.css lets no finger through either)
 */
import { hold } from "./hold.js";

const REST_MS = 700;
const NEAR_PX = 12; // what moved less is where the finger aims
const CLICK_FOLLOWS_MS = 60; // the click comes after the finger has left
const ACTED_LATELY_MS = 5000;
const ACTED = "acted"; // when something was done last in this tab: its next page rests as a whole
const LINK = "a[href]:not([role=button])";
const TAPPED = "a[href]:not([role=button]), button, summary, label, input:is([type=radio], [type=checkbox])";

const root = document.documentElement;
let resting = null;
let letGo = null;

/** The page takes no tap for a while, counted anew from each call. */
export function rest() {
  root.dataset.takesTaps = "no";
  if (actedLately()) root.dataset.linksRest = "";
  clearTimeout(resting);
  resting = setTimeout(() => {
    root.dataset.takesTaps = "yes";
    delete root.dataset.linksRest;
  }, REST_MS);
}

/** Draws; what came or moved by it takes no tap for a while, all else goes on taking them. */
export function redraw(draw) {
  const before = standing();
  try {
    return draw();
  } finally {
    for (const [thing, place] of standing()) {
      if (!(before.byDeed.get(place.does) ?? []).some((was) => near(was, place))) justCame(thing);
    }
  }
}

/** thing → what it does and where it stands, of those in sight; `byDeed` the places by the deed. */
function standing() {
  const found = new Map();
  found.byDeed = new Map();
  for (const thing of document.querySelectorAll(`main :is(${TAPPED})`)) {
    const { left, top, bottom, width } = thing.getBoundingClientRect();
    if (!width || bottom <= 0 || top >= innerHeight) continue;
    const place = { does: deed(thing), left, top };
    found.set(thing, place);
    found.byDeed.set(place.does, [...found.byDeed.get(place.does) ?? [], place]);
  }
  return found;
}

function deed(thing) {
  const { command } = thing.dataset;
  return `${thing.form?.getAttribute("action")} ${thing.getAttribute("href")} ${command} ${thing.name}=${thing.value}`;
}

function near(one, other) {
  return Math.abs(one.left - other.left) < NEAR_PX && Math.abs(one.top - other.top) < NEAR_PX;
}

function justCame(thing) {
  thing.dataset.justCame = "";
  setTimeout(() => { delete thing.dataset.justCame; }, REST_MS);
}

function heed(event) {
  const thing = event.target.closest?.(TAPPED);
  if (!thing || thing.form?.method === "get") return;
  const looksOnly = thing.matches(LINK) || typedInto(thing.form, event);
  const free = looksOnly ? root.dataset.linksRest === undefined : root.dataset.takesTaps === "yes";
  if (free && !thing.closest("[data-just-came]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Enter in a field sends its form by a click of nobody's finger. */
function typedInto(form, { detail }) {
  const field = document.activeElement;
  return detail === 0 && field?.form === form && field.matches("input:not([type=radio], [type=checkbox])");
}

/** An Enter that is held is one Enter. */
function heedKey(event) {
  if (!["Enter", " "].includes(event.key)) return;
  const thing = event.target.closest?.(TAPPED);
  if (event.repeat && thing) event.preventDefault();
  else if (thing) down();
}

function acted() {
  rest();
  sessionStorage.setItem(ACTED, Date.now());
  root.dataset.linksRest = "";
}

/** Asked by what the deed led to: a page, a swap. It rests; what is opened after it does not. */
function actedLately() {
  const lately = Date.now() - Number(sessionStorage.getItem(ACTED)) < ACTED_LATELY_MS;
  sessionStorage.removeItem(ACTED);
  return lately;
}

function down() {
  letGo ??= hold();
}

function up() {
  const end = letGo;
  letGo = null;
  if (end) setTimeout(end, CLICK_FOLLOWS_MS);
}

rest();
document.addEventListener("click", heed, true);
document.addEventListener("keydown", heedKey, true);
document.addEventListener("pointerdown", down, true);
for (const name of ["pointerup", "pointercancel", "keyup"]) document.addEventListener(name, up, true);
for (const name of ["blur", "pagehide"]) addEventListener(name, up);
document.addEventListener("dragend", up, true);
document.addEventListener("submit", ({ target }) => { if (target.method === "post") acted(); }, true);
document.addEventListener("htmx:after:swap", rest);
addEventListener("pageshow", ({ persisted }) => { if (persisted) rest(); });
