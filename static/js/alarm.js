/**
 * Tells the advisor of a new call to make: the screen shows it, the phone vibrates, and it rings
 * where that was chosen, but not while somebody is with a customer. The choice stays in this browser;
 * who is with a customer, and which calls were seen, in this window: what came while the advisor
 * looked at another page is told on the way back.
 */

const VIBRATES = [200, 100, 200];
const BEEP = { hertz: 880, seconds: 0.25 };
const WITH_CUSTOMER = "alarm-with-customer";
const SEEN = "alarm-seen";
const chosen = () => localStorage.getItem("alarm") ?? "vibrate";
let box = null; // drawn anew after each tap
let sound = null;

function look() {
  const here = document.querySelector("[data-alarm]");
  if (!here) return;
  if (here !== box) showChoices(box = here);
  const now = [...document.querySelectorAll("[data-call]")].map(({ dataset }) => dataset.call);
  const { of, calls } = JSON.parse(sessionStorage.getItem(SEEN)) ?? {};
  sessionStorage.setItem(SEEN, JSON.stringify({ of: box.dataset.alarm, calls: now }));
  if (of === box.dataset.alarm && now.some((call) => !calls.includes(call))) tell();
}

function tell() {
  const words = box.querySelector("[data-alarm-words]");
  words.textContent = "";
  setTimeout(() => { words.textContent = words.dataset.say; }, 50); // said anew each time
  box.dataset.told = String(Number(box.dataset.told ?? 0) + 1);
  onceTouched(() => navigator.vibrate?.(VIBRATES));
  const withCustomer = sessionStorage.getItem(WITH_CUSTOMER) !== null;
  if (chosen() === "always" || (chosen() === "ring" && !withCustomer)) onceTouched(ring);
}

/** A page that nobody has touched yet may not vibrate or ring: it does at the first touch. */
function onceTouched(act) {
  if (navigator.userActivation?.hasBeenActive ?? true) act();
  else addEventListener("pointerup", act, { once: true });
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

function showChoices() {
  for (const choice of box.querySelectorAll("[name=alarm]")) choice.checked = choice.value === chosen();
  box.querySelector("[name=with-customer]").checked = sessionStorage.getItem(WITH_CUSTOMER) !== null;
}

document.addEventListener("change", ({ target }) => {
  if (!target.closest("[data-alarm]")) return;
  if (target.name === "alarm") localStorage.setItem("alarm", target.value);
  else if (target.checked) sessionStorage.setItem(WITH_CUSTOMER, "");
  else sessionStorage.removeItem(WITH_CUSTOMER);
});
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
look();
