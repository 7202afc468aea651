/**
 * While a hand is busy (a drag, a car picked up, an open dialog) what is pushed waits, so that
 * nothing moves under the hand; then it is drawn in its order. The page says that something waits:
 * the event `board:waiting` {detail:{count}}, and after half a minute it no longer counts as live.
 */

export const LONGEST_MS = 30000;

const hands = new Set();
let waiting = [];
let waitingSince = 0;

/** Returns what ends the holding; ending it twice does no harm. */
export function hold() {
  const hand = Symbol("hand");
  hands.add(hand);
  document.documentElement.dataset.holding = "";
  return () => {
    if (!hands.delete(hand)) return;
    if (!hands.size) delete document.documentElement.dataset.holding;
    catchUp();
  };
}

/** Draws now, or as soon as no hand is busy. */
export function whenFree(draw) {
  if (!busy() && !waiting.length) return draw();
  if (!waiting.length) waitingSince = performance.now();
  waiting.push(draw);
  tell();
  if (!busy()) catchUp();
}

/** Whether something pushed is not drawn yet. */
export function someWaits() {
  return waiting.length > 0;
}

export function waitedTooLong() {
  return someWaits() && performance.now() - waitingSince > LONGEST_MS;
}

/** Nothing may move now. */
export function busy() {
  return hands.size > 0 || document.querySelector("dialog[open]") !== null;
}

function catchUp() {
  if (busy() || !waiting.length) return;
  const draws = waiting;
  waiting = [];
  for (const draw of draws) draw();
  tell();
}

function tell() {
  document.dispatchEvent(new CustomEvent("board:waiting", { detail: { count: waiting.length } }));
}

// A dialog's `close` does not bubble; it is heard on its way down.
document.addEventListener("close", () => setTimeout(catchUp), true);
setInterval(catchUp, 1000); // a dialog taken out of the page says nothing
