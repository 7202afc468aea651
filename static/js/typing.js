/** Whether somebody is in the middle of something that a reload would destroy. */

const FIELDS = "input:not([type=hidden], [type=submit], [type=button]), textarea, select";

export function somebodyIsTyping() {
  const active = document.activeElement;
  if (active?.matches(`${FIELDS}, [contenteditable]`)) return true;
  if (document.querySelector("dialog[open], form[data-sending], [data-holding]")) return true;
  return [...document.querySelectorAll(FIELDS)].some(changed);
}

export function changed(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected));
  return field.value !== field.defaultValue;
}
