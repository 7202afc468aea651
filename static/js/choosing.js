/** Small aids in forms: words that a tap writes, technicians of the chosen team only. */

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-writes] > button");
  if (button) write(document.getElementById(button.parentElement.dataset.writes), button);
});
document.addEventListener("input", ({ target }) => showWritten(target));
document.addEventListener("change", showTeam);
document.addEventListener("htmx:after:swap", showTeam);
showTeam();
document.querySelectorAll("[data-writes]").forEach((list) => showWritten(document.getElementById(list.dataset.writes)));

/** Writes a button's words into the field, or takes them out; of `data-writes-one` one stays in. */
function write(field, { value: words, parentElement: list }) {
  const there = said(field).includes(words);
  const others = list.dataset.writesOne === undefined ? [] : [...list.children].map((button) => button.value);
  const kept = said(field).filter((one) => one !== words && !others.includes(one));
  const all = list.dataset.writesOne === undefined ? [...kept, words] : [words, ...kept];
  field.value = (there ? kept : all).join(between(field));
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** What stands in a field, one by one: a line each, or what commas part. */
function said(field) {
  return field.value.split(byLine(field) ? "\n" : /[,，、\n]/).map((one) => one.trim()).filter(Boolean);
}

function between(field) {
  return byLine(field) ? "\n" : document.documentElement.lang === "en" ? ", " : "，";
}

function byLine(field) {
  return field.name === "requests" || field.name === "faults";
}

/** Buttons whose words stand in the field are pressed. */
function showWritten(field) {
  for (const list of field?.id ? document.querySelectorAll(`[data-writes="${CSS.escape(field.id)}"]`) : []) {
    for (const button of list.querySelectorAll("[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(said(field).includes(button.value)));
    }
  }
}

/** 派工: only people of the chosen team can be ticked. */
function showTeam() {
  const chosen = document.querySelector("input[name=team]:checked")?.value;
  for (const people of document.querySelectorAll("fieldset[data-team]")) {
    people.hidden = people.disabled = people.dataset.team !== chosen;
  }
}
