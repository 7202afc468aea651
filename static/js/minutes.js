/**
 * Minutes that run are drawn here from the times in the page, so that a passing minute is no
 * message. The words come from the element: data-text with {n}, data-text-hours with {h} and {m}.
 *
 *   data-since="T"         minutes since T
 *   data-until="T"         minutes left; data-text-past where T has passed, else nothing
 *   data-overdue-from="T"  nothing before T, then minutes since
 *   data-before="T"        nothing after T, until then data-text; with data-behind="F" the minutes
 *                          by which F is later than T
 *   data-other-day="T"     nothing if T is today, data-tomorrow's words, else "11-25"
 *   data-clock             the time of day
 */
import { dayOf, hhmm, shopNow } from "./clock.js";

const RUNNING = "[data-since], [data-until], [data-overdue-from], [data-before], [data-other-day], [data-clock]";
const DAY_MS = 86400000;
const IN_HOURS_FROM = 600;
const ROUGHLY_FROM = 120; // what is this late is told in hours and tenths, and from ten on in hours

export function drawMinutes(root = document) {
  const now = shopNow();
  for (const element of root.querySelectorAll(RUNNING)) {
    const words = wordsOf(element.dataset, now);
    if (element.textContent !== words) element.textContent = words;
  }
}

function wordsOf(data, now) {
  if (data.clock !== undefined) return hhmm(now);
  if (data.since) return say(data, Math.max(0, minutesBetween(data.since, now)));
  if (data.until) {
    const left = -minutesBetween(data.until, now);
    return left >= 0 ? say(data, left) : (data.textPast ?? "");
  }
  if (data.otherDay) return otherDay(data, now);
  if (data.before) return beforehand(data, now);
  if (now < Date.parse(data.overdueFrom)) return "";
  return say(data, Math.max(1, minutesBetween(data.overdueFrom, now)));
}

function beforehand(data, now) {
  const until = Date.parse(data.before);
  if (now >= until) return "";
  if (!data.behind) return data.text;
  const minutes = Math.ceil((Date.parse(data.behind) - until) / 60000);
  if (minutes < ROUGHLY_FROM) return say(data, minutes);
  return data.textHours.replace("{h}", (minutes / 60).toFixed(minutes < IN_HOURS_FROM ? 1 : 0));
}

function otherDay({ otherDay: time, tomorrow }, now) {
  const day = dayOf(Date.parse(time));
  if (day === dayOf(now)) return "";
  return day === dayOf(now + DAY_MS) ? tomorrow : day.slice(5);
}

function minutesBetween(time, now) {
  return Math.floor((now - Date.parse(time)) / 60000);
}

function say(data, minutes) {
  if (Number.isNaN(minutes)) return "";
  if (minutes < IN_HOURS_FROM || !data.textHours) return data.text.replace("{n}", minutes);
  const rest = String(minutes % 60).padStart(2, "0");
  return data.textHours.replace("{h}", Math.floor(minutes / 60)).replace("{m}", rest);
}

export function keepMinutes() {
  drawMinutes();
  setInterval(drawMinutes, 1000);
  document.addEventListener("board:row", ({ target }) => drawMinutes(target));
  document.addEventListener("board:changed", ({ detail: { ids, whole } }) => {
    if (whole || !ids.length) drawMinutes(); // else only those rows are new, and each was drawn as it came
  });
  document.addEventListener("htmx:after:swap", () => drawMinutes());
}
