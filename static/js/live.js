/**
 * Follows the board: one socket, one question at a time, and the truth about how fresh the page
 * is. What to do about a message is decided in ledger.js; here it is done.
 */
import { io } from "../vendor/socket.io-client-4.8.4.esm.min.js";
import { ask } from "./ask.js";
import { correct } from "./clock.js";
import { hear, keepFreshness, silentFor } from "./freshness.js";
import { someWaits, whenFree } from "./hold.js";
import * as Ledger from "./ledger.js";
import { applyTiles, replaceTiles } from "./list.js";
import { reloadWhenIdle } from "./reload.js";

const PUSH_FOLLOWS_MS = 300;
const STALE_QUESTION_MS = 800;
const ANSWER_WITHIN_MS = 2500; // a dead connection may be used again; the next try waits longer
// Two heads missed. Not the same moment for all: two hundred screens may be cut off at once.
const DEAD_SOCKET_MS = 6200 + Math.random() * 800;

const page = document.body.dataset;
const language = document.documentElement.lang;
let ledger;
let socket;
let failures = 0;
let connectedAt = 0;
let inFlight = null; // {since, giveUp} of the one question

export function follow() {
  ledger = Ledger.begin(page.epoch, Number(page.seq), page.mark);
  keepFreshness(() => Ledger.inStep(ledger) && !someWaits(), () => ledger.failed);
  socket = io({
    transports: ["websocket", "polling"], tryAllTransports: true,
    reconnectionDelay: 500, reconnectionDelayMax: 2500, randomizationFactor: 0.5, timeout: 4000,
  });
  socket.on("connect", watch);
  socket.on("hello", hello);
  socket.on("change", (change) => {
    heard(change, Ledger.heardChange(ledger, change));
    tell(change.things);
  });
  socket.on("head", (head) => heard(head, Ledger.heardHead(ledger, head)));
  socket.on("disconnect", (reason) => { if (reason === "io server disconnect") refused(); });
  socket.on("connect_error", () => { if (!socket.active) refused(); });
  for (const name of ["online", "pageshow", "resume"]) window.addEventListener(name, () => checkSoon(400));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) checkSoon(400); });
  setInterval(reviveSocket, 1000);
}

function watch() {
  connectedAt = performance.now();
  const { epoch, seq, mark } = ledger;
  socket.emit("watch", { view: page.liveView, language, epoch, since: seq, mark });
}

/** The link is whole again: what was asked on a dead one is not waited for any longer. */
function hello(message) {
  failures = 0;
  if (inFlight && performance.now() - inFlight.since > STALE_QUESTION_MS) inFlight.giveUp.abort();
  const build = document.documentElement.dataset.build;
  if (build && message.build && message.build !== build) reloadWhenIdle();
  heard(message, Ledger.heardHead(ledger, message, false));
}

function heard(message, decided) {
  if (message.now) correct(message.now);
  run(decided);
  hear();
}

/** What changed and is no card: a review, a setting. Who shows it fetches it. */
function tell(things) {
  if (things?.length) document.dispatchEvent(new CustomEvent("board:things", { detail: things }));
}

function run([next, tasks]) {
  ledger = next;
  for (const task of tasks) perform[task.do](task);
}

const perform = {
  apply: ({ tiles }) => draw(applyTiles, tiles),
  replace: ({ tiles }) => draw(replaceTiles, tiles),
  ask: ({ question }) => put(question),
  wait: () => setTimeout(() => run(Ledger.graceOver(ledger)), PUSH_FOLLOWS_MS),
  retry: () => {
    failures += 1;
    checkSoon(Math.min(4000, 300 * 2 ** failures));
  },
};

/** What is drawn is the board at the number it came with, however long it had to wait. */
function draw(how, tiles) {
  const { epoch, seq, mark } = ledger;
  whenFree(() => drawAt({ epoch, seq, mark }, how, tiles));
}

function drawAt(place, how, tiles) {
  try {
    how(tiles);
  } catch (error) {
    console.error(error);
    // A whole board that cannot be drawn will not get better by asking for it again.
    if (how === replaceTiles) reloadWhenIdle();
    else queueMicrotask(() => run(Ledger.drawnWrong(ledger)));
  }
  Object.assign(page, place);
  const detail = { ids: tiles.map((tile) => tile.id), seq: place.seq, whole: how === replaceTiles };
  document.dispatchEvent(new CustomEvent("board:changed", { detail }));
}

async function put(question) {
  const giveUp = new AbortController();
  inFlight = { since: performance.now(), giveUp };
  const within = Math.min(8000, ANSWER_WITHIN_MS * 2 ** failures);
  try {
    const response = await ask(addressOf(question), { within, giveUp, headers: { Accept: "application/json" } });
    if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) reloadWhenIdle();
    if (response.status === 410) return run(Ledger.unanswered(ledger, question, true));
    if (!response.ok) throw new Error(`${response.status}`);
    const answer = await response.json();
    if (!Number.isInteger(answer.seq) || !Array.isArray(answer.tiles)) throw new Error("no answer");
    failures = 0;
    run(Ledger.answered(ledger, question, answer));
    tell(answer.things);
  } catch {
    run(Ledger.unanswered(ledger, question));
  } finally {
    if (inFlight?.giveUp === giveUp) inFlight = null;
  }
}

function addressOf({ epoch, since, mark }) {
  const asked = since === null ? { language } : { language, epoch, since, mark };
  return `/live/${page.liveView}?${new URLSearchParams(asked)}`;
}

/** With jitter: two hundred screens come back at the same moment when the power does. */
function checkSoon(within) {
  setTimeout(() => run(Ledger.check(ledger)), within * (0.5 + Math.random()));
}

/** The server closed the door on us: ask by the page's door why (401 reloads), and knock again. */
function refused() {
  checkSoon(400);
  setTimeout(() => socket.connect(), 1000 + Math.random() * 3000);
}

/** A half-open link says nothing of itself; the engine's own pings would notice it later. */
function reviveSocket() {
  const silent = Math.min(silentFor(), performance.now() - connectedAt);
  if (socket.connected && silent > DEAD_SOCKET_MS) socket.disconnect().connect();
}
