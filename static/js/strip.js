/**
 * The strip under a wall: fetched anew when a review changes or its time comes; decisions that do
 * not fit beside each other are turned over calmly.
 */
import { askForPart } from "./ask.js";
import { shopNow } from "./clock.js";
import { drawMinutes } from "./minutes.js";
import { STRIP_TURN_MS, pagesAcross } from "./page_turning.js";
import { onTopics } from "./topics.js";

const AGAIN_MS = 5000;
let planned = null;
let turned = 0;

async function refresh() {
  planned = null;
  try {
    const fresh = await askForPart("/live/strip");
    document.querySelector("[data-strip]").replaceWith(fresh.firstElementChild);
    drawMinutes();
    layOut();
  } catch {
    plan(AGAIN_MS);
  }
}

function plan(within) {
  planned ??= setTimeout(refresh, within);
}

function layOut() {
  const list = document.querySelector("[data-strip-list]");
  if (!list) return;
  const ones = [...list.children];
  for (const one of ones) one.hidden = false;
  const gap = parseFloat(getComputedStyle(list).columnGap) || 0;
  const pages = pagesAcross(ones, list.clientWidth, gap, (one) => one.offsetWidth);
  const shown = new Set(pages[turned % pages.length]);
  for (const one of ones) one.hidden = !shown.has(one);
}

/** The time of a review comes while nothing is pushed. */
function look() {
  const next = document.querySelector("[data-countdown]")?.dataset.countdown;
  if (next && shopNow() > Date.parse(next) + 2000) plan(AGAIN_MS);
}

onTopics(["review", "settings", "calendar"], () => plan(50));
document.addEventListener("board:changed", ({ detail: { whole } }) => whole && plan(50));
window.addEventListener("resize", layOut);
document.fonts?.ready.then(layOut);
layOut();
setInterval(look, 1000);
setInterval(() => { turned += 1; layOut(); }, STRIP_TURN_MS);
