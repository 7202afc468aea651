/** Number keys for a hand in a glove, in every form that asks for a PIN; without this script the PIN
 * is typed into the field. */

function open() {
  for (const pad of document.querySelectorAll("[data-keypad]")) {
    pad.hidden = false;
    // The keys on the page are larger than the device's own: keep that one away where fingers point.
    if (matchMedia("(pointer: coarse)").matches) fieldOf(pad).inputMode = "none";
  }
}

function fieldOf(pad) {
  return pad.closest("form").querySelector("[data-pin]");
}

open();
document.addEventListener("htmx:after:swap", open);
document.addEventListener("click", ({ target }) => {
  const pad = target.closest("[data-keypad]");
  const key = target.closest("button")?.dataset;
  if (!pad || !key) return;
  const field = fieldOf(pad);
  if (key.digit) field.value = (field.value + key.digit).slice(0, field.maxLength);
  if (key.back !== undefined) field.value = field.value.slice(0, -1);
  if (key.clear !== undefined) field.value = "";
  field.focus({ preventScroll: true });
});
