/**
 * Dragging a car onto a row: at once with a mouse, after a long press with a finger or a glove, so
 * that a swipe still scrolls. On a phone there are no rows to drag to; there one taps.
 */
import { shopNow } from "./clock.js";
import { axis } from "./axis.js";
import { write } from "./axis_draw.js";
import { aim, aimWords, drop, inHand, pick, placesIn, putDown } from "./axis_pick.js";

const MOVED_PX = 6;
const PRESS_MS = 300;
const EDGE_PX = 60;
const narrow = matchMedia("(max-width: 44rem)");
let start = null; // {face, x, y, id, timer}: pressed, not yet dragged
let ghost = null;

document.addEventListener("pointerdown", press);
document.addEventListener("pointermove", move);
document.addEventListener("pointerup", lift);
document.addEventListener("pointercancel", () => end(false));
document.addEventListener("touchmove", (event) => ghost && event.preventDefault(), { passive: false });
document.addEventListener("contextmenu", (event) => (ghost || start?.touch) && event.preventDefault());
document.addEventListener("dragstart", (event) => event.target.closest?.(".axis") && event.preventDefault());
document.addEventListener("keydown", (event) => event.key === "Escape" && ghost && end(false, false), true);

function press(event) {
  const face = event.target.closest?.(".axis-face[role=button]");
  if (!face || event.button !== 0 || !event.isPrimary || narrow.matches || inHand()) return;
  const touch = event.pointerType === "touch";
  start = { face, x: event.clientX, y: event.clientY, id: event.pointerId, touch };
  if (touch) start.timer = setTimeout(() => begin(start.x, start.y), PRESS_MS);
}

function move(event) {
  if (!start || event.pointerId !== start.id) return;
  const far = Math.hypot(event.clientX - start.x, event.clientY - start.y) > MOVED_PX;
  if (!ghost && far && start.touch) return end(false);
  if (!ghost && far) begin(event.clientX, event.clientY);
  if (ghost) follow(event.clientX, event.clientY);
}

function begin(x, y) {
  if (!start || !pick(start.face)) return end(false);
  document.body.dataset.dragging = "";
  navigator.vibrate?.(20);
  start.face.setPointerCapture?.(start.id);
  ghost = Object.assign(document.createElement("div"), { className: "axis-ghost" });
  ghost.append(Object.assign(document.createElement("b"), { textContent: inHand().car.plate }), document.createElement("span"));
  document.body.append(ghost);
  follow(x, y);
}

function follow(x, y) {
  ghost.style.transform = `translate(${x}px, ${y}px)`;
  const row = document.elementFromPoint(x, y)?.closest(".axis-row[data-offered]");
  aim(row?.dataset.person ?? null, row ? before(row, x) : null);
  write(ghost.lastChild, inHand().target ? aimWords(inHand().target) : "");
  const step = y < EDGE_PX ? -12 : y > innerHeight - EDGE_PX ? 12 : 0;
  if (step) scrollBy(0, step);
}

/** Left of the now-line, or behind the last car, the rules decide; between planned cars the hand. */
function before(row, x) {
  const track = row.querySelector(".axis-track").getBoundingClientRect();
  const { scale } = axis();
  const now = track.left + (track.width * (shopNow() - scale.from)) / (scale.to - scale.from);
  if (x < now) return null;
  for (const car of placesIn(row.dataset.person)) {
    const bar = row.querySelector(`.axis-track > .axis-bar[data-of="${car.id}"][data-kind=planned]`)?.getBoundingClientRect();
    if (bar && x < (bar.left + bar.right) / 2) return car.id;
  }
  return null;
}

function lift(event) {
  if (start && event.pointerId === start.id) end(true);
}

/** Called off by a key the hand still presses: the click comes when it lets go. */
function end(put, released = true) {
  clearTimeout(start?.timer);
  const dragged = ghost !== null;
  ghost?.remove();
  ghost = start = null;
  if (!dragged) return;
  delete document.body.dataset.dragging;
  if (released) swallowClick();
  else document.addEventListener("pointerup", swallowClick, { capture: true, once: true });
  if (put && inHand()?.target) drop();
  else putDown();
}

/** The click that follows a drag is no tap. */
function swallowClick() {
  const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, true), 50);
}
