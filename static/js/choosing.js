/** Small aids in forms: words that a tap writes, technicians of the chosen team only. */

/** Whether a field says something else than the server wrote into it. */
export function changed(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected));
  return field.value !== field.defaultValue;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-writes] > button");
  if (button) write(document.getElementById(button.parentElement.dataset.writes), button.value);
});
document.addEventListener("change", showTeam);
document.addEventListener("htmx:after:swap", showTeam);
showTeam();

function write(field, words) {
  const lines = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const there = lines.indexOf(words);
  if (there >= 0) lines.splice(there, 1);
  else lines.push(words);
  field.value = lines.join(field.name === "requests" || field.name === "faults" ? "\n" : field.value && there < 0 ? "，" : "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** 派工: only people of the chosen team can be ticked. */
function showTeam() {
  const chosen = document.querySelector("input[name=team]:checked")?.value;
  for (const people of document.querySelectorAll("fieldset[data-team]")) {
    people.hidden = people.disabled = people.dataset.team !== chosen;
  }
}
