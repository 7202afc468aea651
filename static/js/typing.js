/** Whether somebody is in the middle of something that a reload or a push would destroy. */

const FIELDS = "input:not([type=hidden], [type=submit], [type=button]), textarea, select, [contenteditable]";

export function somebodyIsTyping() {
  if (document.activeElement?.matches(FIELDS)) return true;
  if (document.querySelector("dialog[open], form[data-sending], [data-holding]")) return true;
  return [...document.querySelectorAll(FIELDS)].some(changed);
}

/** Whether a field says something else than the server wrote into it. */
export function changed(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected));
  return field.value !== field.defaultValue;
}

/**
 * Whether a row or a region must stay as it is: it is being sent, or somebody writes in it or in a
 * field of its forms; or wrote before the server refused it and gave it back (`data-typed`).
 */
export function writtenIn(part) {
  if (part.querySelector("form[data-sending]")) return true;
  const fields = [...part.querySelectorAll(FIELDS)];
  for (const form of part.querySelectorAll("form")) fields.push(...[...form.elements].filter((field) => field.matches(FIELDS)));
  return fields.some((field) => field === document.activeElement || changed(field) || field.closest("[data-typed]"));
}
