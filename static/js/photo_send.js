/**
 * Sends the photos that wait in this browser, one after another, on whatever page somebody is, once
 * their report was taken: the server is asked, because an answer may have been lost. A photo that
 * cannot go now is tried again, later and later; how many are still to send stands in the page's
 * head. A name is sent once, however often it is tried.
 */
import { ask, post } from "./ask.js";
import { forget, forgetOld, keep, picture, refuse, taken, unsure, waiting } from "./photo_box.js";
import { scaled } from "./photo_scale.js";

const GIVE_UP_MS = 90000;
const AGAIN_MS = 2000;
const LATEST_AGAIN_MS = 60000;
const NEVER = [413, 422];
const KEYS_AT_ONCE = 50;

let busy = false;
let failures = 0;
let known = true; // which reports were taken
let planned = null;

for (const name of ["online", "pageshow"]) window.addEventListener(name, sendSoon);
document.addEventListener("visibilitychange", () => { if (!document.hidden) sendSoon(); });
sendAll();

export function sendSoon() {
  failures = 0;
  plan(0);
}

function plan(within) {
  clearTimeout(planned);
  planned = setTimeout(sendAll, within);
}

async function sendAll() {
  if (busy) return;
  busy = true;
  try {
    await sendEach();
  } catch {
    later(); // this browser keeps nothing just now
  } finally {
    busy = false;
    await tell();
  }
}

async function sendEach() {
  known = await askWhatWasTaken().catch(() => false);
  for (const { name } of (await waiting()).filter((one) => !one.refused)) {
    await tell();
    const answer = await send(name);
    if (answer === "later") return later();
    failures = 0;
    await (answer === "never" ? refuse(name) : forget(name));
  }
  if (!known) later();
}

/** Whether it is known now which reports were taken; only then is anything too old. */
async function askWhatWasTaken() {
  const keys = [...new Set((await unsure()).flatMap((one) => one.keys))];
  for (let i = 0; i < keys.length; i += KEYS_AT_ONCE) {
    const asked = keys.slice(i, i + KEYS_AT_ONCE).map((key) => ["key", key]);
    const response = await ask(`/live/reports-taken?${new URLSearchParams(asked)}`);
    if (!response.ok) return false;
    await taken((await response.json()).taken);
  }
  await forgetOld();
  return true;
}

function later() {
  failures += 1;
  plan(Math.min(LATEST_AGAIN_MS, AGAIN_MS * 2 ** (failures - 1)));
}

/** "sent", "later", or "never": no picture that the server takes. */
async function send(name) {
  const kept = await picture(name);
  if (!kept) return "sent";
  const blob = kept.scaled ? kept.blob : await scaled(kept.blob);
  if (!kept.scaled) await keep(name, blob, true);
  const response = await post("/api/v1/photos", {
    body: blob, within: GIVE_UP_MS,
    headers: { "Content-Type": blob.type || "application/octet-stream", "Idempotency-Key": name },
  }).catch(() => null);
  if (response?.ok) return "sent";
  return response && NEVER.includes(response.status) ? "never" : "later";
}

// --- what stands in the head ------------------------------------------------------------

async function tell() {
  const all = await Promise.all([waiting(), known ? [] : unsure()]).then((both) => both.flat(), () => []);
  const refused = all.filter((one) => one.refused);
  const left = all.length - refused.length;
  const words = left ? ["sayPhotosToSend", "sayPhotosNotSent"][failures ? 1 : 0] : refused.length ? "sayPhotosRefused" : null;
  const pill = document.querySelector("[data-photos-pill]");
  if (!pill) return;
  pill.hidden = !words;
  pill.dataset.photosPill = left ? (failures ? "waits" : "goes") : "refused";
  const said = words ? document.body.dataset[words].replace("{n}", left || refused.length) : "";
  const line = pill.querySelector("[role=status]");
  if (line.textContent !== said) line.textContent = said;
  const button = pill.querySelector("button");
  button.hidden = Boolean(left) || !refused.length;
  button.onclick = async () => {
    await forget(...refused.map((one) => one.name));
    tell();
  };
}
