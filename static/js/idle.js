/**
 * Signs out a device that nobody touches. Only hands count, never what is pushed to the page. The
 * last 30 s are counted down in words; half-typed text is never taken away without them.
 */
import { post } from "./ask.js";
import { somebodyIsTyping } from "./typing.js";

const WARN_MS = 30000;
const TELL_EVERY_MS = 45000; // the server hears of touches on a page that sends nothing else
const TOUCHES = ["pointerdown", "click", "keydown", "input", "wheel", "touchmove"];
const STORED = "jindu-touched"; // all tabs of the device share one last touch

const box = document.querySelector("[data-idle-seconds]");
const words = box.querySelector("[data-idle-words]");
const limit = Number(box.dataset.idleSeconds) * 1000;
let told = Date.now();
let warnedAt = null;
let ended = false; // the server has ended the session: touching helps no more
let leaving = false;

localStorage.setItem(STORED, String(Date.now()));
for (const touch of TOUCHES) addEventListener(touch, touched, { capture: true, passive: true });
setInterval(look, 1000);

function touched({ type, target }) {
  if (ended || leaving) return;
  localStorage.setItem(STORED, String(Date.now()));
  // Under a finger the box stays until the tap is over, or the tap would go to what lies beneath.
  if (type === "click" || !box.contains(target)) stopWarning();
  if (Date.now() - told > TELL_EVERY_MS) tell();
}

function look() {
  const idle = ended ? limit : Date.now() - Number(localStorage.getItem(STORED));
  if (idle < limit - WARN_MS) {
    if (!box.matches(":active")) stopWarning();
    return;
  }
  warnedAt ??= Date.now();
  const shown = Date.now() - warnedAt;
  const late = idle >= limit && (shown >= WARN_MS || !somebodyIsTyping());
  const left = Math.max(limit - idle, somebodyIsTyping() ? WARN_MS - shown : 0);
  words.textContent = words.dataset.idleWords.replace("{n}", Math.ceil(left / 1000));
  box.hidden = false;
  if (late) leave();
}

function stopWarning() {
  warnedAt = null;
  box.hidden = true;
}

async function tell() {
  told = Date.now();
  const answer = await post("/still-here").catch(() => null);
  if (answer?.status === 401) ended = true;
}

/** Ends the session, then shows the names; with the network down the page is covered all the same. */
async function leave() {
  if (leaving) return;
  leaving = true;
  document.getElementById("main").hidden = true;
  const here = location.pathname + location.search;
  try {
    await post("/sign-out");
    location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
  } catch {
    setTimeout(() => { leaving = false; }, 5000);
  }
}
