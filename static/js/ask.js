/**
 * Asking the server, never without end: on a dead link an answer would be waited for for good.
 * What is asked is never taken from a store, and a redirect is not followed: it is an answer too.
 */
const ANSWER_WITHIN_MS = 10000;

/**
 * As `fetch`, but head and body together must have come `within` milliseconds, else it fails.
 * `giveUp`: an AbortController, where the question may be dropped earlier.
 */
export function ask(address, { within = ANSWER_WITHIN_MS, giveUp = new AbortController(), ...how } = {}) {
  setTimeout(() => giveUp.abort(), within); // does nothing to what has come whole
  return fetch(address, { cache: "no-store", redirect: "manual", ...how, signal: giveUp.signal });
}

/** The same as a POST of this page, with its own token. */
export function post(address, { headers, ...how } = {}) {
  return ask(address, { ...how, method: "POST", headers: { "X-CSRF-Token": document.body.dataset.csrf, ...headers } });
}

/** A piece of a page, as a fragment. Fails with `status` where the answer is none. */
export async function askForPart(address, within) {
  const response = await ask(address, { within });
  if (!response.ok) throw Object.assign(new Error(`${response.status}`), { status: response.status });
  const fresh = document.createElement("template");
  fresh.innerHTML = await response.text();
  return fresh.content;
}
