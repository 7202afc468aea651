/**
 * Looking back: the slider, the steps and play ask for the board at another moment and put it in the
 * place of the one shown; the page's clock stands at that moment. Whoever has no script sends the form.
 */
import { ask } from "./ask.js";
import { correct, dayOf, hhmm } from "./clock.js";

const PLAY_EVERY_MS = 900;
const PLAY_MINUTES = 5;
const MINUTE_MS = 60000;

const form = document.querySelector("[data-past]");
const begins = Date.parse(form.dataset.begins);
const slide = form.querySelector("input[type=range]");
const play = form.querySelector("[data-play]");
let asked = null;
let playing = null;

form.querySelector("[data-slide]").hidden = false;
play.hidden = false;
sayTime();

slide.addEventListener("input", () => {
  stop();
  sayTime();
  show(timeOfSlide());
});
play.addEventListener("click", () => (playing ? stop() : start()));
document.addEventListener("click", (event) => {
  const step = event.target.closest("a[data-step]");
  if (!step || event.ctrlKey || event.metaKey) return;
  const at = Date.parse(new URL(step.href).searchParams.get("at"));
  if (dayOf(at) !== dayOf(begins)) return; // another day is another page
  event.preventDefault();
  stop();
  show(at);
});

function timeOfSlide() {
  return begins + Number(slide.value) * MINUTE_MS;
}

function sayTime() {
  slide.setAttribute("aria-valuetext", hhmm(timeOfSlide()));
}

function start() {
  playing = setTimeout(forward, 0);
  play.textContent = form.dataset.sayStop;
}

function stop() {
  clearTimeout(playing);
  playing = null;
  play.textContent = form.dataset.sayPlay;
}

async function forward() {
  if (Number(slide.value) >= Number(slide.max)) return stop();
  slide.value = Number(slide.value) + PLAY_MINUTES;
  sayTime();
  const went = await show(timeOfSlide());
  if (playing && went) playing = setTimeout(forward, PLAY_EVERY_MS);
  else stop();
}

/** Whether the moment is shown; the latest question counts, answers to earlier ones are dropped. */
async function show(time) {
  asked?.abort();
  const mine = new AbortController();
  asked = mine;
  const shown = document.getElementById("past-moment");
  shown.setAttribute("aria-busy", "true");
  const at = new Date(time).toISOString();
  try {
    const answer = await ask(`${form.getAttribute("action")}?part=1&at=${encodeURIComponent(at)}`, { giveUp: mine });
    if (answer.status === 422) return false; // beyond now
    if (!answer.ok) throw new Error(`${answer.status}`);
    put(await answer.text(), at);
    return true;
  } catch {
    if (asked === mine) say(form.dataset.sayFailed);
    return false;
  } finally {
    if (asked === mine) document.getElementById("past-moment").removeAttribute("aria-busy");
  }
}

function put(text, at) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("past-moment");
  if (!fresh) throw new Error("no moment");
  const focused = document.activeElement?.closest?.("#past-moment [data-step]");
  const which = focused && [...document.querySelectorAll("#past-moment [data-step]")].indexOf(focused);
  document.getElementById("past-moment").replaceWith(document.adoptNode(fresh));
  if (which !== null && which !== undefined && which >= 0) fresh.querySelectorAll("[data-step]")[which]?.focus();
  slide.value = Math.max(0, Math.round((Date.parse(at) - begins) / MINUTE_MS));
  form.elements.time.value = hhmm(Date.parse(at));
  sayTime();
  history.replaceState(null, "", `${form.getAttribute("action")}?at=${encodeURIComponent(at)}`);
  correct(at);
  document.dispatchEvent(new CustomEvent("board:changed", { detail: { ids: [] } }));
}

function say(words) {
  const place = document.getElementById("flash");
  const line = Object.assign(document.createElement("p"), { className: "notice notice-late", textContent: words });
  place.replaceChildren(line);
}
