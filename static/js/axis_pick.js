/**
 * A car in the hand: picked up by tap, key or drag, it lights up the rows it may go to; put on one
 * it is dispatched. What is pushed meanwhile waits (hold.js).
 */
import { hhmm, shopNow } from "./clock.js";
import { axis, carById, forgetUnderWay, showUnderWay } from "./axis.js";
import { fill, inHours, say, setStyle, write } from "./axis_draw.js";
import { givenTo, queueOf, suggestions } from "./axis_plan.js";
import { give, sayDone } from "./axis_send.js";
import { hold } from "./hold.js";

const SUGGESTED = 3;
const FORGOTTEN_MS = 90000; // nobody holds a car that long: the board must go on
const MAY_MOVE = ["waiting", "queued", "stopped"];

const main = document.getElementById("main");
const panel = document.querySelector("[data-picked]");
const part = (name) => panel.querySelector(`[data-picked-${name}]`);
let hand = null; // {car, from, face, release, fits, target, before, timer}

export function inHand() {
  return hand;
}

/** Whether this person may move the car: a leader only what is the team's, or nobody's yet. */
export function mayMove(car) {
  return MAY_MOVE.includes(car.lane) && !car.pending && car.row.dataset.others === undefined;
}

/** `face`: the element it was picked up by; `from`: the person in whose row that is. */
export function pick(face) {
  putDown();
  const id = face.closest("[data-of]")?.dataset.of ?? face.closest("[data-card]")?.dataset.card;
  const car = carById(id);
  if (!car || !mayMove(car)) return null;
  const { people, plans } = axis();
  const fits = suggestions(car, people, plans);
  const from = face.closest(".axis-row")?.dataset.person ?? car.technicians[0] ?? null;
  hand = { car, from, face, release: hold(), fits, target: null, before: null, timer: setTimeout(putDown, FORGOTTEN_MS) };
  face.setAttribute("aria-pressed", "true");
  main.dataset.picking = "";
  fits.forEach(lightUp);
  openPanel();
  return hand;
}

export function putDown() {
  if (!hand) return;
  const { face, release, timer } = hand;
  hand = null;
  clearTimeout(timer);
  face.setAttribute("aria-pressed", "false");
  delete main.dataset.picking;
  for (const { row } of axis().people) {
    for (const name of ["offered", "fit", "target"]) delete row.dataset[name];
    row.querySelector(".axis-tip")?.remove();
  }
  document.querySelector(".axis-drop")?.remove();
  panel.hidden = true;
  release();
  // What waited was drawn just now: the car that was in the hand may have a new face.
  for (const old of document.querySelectorAll(".axis-face[aria-pressed=true]")) old.setAttribute("aria-pressed", "false");
}

function lightUp(fit, place) {
  const { row } = fit.person;
  row.dataset.offered = "";
  if (place < SUGGESTED) row.dataset.fit = place + 1;
  row.querySelector(".axis-who").append(Object.assign(document.createElement("em"), { className: "axis-tip", textContent: tipOf(fit) }));
}

function tipOf({ skills, freeAt }) {
  const free = freeAt === null ? say["free-none"] : freeAt <= shopNow() + 60000 ? say["free-now"] : fill(say["free-at"], { time: hhmm(freeAt) });
  return [...skills.map((skill) => `✓${skill}`), free].join(" ");
}

function openPanel() {
  const { car, fits } = hand;
  write(part("plate"), car.plate);
  write(part("what"), car.requests);
  part("card").href = `/c/${car.code}`;
  part("form").href = `/c/${car.code}/do/dispatch_card?next=${encodeURIComponent(location.pathname)}`;
  part("fits").replaceChildren(...fits.map(fitButton));
  write(part("target"), say["choose-row"]);
  panel.hidden = false;
}

function fitButton(fit) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "axis-fit" });
  const name = Object.assign(document.createElement("b"), { textContent: fit.person.name });
  const left = fill(fit.left < 0 ? say.over : say.still, { n: inHours(Math.abs(fit.left)) });
  button.append(name, Object.assign(document.createElement("span"), { textContent: `${tipOf(fit)} · ${left}` }));
  button.dataset.person = fit.person.id;
  button.addEventListener("click", () => { aim(fit.person.id); drop(); });
  const item = document.createElement("li");
  item.append(button);
  return item;
}

/** The places a row has for the car: by the rules, or before one of these cars. */
export function placesIn(person) {
  if (hand.car.lane === "stopped") return [];
  return queueOf(axis().plans.get(person)).filter((car) => car.id !== hand.car.id);
}

/** Points at a row, and at the car before which it shall stand (null: where the rules put it). */
export function aim(person, before = null) {
  const fit = hand.fits.find((one) => one.person.id === person) ?? null;
  if (hand.target === fit && hand.before === before) return;
  if (hand.target) delete hand.target.person.row.dataset.target;
  Object.assign(hand, { target: fit, before });
  if (fit) fit.person.row.dataset.target = "";
  showDrop();
  write(part("target"), fit ? aimWords(fit) : say["choose-row"]);
}

export function aimWords(fit) {
  const place = hand.before ? fill(say.before, { plate: carById(hand.before).plate }) : say["by-rules"];
  return `${fit.person.name} · ${place}`;
}

function showDrop() {
  document.querySelector(".axis-drop")?.remove();
  if (!hand.target || !hand.before) return;
  const track = hand.target.person.row.querySelector(".axis-track");
  const bar = track.querySelector(`[data-of="${hand.before}"][data-kind=planned]`);
  if (!bar) return;
  const line = Object.assign(document.createElement("li"), { className: "axis-drop" });
  line.setAttribute("aria-hidden", "true");
  setStyle(line, "--from", bar.style.getPropertyValue("--from"));
  track.append(line);
}

/** Dispatches the car to where it is aimed at; nothing where it would stay as it is. */
export function drop() {
  if (!hand?.target) return;
  const { car, from, target, before, face } = hand;
  const args = givenTo(car, target.person, from, before);
  const neighbour = before ? carById(before) : null;
  putDown();
  face.focus?.({ preventScroll: true });
  if (!args) return;
  const { team, technicians } = args;
  const lane = car.lane === "waiting" ? "queued" : car.lane;
  showUnderWay(car.id, { team, technicians, lane, order: neighbour?.order ?? car.order });
  give(car, "dispatch_card", args, (now) => sayDone(now, target.person.name)).then((done) => {
    if (!done) forgetUnderWay(car.id);
    else setTimeout(() => forgetUnderWay(car.id), 5000);
  });
}
