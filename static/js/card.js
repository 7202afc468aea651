/**
 * Keeps fresh what is no row of a list: after a change of the board the regions `[data-part]` are
 * fetched and exchanged. A region in which somebody writes stays as it is, with the version it was
 * drawn from, so that the door can say truthfully that the card has changed; a calm line says so too.
 *
 *   <main data-parts-from="ADDRESS" data-parts-of="CARD"?>   of: only changes of this card matter
 *   <main data-follows="CARD">                               a form's page: nothing is exchanged
 *   <details data-keep="NAME">                               stays open or shut
 *   data-typed                                               holds what somebody wrote before a refusal
 *   <p data-changed hidden>                                  the calm line
 *   data-gone-after="T" data-gone-seconds="N"                leaves by itself
 */
import { askForPart } from "./ask.js";
import { shopNow } from "./clock.js";
import { busy, whenFree } from "./hold.js";
import { drawMinutes } from "./minutes.js";
import { redraw } from "./taps.js";
import { reloadWhenIdle } from "./reload.js";
import { onTopics } from "./topics.js";
import { writtenIn } from "./typing.js";

const GATHER_MS = 150;
const AGAIN_MS = 1000;
const ANSWER_WITHIN_MS = 2500; // on a dead link an answer would be waited for without end

let planned = null;
let fetching = false;
let failures = 0;
let kept = false; // a region was not exchanged because somebody writes in it

document.addEventListener("board:changed", ({ detail }) => {
  const main = document.getElementById("main");
  if (detail.whole && main.querySelector("[data-only]:empty")) return reloadWhenIdle();
  if (main.dataset.follows) return sayIfChanged(main);
  if (!main.dataset.partsFrom) return;
  const only = main.dataset.partsOf;
  if (detail.whole || (only ? detail.ids.includes(only) : detail.ids.length)) plan(GATHER_MS);
});
onTopics(["review"], planParts);
onTopics(["people", "calendar", "settings"], () => document.querySelector("#main:not([data-parts-of])") && planParts());
onTopics(["photo"], () => document.querySelector("#main [data-photo-waits]") && planParts());
document.addEventListener("focusout", () => kept && plan(GATHER_MS));
document.addEventListener("visibilitychange", () => kept && plan(GATHER_MS));
setInterval(removeGone, 1000);
removeGone();

function planParts() {
  if (document.getElementById("main").dataset.partsFrom) plan(GATHER_MS);
}

function plan(within) {
  planned ??= setTimeout(refresh, within);
}

async function refresh() {
  planned = null;
  if (fetching) return plan(GATHER_MS);
  if (busy()) return plan(AGAIN_MS);
  const main = document.getElementById("main");
  if (!main.dataset.partsFrom) return; // a form came in its place meanwhile
  fetching = true;
  try {
    const fresh = await askForPart(main.dataset.partsFrom, Math.min(8000, ANSWER_WITHIN_MS * 2 ** failures));
    failures = 0;
    whenFree(() => { if (main.isConnected) redraw(() => exchange(main, fresh)); });
  } catch ({ status }) {
    if (status === 401) return location.reload();
    failures += 1;
    plan(AGAIN_MS);
  } finally {
    fetching = false;
  }
}

function exchange(main, fresh) {
  kept = false;
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = main.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!old || sameWords(old, part)) continue;
    if (writtenIn(old)) kept = true;
    else put(old, part);
  }
  drawMinutes();
  removeGone();
  sayIfChanged(main);
}

/** Keys are new in every drawing; they alone are no reason to exchange a region. */
function sameWords(old, part) {
  return old.dataset.drawn === (part.dataset.drawn = fingerprint(part));
}

function fingerprint(part) {
  return part.innerHTML.replace(/name="key" value="[^"]*"/g, "");
}

function put(old, part) {
  for (const details of old.querySelectorAll("details[data-keep]")) {
    const same = part.querySelector(`details[data-keep="${details.dataset.keep}"]`);
    if (same) same.open = details.open;
  }
  const place = focusables(old).indexOf(document.activeElement);
  const command = document.activeElement?.dataset?.command;
  old.replaceWith(part);
  window.htmx?.process(part);
  if (place < 0) return;
  const same = command ? part.querySelector(`[data-command="${command}"]`) : focusables(part)[place];
  same?.focus({ preventScroll: true });
}

function focusables(part) {
  return [...part.querySelectorAll("a[href], button, summary, input, textarea, select, [tabindex]")];
}

/** The line speaks only where what is open was drawn from an older version of the card. */
function sayIfChanged(main) {
  const line = main.querySelector("[data-changed]");
  const version = main.querySelector("[data-slot=card] > [data-version]")?.dataset.version;
  if (!line) return;
  const open = main.dataset.follows ? [...main.querySelectorAll("form")] : kept ? [...main.querySelectorAll("[data-part] form")] : [];
  line.hidden = !open.some((form) => form.elements.version && version && form.elements.version.value !== version);
}

function removeGone() {
  for (const element of document.querySelectorAll("[data-gone-after]")) {
    const { goneAfter, goneSeconds } = element.dataset;
    if (shopNow() > Date.parse(goneAfter) + Number(goneSeconds) * 1000) element.remove();
  }
}
