/** Loads the page anew when it must, but never under somebody's hands and never in a tight circle. */
import { somebodyIsTyping } from "./typing.js";

const NOT_AGAIN_WITHIN_MS = 30000;
let planned = false;

export function reloadWhenIdle() {
  if (planned) return;
  planned = true;
  setTimeout(attempt, Math.random() * 3000);
}

function attempt() {
  const last = Number(sessionStorage.getItem("reloaded")) || 0;
  const tooSoon = Math.abs(Date.now() - last) < NOT_AGAIN_WITHIN_MS;
  if (tooSoon || somebodyIsTyping()) {
    setTimeout(attempt, 2000);
    return;
  }
  sessionStorage.setItem("reloaded", String(Date.now()));
  location.reload();
}
