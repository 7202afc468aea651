/**
 * Says how fresh the page is, in words nobody can miss: live only while the server was heard
 * within 10 s and nothing says that it has more than is drawn. A dead wall must never look alive.
 */
import { hhmmss, shopNow } from "./clock.js";
import { someWaits, waitedTooLong } from "./hold.js";

const SILENT_MS = 10000;
const CATCHING_UP_MS = 400; // a lost push is usually made good before anybody could read a warning

const root = document.documentElement;
let inStep;
let failed;
let heardOnce = false;
let heard = stamp();
let lastInStep = stamp();
let goodUntil = shopNow(); // shop time up to which the page is known to be right

/** `isInStep`, `hasFailed`: asked about the ledger. */
export function keepFreshness(isInStep, hasFailed) {
  [inStep, failed] = [isInStep, hasFailed];
  setInterval(tell, 250);
  document.addEventListener("visibilitychange", tell);
}

/** The server was heard just now. */
export function hear() {
  heardOnce = true;
  heard = stamp();
  if (inStep()) goodUntil = shopNow();
  tell();
}

export function silentFor() {
  return since(heard);
}

function tell() {
  if (inStep()) lastInStep = stamp();
  const silent = silentFor() > SILENT_MS;
  const late = someWaits() ? waitedTooLong() : since(lastInStep) > CATCHING_UP_MS;
  const behind = failed() || late;
  if (!silent && !behind && !heardOnce) return; // still connecting
  show(silent || behind ? "stale" : "live", silent ? "silent" : "behind");
}

function show(live, why) {
  const { sayLive, sayStale } = document.body.dataset;
  const stopped = live === "live" ? "" : sayStale.replace("{time}", hhmmss(goodUntil));
  write("[data-live-words]", stopped || sayLive);
  write("[data-stale-words]", stopped);
  if (live === "stale") root.dataset.liveWhy = why;
  else delete root.dataset.liveWhy;
  if (root.dataset.live === live) return;
  root.dataset.live = live;
  document.dispatchEvent(new CustomEvent("board:live", { detail: { live: live === "live" } }));
}

function write(selector, words) {
  for (const element of document.querySelectorAll(selector)) {
    if (element.textContent !== words) element.textContent = words;
  }
}

// Two clocks: the monotonic one stands still while a machine sleeps, the other may be set back.
function stamp() {
  return { steady: performance.now(), wall: Date.now() };
}

function since({ steady, wall }) {
  return Math.max(performance.now() - steady, Date.now() - wall);
}
