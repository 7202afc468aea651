/**
 * Puts the page's own buttons beside the rows of a list: the pushed row knows no rights, the page
 * does. `[data-actions="NAME …"]` lists get what `<template data-action="NAME">` holds; a row that
 * `[data-asks]` (an add-on nobody answered) what the one `data-for="asks"` does, where there is one.
 */
import { freshKey } from "./keys.js";

decorateAll();
document.addEventListener("board:row", ({ target }) => decorate(target.parentElement));
document.addEventListener("htmx:after:swap", decorateAll);

function decorateAll() {
  document.querySelectorAll("[data-actions]").forEach(decorate);
}

function decorate(list) {
  const names = (list.dataset.actions ?? "").split(" ").filter(Boolean);
  if (!names.length) return;
  for (const row of list.querySelectorAll(":scope > [data-code]:not([data-acts])")) {
    row.dataset.acts = "";
    const place = document.createElement("div");
    place.className = "row-acts";
    for (const template of names.map((name) => templateOf(name, row)).filter(Boolean)) place.append(filled(template, row));
    row.append(place);
    globalThis.htmx?.process(place);
  }
}

function templateOf(name, row) {
  const named = `template[data-action="${CSS.escape(name)}"]`;
  const asking = row.dataset.asks === undefined ? null : document.querySelector(`${named}[data-for="asks"]`);
  return asking ?? document.querySelector(`${named}:not([data-for])`);
}

function filled(template, row) {
  const part = template.content.cloneNode(true);
  for (const element of part.querySelectorAll("[data-action-path]")) {
    const path = element.dataset.actionPath.replace("CODE", row.dataset.code);
    if (element.matches("form")) {
      element.action = path;
      element.setAttribute("hx-post", path);
    } else element.href = path;
  }
  for (const field of part.querySelectorAll('[name="version"]')) field.value = row.dataset.version;
  for (const field of part.querySelectorAll('[name="key"]')) field.value = freshKey();
  return part;
}
