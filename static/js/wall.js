/**
 * The wall turns its pages calmly: late cars stay on top, what just changed is shown even if its
 * page is not. On a small window nothing is turned over; the page scrolls.
 */
import { dayOf, shopNow } from "./clock.js";
import { lightUp } from "./lights.js";
import { newsOf } from "./news.js";
import { LOOK_MS, TURN_MS, pagesByDay, pagesOf, pagesWithFixed, share } from "./page_turning.js";
import { fit, keepFit } from "./wall_fit.js";
import { setSize } from "./wall_size.js";

const NEWS_AT_ONCE = 8; // more than this is an import, not something to look at
const DAY_MS = 86400000;

const wall = document.querySelector(".wall");
const byUrgency = wall.dataset.stack !== "lane"; // stacked by lane every car keeps its place
const narrow = matchMedia("(max-width: 70rem)");
const late = (row) => row.dataset.tone === "overdue";
const main = document.querySelector(".wall-main");
const pause = document.querySelector("[data-pause]");
const dayHead = document.querySelector("[data-day-head]");
const lists = Object.fromEntries(
  ["booked", "due", "management", "ready"].map((slot) => [slot, listOf(slot)]),
);
let known = versions();

function listOf(slot) {
  const element = document.querySelector(`[data-slot="${slot}"]`);
  return { slot, element, page: 0, pages: [[]], room: 1, news: [], turned: performance.now() };
}

function rowsOf({ element }) {
  return [...element.children].filter((row) => row.dataset.card);
}

function layOut() {
  const { booked, due, management, ready } = lists;
  dayHead.hidden = narrow.matches || !rowsOf(booked).length;
  measure();
  fit(main);
  management.pages = pagesWithFixed(rowsOf(management), management.room, (row) => byUrgency && late(row));
  ready.pages = pagesOf(rowsOf(ready), ready.room);
  due.pages = pagesOf(rowsOf(due), due.room);
  booked.pages = pagesByDay(rowsOf(booked), booked.room, narrow.matches ? () => "" : dayOfRow);
  for (const list of Object.values(lists)) show(list);
}

function measure() {
  const { booked, due, management, ready } = lists;
  if (narrow.matches) {
    for (const list of Object.values(lists)) list.room = Infinity;
    return;
  }
  management.room = placesIn(management.element.clientHeight, management);
  ready.room = placesIn(ready.element.clientHeight, ready);
  const agenda = booked.element.parentElement;
  const others = [...agenda.children].filter((child) => child.tagName !== "OL");
  const taken = others.reduce((sum, child) => sum + child.offsetHeight, 0);
  const room = placesIn(agenda.clientHeight - taken, due, booked);
  [booked.room, due.room] = share(room, rowsOf(booked).length, rowsOf(due).length);
}

function placesIn(height, ...samples) {
  const row = samples.flatMap(rowsOf).find((candidate) => candidate.offsetHeight);
  return row ? Math.max(1, Math.floor((height + 2) / row.offsetHeight)) : 1;
}

function show(list) {
  list.page %= list.pages.length;
  const shown = new Set(list.pages[list.page]);
  for (const row of rowsOf(list)) row.hidden = !shown.has(row);
  list.news = list.news.filter((id) => !lit([...shown].find((row) => row.dataset.card === id)));
  sayPage(list);
  if (list.slot === "booked") sayDay(list);
}

function lit(row) {
  if (!row) return false;
  lightUp(row);
  return true;
}

function sayPage({ slot, page, pages }) {
  const words = pages.length > 1 ? `${page + 1}/${pages.length}` : "";
  write(document.querySelector(`[data-pages-of="${slot}"]`), words);
  pause.hidden = narrow.matches || Object.values(lists).every((list) => list.pages.length < 2);
}

function sayDay(list) {
  if (dayHead.hidden) return;
  const day = dayOfRow(list.pages[list.page][0]);
  const now = shopNow();
  const { sayToday, sayTomorrow } = dayHead.dataset;
  const name = { [dayOf(now)]: sayToday, [dayOf(now + DAY_MS)]: sayTomorrow }[day] ?? "";
  const ofDay = rowsOf(list).filter((row) => dayOfRow(row) === day).length;
  write(dayHead.firstElementChild, `${name} ${day.slice(5)}`.trim());
  write(dayHead.lastElementChild, String(ofDay));
}

/** Words that stand there already are not written again: that alone would lay the wall out anew. */
function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function dayOfRow({ dataset: { at } }) {
  return at ? dayOf(Date.parse(at)) : "";
}

function turn(list, step = 1) {
  list.turned = performance.now();
  list.page = (list.page + step + list.pages.length) % list.pages.length;
  show(list);
}

/** How many cars nobody has given out for too long: time alone changes it. */
function countUndispatched() {
  const element = document.querySelector("[data-undispatched]");
  const since = shopNow() - element.dataset.undispatched * 60000;
  const waits = document.querySelectorAll('[data-slot="management"] > [data-lane=waiting] .wall-state [data-since]');
  const words = String([...waits].filter((time) => Date.parse(time.dataset.since) <= since).length);
  write(element, words);
  element.toggleAttribute("data-none", words === "0");
}

/** Once a second: first what changed unseen, else the next page when its time has come. */
function beat() {
  countUndispatched();
  if (pause.ariaPressed === "true") return;
  for (const list of Object.values(lists)) {
    const shownFor = performance.now() - list.turned;
    const page = list.pages.findIndex((rows) => rows.some((row) => row.dataset.card === list.news[0]));
    if (page >= 0 && shownFor >= LOOK_MS) turn(list, page - list.page);
    else if (page < 0 && shownFor >= TURN_MS && list.pages.length > 1) turn(list);
    if (page < 0) list.news.shift();
  }
}

/** Each row's version: every deed raises it, a forecast never does. */
function versions() {
  return new Map(Object.values(lists).flatMap(rowsOf).map(({ dataset }) => [dataset.card, dataset.version]));
}

function takeNews({ detail: { ids, whole } }) {
  const now = versions();
  const news = whole ? [] : newsOf(known, now, ids);
  known = now;
  if (news.length <= NEWS_AT_ONCE) {
    for (const list of Object.values(lists)) {
      const present = new Set(rowsOf(list).map((row) => row.dataset.card));
      list.news = [...new Set([...list.news, ...news.filter((id) => present.has(id))])].slice(-NEWS_AT_ONCE);
    }
  }
  layOut();
  beat();
}

function stopOrGo() {
  const stopped = pause.ariaPressed !== "true";
  pause.ariaPressed = String(stopped);
  namePause();
}

function namePause() {
  pause.title = pause.ariaPressed === "true" ? pause.dataset.sayGo : pause.dataset.sayStop;
  pause.setAttribute("aria-description", pause.title);
}

document.addEventListener("board:changed", takeNews);
window.addEventListener("resize", layOut);
pause.addEventListener("click", stopOrGo);
document.addEventListener("keydown", ({ key }) => {
  if (key === "ArrowRight" || key === "PageDown") turn(lists.management);
  if (key === "ArrowLeft" || key === "PageUp") turn(lists.management, -1);
});
namePause();
setSize(wall);
layOut();
countUndispatched();
document.fonts?.ready.then(layOut);
keepFit(main);
setInterval(beat, 1000);
setInterval(layOut, 60000); // a day ends while nothing is pushed
