/**
 * Tells the advisor of a new call to make: the screen shows it, the phone vibrates, and it rings
 * where that was chosen, but not while somebody is with a customer. The choice stays in this browser.
 */

const VIBRATES = [200, 100, 200];
const BEEP = { hertz: 880, seconds: 0.25 };
const box = document.querySelector("[data-alarm]");
const chosen = () => localStorage.getItem("alarm") ?? "vibrate";
let withCustomer = false;
let sound = null;
let known = calls();

function calls() {
  return new Set([...document.querySelectorAll("[data-call]")].map(({ dataset }) => dataset.call));
}

function look() {
  const now = calls();
  const fresh = [...now].some((call) => !known.has(call));
  known = now;
  if (fresh) tell();
}

function tell() {
  const words = box.querySelector("[data-alarm-words]");
  words.textContent = "";
  setTimeout(() => { words.textContent = words.dataset.say; }, 50); // said anew each time
  box.dataset.told = String(Number(box.dataset.told ?? 0) + 1);
  navigator.vibrate?.(VIBRATES);
  if (chosen() === "always" || (chosen() === "ring" && !withCustomer)) ring();
}

function ring() {
  sound ??= new AudioContext();
  sound.resume();
  for (const at of [0, 0.35]) {
    const tone = sound.createOscillator();
    tone.frequency.value = BEEP.hertz;
    tone.connect(sound.destination);
    tone.start(sound.currentTime + at);
    tone.stop(sound.currentTime + at + BEEP.seconds);
  }
  box.dataset.rang = String(Number(box.dataset.rang ?? 0) + 1);
}

for (const choice of box.querySelectorAll("[name=alarm]")) {
  choice.checked = choice.value === chosen();
  choice.addEventListener("change", () => localStorage.setItem("alarm", choice.value));
}
box.querySelector("[name=with-customer]").addEventListener("change", ({ target }) => { withCustomer = target.checked; });
new MutationObserver(look).observe(document.getElementById("main"), { childList: true, subtree: true });
