/**
 * Draws a plan into the rows of the axis. What is there already is moved, not made anew, so that
 * focus and a hand on a bar stay. Places go into custom properties: on a phone the stylesheet
 * makes a plain list of the same bars.
 */
import { hhmm } from "./clock.js";
import { lasting } from "./durations.js";

const HOUR = 3600000;
const LEAST_TARGET_PX = 24;
const narrow = matchMedia("(max-width: 44rem)"); // there the bars are a list
const chart = document.querySelector("[data-chart]");
export const say = JSON.parse(chart.dataset.words);
const faces = new WeakMap(); // bar → the row of the car that its face was copied from

export function fill(words, facts) {
  return words.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
}

/** Minutes as hours with one decimal: "3.3". */
export function inHours(ms) {
  return (Math.round(ms / HOUR * 10) / 10).toFixed(1);
}

export function drawRow(row, plan, scale) {
  const track = row.querySelector(".axis-track");
  const width = track.clientWidth;
  const bars = plan.bars.map((bar) => ({ ...bar, key: `${bar.car.id}/${bar.kind}/${bar.kind === "done" ? bar.from : ""}` }));
  const marks = plan.marks.filter(({ at }) => at >= scale.from && at <= scale.to);
  keep(track, [
    ...bars.map((bar) => [bar.key, newBar, (element) => drawBar(element, bar, scale, width, roomAfter(bar, bars, scale))]),
    ...marks.map((mark) => [`mark/${mark.car.id}`, newMark, (element) => drawMark(element, mark, scale)]),
  ]);
  drawBeyond(row.querySelector(".axis-beyond"), plan.beyond);
  keep(row.querySelector(".axis-tail"), plan.beyond.map((bar) => [bar.car.id, newBar, (element) => drawTail(element, bar)]));
  drawLeft(row.querySelector("[data-left]"), plan.left);
}

/** Children by key: [key, make, draw] each, in this order. */
function keep(parent, wanted) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let before = parent.firstElementChild;
  for (const [key, make, draw] of wanted) {
    const element = old.get(key) ?? make();
    element.dataset.key = key;
    old.delete(key);
    if (element === before) before = before.nextElementSibling;
    else parent.insertBefore(element, before);
    draw(element);
  }
  for (const gone of old.values()) gone.remove();
}

function newBar() {
  return Object.assign(document.createElement("li"), { className: "axis-bar" });
}

function newMark() {
  const mark = Object.assign(document.createElement("li"), { className: "axis-mark" });
  mark.setAttribute("aria-hidden", "true");
  return mark;
}

/** Until when nothing else stands behind the start of a bar. */
function roomAfter(bar, bars, scale) {
  return Math.min(scale.to, ...bars.filter((other) => other !== bar && other.from >= bar.from).map((other) => other.from));
}

function drawBar(element, bar, scale, width, room) {
  const end = Math.max(bar.to, bar.until ?? 0);
  const finger = LEAST_TARGET_PX * (scale.to - scale.from) / width;
  const start = Math.max(bar.from, scale.from);
  const drawn = isOver(bar) ? end : Math.max(end, Math.min(room, start + finger));
  paint(element, bar, whenOf(bar, end), bar.late ? lateWords(bar.lateBy) : "");
  place(element, scale, bar.from, drawn);
  openable(element, bar, narrow.matches || Math.min(drawn, scale.to, room) - start >= finger * 0.99);
  setStyle(element, "--done", bar.kind === "running" ? `${percent(bar.to - bar.from, end - bar.from)}%` : "100%");
}

function isOver({ kind }) {
  return ["done", "stoppage"].includes(kind);
}

/** What a finger cannot hit, for the next bar covers it, is no link; what is still to do gets a finger's width if there is room. */
function openable(element, { car }, wide) {
  const face = element.firstElementChild;
  const wanted = wide ? `/c/${car.code}` : null;
  if (face.getAttribute("href") === wanted || chart.dataset.readOnly !== undefined) return;
  if (wanted) face.href = wanted;
  else face.removeAttribute("href");
}

/** What no longer fits today stands in a list of its own below the row, and what stands still there. */
function drawTail(element, bar) {
  paint(element, bar, bar.kind === "stopped" && !bar.car.workTo ? say.stopped : say["not-today"], bar.late ? say["late-today"] : "");
}

