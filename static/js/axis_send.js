/** Sends what was dispatched through the machine's door, says what came of it, and lets it be undone. */
import { post } from "./ask.js";
import { fill, say } from "./axis_draw.js";
import { freshKey } from "./keys.js";

const UNDO_MS = 60000;
const flash = document.getElementById("flash");

/** Gives a command on a car; resolves to true when it is done. The same key goes out again on retry. */
export async function give(car, command, args, done) {
  const body = JSON.stringify({ command, card: car.id, version: car.version, ...args });
  return attempt(body, `axis:${freshKey()}`, car, done);
}

async function attempt(body, key, car, done) {
  let response, answer;
  try {
    response = await post("/api/v1/commands", {
      body, redirect: "error", headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    });
    answer = await response.json();
  } catch {
    tell("late", document.body.dataset.sayNotSent, say["send-again"], () => attempt(body, key, car, done));
    return false;
  }
  if (response.status === 401) location.reload();
  if (!response.ok) {
    tell("late", `${car.plate} · ${answer.detail ?? document.body.dataset.sayWentWrong}`);
    return false;
  }
  done({ ...car, version: answer.version });
  return true;
}

export function sayDone(car, name) {
  const undo = () => give(car, "undo", {}, () => tell("fine", fill(say.undone, { plate: car.plate })));
  tell("fine", fill(say.dispatched, { plate: car.plate, name }), say.undo, undo, UNDO_MS);
}

/** One line on top, with a button where something can still be done about it. */
export function tell(kind, words, label = null, act = null, until = null) {
  const notice = Object.assign(document.createElement("p"), { className: `notice notice-${kind} axis-told` });
  notice.setAttribute("role", kind === "late" ? "alert" : "status");
  notice.append(Object.assign(document.createElement("span"), { textContent: words }));
  if (act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-dark", textContent: label });
    button.addEventListener("click", () => { notice.remove(); act(); });
    notice.append(button);
  }
  flash.replaceChildren(notice);
  if (until) setTimeout(() => notice.remove(), until);
}
