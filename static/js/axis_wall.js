/**
 * The axis on a wall: read only. What does not fit is turned over calmly: rows of people by pages,
 * waiting cars by pages; a page that shows all stays.
 */
import { keepAxis } from "./axis.js";
import { TURN_MS, pagesAcross, pagesOf } from "./page_turning.js";

const LEAST_ROW = 1.72; // of the size of the words
const main = document.getElementById("main");
const narrow = matchMedia("(max-width: 44rem)");
const turned = { rows: 0, cars: 0 };

/** 57 px of 1920 is right for 65 inches at 5 metres; other screens in proportion. */
function setSize() {
  const { inches, metres } = main.dataset;
  const scale = Math.min(1.5, Math.max(0.5, (metres / 5) * (65 / inches))) || 1;
  document.body.style.setProperty("--scale", scale);
}

function layOut() {
  showTeams();
  const list = document.querySelector("[data-slot=undispatched]");
  const cars = [...list.children].filter((car) => car.dataset.others === undefined);
  for (const car of cars) car.hidden = false;
  show("cars", pagesOfCars(list, cars), cars);
}

/** Teams stay whole where they fit; rows grow into the room there is. */
function showTeams() {
  const teams = [...document.querySelectorAll(".axis-team")];
  for (const row of document.querySelectorAll(".axis-row")) row.hidden = false;
  const pages = pagesOfTeams(teams, roomForRows());
  show("rows", pages, [...document.querySelectorAll(".axis-row")]);
  for (const team of teams) team.hidden = !team.querySelector(".axis-row:not([hidden])");
}

function pagesOfTeams(teams, room) {
  const pages = [[]];
  for (const team of teams) {
    for (const part of pagesOf([...team.querySelectorAll(".axis-row")], room)) {
      if (pages.at(-1).length + part.length > room && pages.at(-1).length) pages.push([]);
      pages.at(-1).push(...part);
    }
  }
  return pages;
}

function show(name, pages, all) {
  const shown = new Set(pages[turned[name] % pages.length]);
  for (const element of all) element.hidden = !shown.has(element);
}

function roomForRows() {
  if (narrow.matches) return Infinity;
  const chart = document.querySelector("[data-chart]");
  const rows = document.querySelectorAll(".axis-row").length;
  const teams = document.querySelectorAll(".axis-team").length;
  const height = chart.clientHeight - chart.querySelector(".axis-hours").offsetHeight - teams * 2;
  const least = parseFloat(getComputedStyle(document.body).fontSize) * LEAST_ROW;
  const room = Math.max(1, Math.floor(height / least));
  main.style.setProperty("--row", `${Math.min(least * 1.6, height / Math.min(rows || 1, room))}px`);
  return room;
}

function pagesOfCars(list, cars) {
  const gap = parseFloat(getComputedStyle(list).columnGap) || 0;
  return pagesAcross(cars, narrow.matches ? Infinity : list.clientWidth, gap, (car) => car.offsetWidth);
}

function turn() {
  turned.rows += 1;
  turned.cars += 1;
  layOut();
}

keepAxis();
setSize();
layOut();
document.addEventListener("board:changed", layOut);
window.addEventListener("resize", layOut);
document.fonts?.ready.then(layOut);
setInterval(turn, TURN_MS);
