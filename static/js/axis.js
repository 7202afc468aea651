/**
 * Keeps the time axis drawn: after every change of the board, and each second, because the now-line
 * moves, running bars grow and plans slide along. Nothing is laid out anew under a busy hand.
 */
import { askForPart } from "./ask.js";
import { dayOf, hhmm, shopNow } from "./clock.js";
import { drawCounts } from "./counts.js";
import { drawLeft, drawRow, fill, inHours, place, say, write } from "./axis_draw.js";
import { plan, span } from "./axis_plan.js";
import { readCars, readDay, readPeople } from "./axis_read.js";
import { loads, timeOf } from "./axis_work.js";
import { reloadWhenIdle } from "./reload.js";
import { onTopics } from "./topics.js";

const ROWS_AGAIN_MS = 300000;
const main = document.getElementById("main");
const chart = document.querySelector("[data-chart]");
const underWay = new Map(); // car → what was asked for and is not yet on the board
let owed = false; // the rows are to be fetched once the hand is free
let asked = 0; // of two answers the later question counts
let drawn = { cars: [], people: [], plans: new Map(), scale: { from: 0, to: 1 } };

/** What is on the axis now: {cars, people, plans, scale}. */
export function axis() {
  return drawn;
}

export function carById(id) {
  return drawn.cars.find((car) => car.id === id) ?? null;
}

/** Shows a car where it was asked to go, as under way, until the board says where it is. */
export function showUnderWay(id, wanted) {
  underWay.set(id, wanted);
  draw();
}

export function forgetUnderWay(id) {
  underWay.delete(id);
  draw();
}

/** A leader, and a wall of some teams, see what is the teams' own or nobody's yet. */
function isOthers(row) {
  const { teams } = main.dataset;
  return Boolean(teams && row.dataset.team && !teams.split(" ").includes(row.dataset.team));
}

function hideOthers() {
  if (!main.dataset.teams) return;
  for (const row of document.querySelectorAll("[data-slot] > .axis-car")) row.toggleAttribute("data-others", isOthers(row));
  drawCounts();
}

export function draw() {
  hideOthers();
  const now = shopNow();
  const day = readDay();
  if (dayOf(now) !== day.day) reloadWhenIdle();
  const cars = readCars(underWay);
  const people = readPeople();
  const scale = span(day.opens, day.closes, cars, now, (time) => dayOf(time) === day.day);
  const board = { cars, people, works: day.works, least: day.least, now };
  const plans = plan(board);
  drawn = { cars, people, plans, scale };
  for (const person of people) drawRow(person.row, plans.get(person.id), scale);
  drawHours(scale);
  drawOver(day, scale, now);
  drawSums(board, plans);
  document.dispatchEvent(new CustomEvent("axis:drawn"));
}

function drawHours({ from, to }) {
  const key = `${from}/${to}`;
  if (chart.dataset.span === key) return;
  chart.dataset.span = key;
  const hours = [];
  for (let at = from; at <= to; at += 3600000) hours.push(at);
  const [labels, lines] = [chart.querySelector("[data-hours]"), chart.querySelector("[data-under]")];
  labels.replaceChildren(...hours.map((at) => tick(at, { from, to }, String(Number(hhmm(at).slice(0, 2))))));
  lines.replaceChildren(...hours.map((at) => tick(at, { from, to }, "")));
}

function tick(at, scale, words) {
  const element = Object.assign(document.createElement("span"), { textContent: words });
  place(element, scale, at, at);
  return element;
}

function drawOver({ works }, scale, now) {
  const [pause, line] = [chart.querySelector("[data-break]"), chart.querySelector("[data-now-line]")];
  pause.hidden = works.length < 2;
  if (!pause.hidden) place(pause, scale, works[0][1], works[1][0]);
  line.hidden = now < scale.from || now > scale.to;
  place(line, scale, now, now);
}

/** The teams' work is that of their cars, also of those that nobody of the team has in hand yet. */
function drawSums(board, plans) {
  const ours = loads({ ...board, cars: board.cars.filter((car) => !isOthers(car.row)) });
  for (const cell of document.querySelectorAll("[data-left-of-team]")) {
    const team = cell.dataset.leftOfTeam;
    const people = board.people.filter((one) => one.team === team);
    drawLeft(cell, timeOf(people.map((one) => plans.get(one.id))) - (ours.get(team) ?? 0));
  }
  const [time, todo] = [timeOf([...plans.values()]), [...ours.values()].reduce((sum, work) => sum + work, 0)];
  for (const [name, value] of [["left", time], ["todo", todo]]) {
    const cell = document.querySelector(`[data-sum-${name}]`);
    write(cell, fill(say.hours, { n: inHours(value) }));
    if (name === "todo") cell.toggleAttribute("data-over", todo > time);
  }
}

/** People, absences and hours are no cars: when one of these topics changed, they are fetched. */
async function fetchRows() {
  owed = isHeld();
  if (owed) return;
  asked += 1;
  const mine = asked;
  try {
    const fresh = await askForPart(main.dataset.rowsFrom);
    if (mine === asked) exchangeRows(fresh.querySelector("[data-people]"));
  } catch {
    // The next change, or the next five minutes, ask again.
  }
}

function exchangeRows(fresh) {
  const old = document.querySelector("[data-people]");
  if (isHeld()) owed = true;
  if (!fresh || owed || plain(old) === plain(fresh)) return;
  old.replaceWith(fresh);
  draw();
}

/** The rows without what was drawn into them. */
function plain(part) {
  const copy = part.cloneNode(true);
  for (const cell of copy.querySelectorAll(".axis-track, .axis-beyond, .axis-left")) cell.replaceWith();
  for (const row of copy.querySelectorAll(".axis-row")) for (const name of ["hidden", "data-fit", "data-offered", "data-target"]) row.removeAttribute(name);
  return copy.outerHTML.replace(/\s+/g, " ");
}

function changed({ detail: { ids, whole } }) {
  for (const id of ids) underWay.delete(id);
  draw();
  if (whole) fetchRows();
}

function isHeld() {
  return document.documentElement.dataset.holding !== undefined;
}

/** Once the hand is free: what it kept from being fetched, and what the clock moves. */
function goOn() {
  if (isHeld()) return;
  if (owed) {
    owed = false;
    fetchRows();
  }
  draw();
}

export function keepAxis() {
  document.addEventListener("board:changed", changed);
  document.addEventListener("board:live", ({ detail }) => detail.live && fetchRows());
  onTopics(["people", "calendar", "settings"], fetchRows);
  setInterval(goOn, 1000);
  window.addEventListener("resize", goOn);
  setInterval(fetchRows, ROWS_AGAIN_MS);
  draw();
}

