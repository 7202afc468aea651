/**
 * Minutes that run are drawn here from the times in the page, so that a passing minute is no
 * message. How long is said in the words of the page
 * (durations.js), within the element's own: data-text with {lasts}.
 *
 *   data-since="T"         how long since T
 *   data-until="T"         how long until T; data-text-past where T has passed, else nothing
 *   data-overdue-from="T"  nothing before T, then how long since
 *   data-before="T"        nothing after T, until then data-text; with data-behind="F" by how
 *                          much F is later than T
 *   data-other-day="T"     nothing if T is today, data-tomorrow's words, else "11-25"
 *   data-clock             the time of day
 */
import { dayOf, hhmm, shopNow } from "./clock.js";
import { lasting } from "./durations.js";

const RUNNING = "[data-since], [data-until], [data-overdue-from], [data-before], [data-other-day], [data-clock]";
const DAY_MS = 86400000;

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
  return say(data, Math.ceil((Date.parse(data.behind) - until) / 60000));
}

function otherDay({ otherDay: time, tomorrow }, now) {
  const day = dayOf(Date.parse(time));
  if (day === dayOf(now)) return "";
  return day === dayOf(now + DAY_MS) ? tomorrow : day.slice(5);
}

function minutesBetween(time, now) {
  return Math.floor((now - Date.parse(time)) / 60000);
}

function say({ text = "{lasts}" }, minutes) {
  return Number.isNaN(minutes) ? "" : text.replace("{lasts}", lasting(minutes));
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