function paint(element, { car, kind, late, cut }, when, lateness) {
  if (faces.get(element) !== car.row) dress(element, car);
  const marks = { late, overdue: car.overdue, cut, pending: car.pending };
  put(element, { kind, of: car.id });
  for (const [name, is] of Object.entries(marks)) element.toggleAttribute(`data-${name}`, Boolean(is));
  write(element.querySelector(".axis-when"), when);
  write(element.querySelector(".axis-late"), lateness);
}

function whenOf({ kind, from, cut }, end) {
  const words = { done: say.done, running: say.running, planned: say.planned, stopped: say.stopped, stoppage: say.stopped }[kind];
  return `${words} ${hhmm(from)}–${cut ? "…" : hhmm(end)}`;
}

export function lateWords(ms) {
  const minutes = Math.ceil(ms / 300000) * 5;
  return minutes ? fill(say.late, { lasts: lasting(minutes) }) : say["late-today"];
}

/** The face of a bar is the car's own, as the server drew it; minutes that run are not on it. */
function dress(element, car) {
  const face = car.row.querySelector(".axis-face").cloneNode(true);
  face.classList.add("axis-bar-face");
  for (const extra of face.querySelectorAll(".axis-since, .axis-due, .axis-flag, .axis-aside, small")) extra.remove();
  face.removeAttribute("aria-pressed");
  if (chart.dataset.readOnly !== undefined) face.removeAttribute("href");
  face.append(piece("axis-late"), piece("axis-when"));
  const focused = element.contains(document.activeElement);
  element.replaceChildren(face);
  faces.set(element, car.row);
  face.title = face.textContent.replace(/\s+/g, " ").trim();
  if (focused) face.focus({ preventScroll: true });
  element.dispatchEvent(new CustomEvent("axis:dressed", { bubbles: true }));
}

function piece(className) {
  return Object.assign(document.createElement("span"), { className });
}

function drawMark(element, { car, at, late }, scale) {
  setStyle(element, "--at", `${percent(at - scale.from, scale.to - scale.from)}%`);
  put(element, { of: car.id });
  element.toggleAttribute("data-late", late);
  const title = `${car.plate} ${fill(say["promise-at"], { time: hhmm(at) })}`;
  if (element.title !== title) element.title = title;
}

function drawBeyond(cell, beyond) {
  const words = beyond.length ? fill(say.beyond, { n: beyond.length }) : "";
  cell.toggleAttribute("data-late", beyond.some((bar) => bar.late));
  if (chart.dataset.readOnly !== undefined) return write(cell, words); // a wall opens nothing
  const button = cell.querySelector("button");
  if (!words) return button?.remove();
  write(button ?? cell.appendChild(moreButton(cell.closest(".axis-row"))), words);
  const title = fill(say["beyond-today"], { n: beyond.length });
  if (cell.firstChild.title !== title) cell.firstChild.title = title;
}

function moreButton(row) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.setAttribute("aria-expanded", String(row.hasAttribute("data-open")));
  button.setAttribute("aria-controls", row.querySelector(".axis-tail").id);
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    button.setAttribute("aria-expanded", String(row.toggleAttribute("data-open")));
  });
  return button;
}

export function drawLeft(cell, left) {
  write(cell, left < -HOUR / 20 ? fill(say.over, { n: inHours(-left) }) : fill(say.short, { n: inHours(Math.max(0, left)) }));
  cell.toggleAttribute("data-over", left < -HOUR / 20);
}

export function place(element, scale, from, to) {
  const [start, end] = [Math.max(from, scale.from), Math.min(to, scale.to)];
  setStyle(element, "--from", `${percent(start - scale.from, scale.to - scale.from)}%`);
  setStyle(element, "--long", `${percent(Math.max(0, end - start), scale.to - scale.from)}%`);
}

function percent(part, whole) {
  return whole ? Math.round((part / whole) * 10000) / 100 : 0;
}

export function setStyle(element, name, value) {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}

export function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function put(element, values) {
  for (const [name, value] of Object.entries(values)) {
    if (element.dataset[name] !== value) element.dataset[name] = value;
  }
}
