/** Number keys for a hand in a glove; without this script the PIN is typed into the field. */

const pad = document.querySelector("[data-keypad]");
const field = document.querySelector("[data-pin]");

pad.hidden = false;
// The keys on the page are larger than the device's own: keep that one away where fingers point.
if (matchMedia("(pointer: coarse)").matches) field.inputMode = "none";

pad.addEventListener("click", ({ target }) => {
  const key = target.closest("button")?.dataset;
  if (!key) return;
  if (key.digit) field.value = (field.value + key.digit).slice(0, field.maxLength);
  if (key.back !== undefined) field.value = field.value.slice(0, -1);
  if (key.clear !== undefined) field.value = "";
  field.focus({ preventScroll: true });
});
