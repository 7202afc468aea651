/**
 * A screen that hangs is loaded anew when what it stands on besides tiles has changed: its own
 * choices, the shop's settings, who is there, the day. Touched away, it goes back to its own view.
 */
import { ask } from "./ask.js";
import { reloadWhenIdle } from "./reload.js";
import { onTopics } from "./topics.js";

const ASK_EVERY_MS = 60000;
const SPREAD_MS = 2000; // two hundred screens hear of a change in the same moment
const HOME_AFTER_MS = 180000;

const { frame, frameFrom, ownView, review, reviewId } = document.querySelector("[data-frame]").dataset;
let asked = false;
let home;

async function look() {
  asked = false;
  try {
    const response = await ask(frameFrom);
    if (!response.ok || (await response.json()).frame === frame) return;
  } catch {
    return; // asked again in a minute
  }
  if (ownView) location.replace(ownView);
  else reloadWhenIdle();
}

function lookSoon() {
  if (!asked) setTimeout(look, Math.random() * SPREAD_MS);
  asked = true;
}

function touched() {
  clearTimeout(home);
  home = setTimeout(() => location.replace(ownView), HOME_AFTER_MS);
}

/**
 * A review is opened or closed in front of the wall: people look at it now. `data-review` says what
 * this page is to one: "off" turns to it, "on" is the one with `data-review-id`, none stays as it
 * is. What is said of another review moves nobody.
 */
function reviewed(told) {
  const stands = new Map(told.map((one) => [one.review, one.state])); // the last word of each
  if (review === "off" && [...stands.values()].includes("open")) location.replace("/wall/review");
  if (review === "on" && (stands.get(reviewId) ?? "open") !== "open") location.replace("/wall/view");
}

document.addEventListener("board:changed", ({ detail }) => detail.whole && lookSoon());
onTopics(["people", "calendar", "settings", "walls"], lookSoon);
onTopics(["review"], reviewed);
setInterval(look, ASK_EVERY_MS);
if (ownView && document.querySelector(".wall-views [aria-current]:not([data-own])")) {
  touched();
  for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, touched);
}
