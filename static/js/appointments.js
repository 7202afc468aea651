/**
 * Appointments by half-hour against capacity: puts each car under its day and time, and says what a
 * half-hour asks of the shop. On a wall, pages are turned; elsewhere everything is one long table.
 */
import { columnsOf, halfHourOf, loadsOf, pagesOfBlocks } from "./appointment_plan.js";
import { dayOf, hhmm, shopNow } from "./clock.js";
import { lightUp } from "./lights.js";
import { newsOf } from "./news.js";
import { TURN_MS } from "./page_turning.js";
import { setSize } from "./wall_size.js";

const NEWS_AT_ONCE = 8;
const CAME_LONG_AGO_MS = 1800000;
const DAY_WIDTH = 5.75; // in plates' heights: a long plate at full size
const COME = (car) => !["booked", "due"].includes(car.row.dataset.lane);

const grid = document.querySelector(".appt-grid");
const list = grid.querySelector("[data-slot=appointments]");
const narrow = matchMedia("(max-width: 70rem)");
const heads = [...grid.querySelectorAll(".appt-day")];
const labels = [...grid.querySelectorAll(".appt-time")];
const times = labels.map((label) => label.dataset.time);
const { sayOf, sayOver } = grid.dataset;
const cells = heads.map(() => times.map(makeCell));
let pages = [];
let page = 0;
let turned = performance.now();
let known = said();

function makeCell() {
  const cell = Object.assign(document.createElement("div"), { className: "appt-cell" });
  cell.append(document.createElement("i"), document.createElement("span"), document.createElement("b"));
  grid.append(cell);
  return cell;
}

function hangs() {
  return grid.dataset.mode === "wall" && !narrow.matches;
}

/**
 * Which days are shown together, as cars side by side under each day (0 = not shown): on a wall
 * first today and the next ones, then the other days that have cars.
 */
function windowsOf(byDay) {
  if (!hangs()) return [heads.map(() => 1)];
  const full = grid.querySelector(".appt-probe").offsetHeight;
  const room = Math.max(1, Math.floor((grid.clientWidth - 2 * full) / (full * DAY_WIDTH)));
  const counts = byDay.map((cars) => cars.length);
  const first = columnsOf(counts, room);
  const others = counts.map((count, d) => (first[d] ? 0 : count));
  return others.some(Boolean) ? [first, columnsOf(others, room, 0)] : [first];
}

function readCars() {
  return [...list.children].filter((row) => row.dataset.card).map((row) => {
    const at = Date.parse(row.dataset.at);
    return { row, day: dayOf(at), time: hhmm(at), at, minutes: Number(row.dataset.minutes) };
  });
}

function layOut() {
  const cars = readCars();
  const byDay = heads.map((head) => cars.filter((car) => car.day === head.dataset.day));
  const table = byDay.map((ofDay) => {
    const awaited = ofDay.filter(isAwaited);
    return times.map((_, i) => awaited.filter((car) => halfHourOf(car.time, times) === i));
  });
  measure(cars);
  byDay.forEach((ofDay, d) => sayDay(d, ofDay));
  const room = hangs() ? grid.clientHeight - heads[0].offsetHeight : Infinity;
  pages = windowsOf(byDay).flatMap((wide) => {
    const pieces = pagesOfBlocks(blocksOf(table, wide), labels[0].offsetHeight || 1, room);
    return pieces.map((shown) => ({ wide, shown }));
  });
  sums(cars, byDay.flat());
  show(table, cars);
}

/** A wall has no room for cars that came long ago; they still count. */
function isAwaited(car) {
  return !hangs() || !COME(car) || car.at > shopNow() - CAME_LONG_AGO_MS;
}

/** Hidden rows have no height: all are shown for a moment before they are measured. */
function measure(cars) {
  for (const element of [...heads, ...labels, ...cars.map((car) => car.row)]) element.hidden = false;
}

function blocksOf(table, wide) {
  const shown = heads.map((_, d) => d).filter((d) => wide[d]);
  return times.flatMap((_, index) => {
    const rows = Math.max(...shown.map((d) => Math.ceil(table[d][index].length / wide[d])));
    const over = shown.some((d) => "over" in cells[d][index].dataset);
    if (!rows && !over && hangs()) return [];
    const tallest = (k) => Math.max(0, ...shown.flatMap((d) => inRow(table[d][index], k, wide[d]).map((car) => car.row.offsetHeight)));
    return [{ index, heights: Array.from({ length: rows }, (_, k) => tallest(k)) }];
  });
}

function inRow(cars, k, wide) {
  return cars.slice(k * wide, (k + 1) * wide);
}

