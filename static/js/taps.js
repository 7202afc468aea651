/**
 * No tap for what was not there when the finger set out: for 700 ms after an action, after the page
 * was loaded, and for each thing that a redraw has put where something else was. By touch, mouse,
 * keyboard and scanner alike; nothing is exchanged while a finger or an Enter is down. Without this a
 * second tap on 开工 fell on 完工, and one on 备件到货 opened the next card. A search always works.
 * Links rest where a tap led to the page, not where it was opened otherwise; steps of looking back
 * ([data-step]) do not lead anywhere else. Enter in a field rests after a deed alone.
 *
 *   <html data-takes-taps="yes | no">  whether the page as a whole takes taps
 *   <html data-links-rest>             nor may its links be followed yet
 *   <html data-fields-rest>            nor does Enter in a field send its form yet
 *   <a | button … data-just-came>      takes none yet (forms.css lets no finger through either)
 */
import { hold } from "./hold.js";

const REST_MS = 700;
const NEAR_PX = 12; // what moved less is where the finger aims
const CLICK_FOLLOWS_MS = 60; // the click comes after the finger has left
const LATELY_MS = 5000;
const LED_HERE = "led-here"; // in this tab: when the last tap was that led on, and whether it was a deed
const LINK = "a[href]:not([role=button])";
const TAPPED = "a[href]:not([role=button]), button, summary, label, input:is([type=radio], [type=checkbox])";

const root = document.documentElement;
let resting = null;
let letGo = null;

/** The page takes no tap for a while, counted anew from each call. */
export function rest() {
  root.dataset.takesTaps = "no";
  const led = ledHereBy();
  if (led) root.dataset.linksRest = "";
  if (led === "deed") root.dataset.fieldsRest = "";
  clearTimeout(resting);
  resting = setTimeout(() => {
    root.dataset.takesTaps = "yes";
    delete root.dataset.linksRest;
    delete root.dataset.fieldsRest;
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
  const link = thing.matches(LINK);
  if (isFree(link, thing, event) && !thing.closest("[data-just-came]")) {
    if (link && !thing.matches("[data-step]")) leads("link");
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

function isFree(link, thing, event) {
  if (link) return root.dataset.linksRest === undefined;
  if (typedInto(thing.form, event)) return root.dataset.fieldsRest === undefined;
  return root.dataset.takesTaps === "yes";
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
  leads("deed");
  root.dataset.linksRest = root.dataset.fieldsRest = "";
}

function leads(how) {
  sessionStorage.setItem(LED_HERE, `${how} ${Date.now()}`);
}

/** "link" or "deed", asked by the page or swap that it led to: it rests, what is opened after it does not. */
function ledHereBy() {
  const [how, at] = (sessionStorage.getItem(LED_HERE) ?? "").split(" ");
  sessionStorage.removeItem(LED_HERE);
  return Date.now() - Number(at) < LATELY_MS ? how : "";
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
