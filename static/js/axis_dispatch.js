/** The page 派工: the axis with cars that can be picked up: by tap, by key, by drag. */
import { aim, drop, inHand, mayMove, pick, placesIn, putDown } from "./axis_pick.js";
import { axis, carById, keepAxis } from "./axis.js";
import { fill, say } from "./axis_draw.js";
import "./axis_drag.js";

const MOVABLE = "[data-slot=undispatched] > .axis-car > .axis-face, [data-slot=stopped] > .axis-car > .axis-face, .axis-bar:is([data-kind=planned], [data-kind=stopped]) > .axis-face";
const news = document.querySelector("[data-waiting-news]");

document.addEventListener("axis:drawn", makeMovable);
document.addEventListener("click", tap);
document.addEventListener("keydown", key);
document.addEventListener("board:waiting", ({ detail: { count } }) => {
  news.textContent = count ? fill(say.news, { n: count }) : "";
});
document.querySelector("[data-put-down]").addEventListener("click", () => {
  const { face } = inHand() ?? {};
  putDown();
  face?.focus();
});
keepAxis();

/** What can be moved is a button here; on a wall it is a link. */
function makeMovable() {
  for (const face of document.querySelectorAll(MOVABLE)) {
    const car = carById(face.closest("[data-of]")?.dataset.of ?? face.closest("[data-card]").dataset.card);
    const movable = Boolean(car && mayMove(car));
    if (movable === (face.getAttribute("role") === "button")) continue;
    for (const [name, value] of [["role", "button"], ["aria-pressed", "false"]]) {
      if (movable) face.setAttribute(name, value);
      else face.removeAttribute(name);
    }
  }
}

function tap(event) {
  const face = event.target.closest?.(".axis-face");
  const row = event.target.closest?.(".axis-row");
  const hand = inHand();
  if (hand && face === hand.face) return stop(event, hand.target && event.detail === 0 ? drop : putDown);
  if (hand && row) return stop(event, () => putOn(row, face));
  if (face?.getAttribute("role") === "button") return stop(event, () => pickUp(face, event.detail === 0));
  if (hand && !event.target.closest(".axis-picked, .top, a, button")) putDown();
}

function stop(event, then) {
  event.preventDefault();
  then();
}

function pickUp(face, byKey) {
  const hand = pick(face);
  if (hand && byKey && hand.fits.length) aim(hand.fits[0].person.id);
}

function putOn(row, face) {
  if (row.dataset.offered === undefined) return;
  const id = face?.closest("[data-of]")?.dataset.of;
  const before = placesIn(row.dataset.person).find((car) => car.id === id);
  aim(row.dataset.person, before?.id ?? null);
  drop();
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function key(event) {
  const face = event.target.closest?.(".axis-face[role=button]");
  if (event.key === " " && face) return stop(event, () => face.click());
  const hand = inHand();
  if (!hand) return;
  if (event.key === "Escape") return stop(event, () => { putDown(); hand.face.focus(); });
  if (event.target !== hand.face || !STEPS[event.key]) return;
  stop(event, () => step(hand, ...STEPS[event.key]));
}

/** Up and down through the rows as they stand, left and right through the places of a row; the last
 *  place is where the rules put the car. */
function step(hand, down, right) {
  const rows = axis().people.filter((person) => person.row.dataset.offered !== undefined).map((person) => person.id);
  if (!rows.length) return;
  const at = rows.indexOf(hand.target?.person.id);
  if (down) return aim(rows[at < 0 ? 0 : (at + down + rows.length) % rows.length]);
  if (at < 0) return aim(rows[0]);
  const places = [...placesIn(rows[at]).map((car) => car.id), null];
  const place = places.indexOf(hand.before);
  aim(rows[at], places[Math.min(places.length - 1, Math.max(0, place + right))]);
}