function sayDay(d, cars) {
  const capacities = heads[d].dataset.capacity.split(" ").map(Number);
  const end = 1 + capacities.findLastIndex((minutes) => minutes > 0) || times.length;
  const loads = loadsOf(cars, times, end);
  loads.forEach((load, i) => sayLoad(cells[d][i], load, capacities[i]));
  heads[d].querySelector(".appt-sum").textContent = `${cars.length} · ${of(total(loads), total(capacities))}`;
}

function total(minutes) {
  return minutes.reduce((sum, one) => sum + one, 0);
}

function sayLoad(cell, load, capacity) {
  const [bar, number, word] = cell.children;
  bar.style.setProperty("--part", capacity ? Math.min(1, load / capacity) : Number(load > 0));
  number.textContent = load ? of(load, capacity) : "";
  word.textContent = load > capacity ? sayOver : "";
  cell.toggleAttribute("data-over", load > capacity);
  cell.toggleAttribute("data-empty", !load);
}

function of(minutes, capacity) {
  return sayOf.replace("{n}", hours(minutes)).replace("{of}", hours(capacity));
}

function hours(minutes) {
  return String(Math.round(minutes / 6) / 10);
}

function show(table, cars) {
  page %= pages.length;
  const { wide, shown } = pages[page];
  const hide = new Set([...heads, ...labels, ...cells.flat(), ...cars.map((car) => car.row)]);
  const first = wide.map((_, d) => 2 + wide.slice(0, d).reduce((sum, n) => sum + n, 0));
  const days = heads.map((_, d) => d).filter((d) => wide[d]);
  for (const d of days) put(hide, heads[d], 1, `${first[d]} / span ${wide[d]}`);
  let line = 2;
  for (const { index, from, to } of shown) {
    put(hide, labels[index], line, 1);
    for (const d of days) {
      put(hide, cells[d][index], line, `${first[d]} / span ${wide[d]}`);
      table[d][index].slice(from * wide[d], to * wide[d]).forEach((car, k) => {
        put(hide, car.row, line + 1 + Math.floor(k / wide[d]), first[d] + (k % wide[d]));
      });
    }
    line += 1 + to - from;
  }
  for (const element of hide) element.hidden = true;
  const all = wide.reduce((sum, n) => sum + n, 0);
  grid.style.gridTemplate = `max-content repeat(${line - 2}, max-content) / max-content repeat(${all}, minmax(var(--day), 1fr))`;
  for (const words of document.querySelectorAll("[data-pages]")) words.textContent = pages.length > 1 ? `${page + 1}/${pages.length}` : "";
}

function put(hide, element, row, column) {
  hide.delete(element);
  element.hidden = false;
  element.style.gridRow = row;
  element.style.gridColumn = column;
}

/** Numbers for the bar on top; those of time are said again each minute. */
function sums(cars, onShow) {
  const now = shopNow();
  const today = cars.filter((car) => car.day === dayOf(now));
  const shown = new Set(onShow);
  say("today", today.length);
  say("come", today.filter(COME).length);
  say("late", today.filter((car) => !COME(car) && car.at < now).length);
  say("other", cars.filter((car) => !shown.has(car) && car.at > now).length);
}

function say(name, count) {
  for (const element of document.querySelectorAll(`[data-sum="${name}"]`)) {
    element.textContent = count;
    element.toggleAttribute("data-none", !count);
  }
}

/** What is said of each car here: what is done to it in the workshop changes nothing of that. */
function said() {
  return new Map(readCars().map(({ row }) => [row.dataset.card, `${row.dataset.at} ${row.textContent}`]));
}

function changed({ detail: { ids, whole } }) {
  const now = said();
  const news = whole ? [] : newsOf(known, now, ids);
  known = now;
  layOut();
  if (news.length > NEWS_AT_ONCE) return;
  const rows = readCars().filter((car) => news.includes(car.row.dataset.card)).map((car) => car.row);
  if (rows.length && rows.every((row) => row.hidden)) lookFor(rows[0]);
  for (const row of rows) lightUp(row);
}

function lookFor(row) {
  for (let i = 0; i < pages.length && row.hidden; i += 1) turn();
}

function turn() {
  turned = performance.now();
  page += 1;
  layOut();
}

if (grid.dataset.mode === "wall") setSize(document.querySelector("main"));
document.addEventListener("board:changed", changed);
window.addEventListener("resize", layOut);
document.fonts?.ready.then(layOut);
layOut();
if (!hangs()) grid.scrollTop = labels[halfHourOf(hhmm(shopNow()), times)].offsetTop - heads[0].offsetHeight;
setInterval(() => { if (pages.length > 1 && performance.now() - turned >= TURN_MS) turn(); }, 1000);
setInterval(layOut, 60000);
