/** The search field by keyboard: down into what was found, up again, Escape puts it away. */

document.addEventListener("keydown", (event) => {
  const find = event.target.closest?.("[data-find]");
  if (!find) return;
  const field = find.querySelector("input[type=search]");
  const links = [...find.querySelectorAll(".find-found a")];
  const place = links.indexOf(document.activeElement);
  if (event.key === "Escape") clear(find, field);
  else if (event.key === "ArrowDown" && links.length) go(event, links[Math.min(place + 1, links.length - 1)]);
  else if (event.key === "ArrowUp" && place >= 0) go(event, links[place - 1] ?? field);
});

document.addEventListener("click", ({ target }) => {
  for (const find of document.querySelectorAll("[data-find]")) {
    if (!find.contains(target)) find.querySelector(".find-found").replaceChildren();
  }
});

function go(event, element) {
  event.preventDefault();
  element.focus();
}

function clear(find, field) {
  field.value = "";
  field.focus();
  find.querySelector(".find-found").replaceChildren();
}
