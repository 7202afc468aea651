/**
 * Puts the page's own buttons beside the rows of a list: the pushed row knows no rights, the page
 * does. `[data-actions="NAME …"]` lists get what `<template data-action="NAME">` holds.
 */
import { freshKey } from "./keys.js";

decorateAll();
document.addEventListener("board:row", ({ target }) => decorate(target.parentElement));
document.addEventListener("htmx:after:swap", decorateAll);

function decorateAll() {
  document.querySelectorAll("[data-actions]").forEach(decorate);
}

function decorate(list) {
  const templates = (list.dataset.actions ?? "").split(" ").filter(Boolean).map(templateOf).filter(Boolean);
  if (!templates.length) return;
  for (const row of list.querySelectorAll(":scope > [data-code]:not([data-acts])")) {
    row.dataset.acts = "";
    const place = document.createElement("div");
    place.className = "row-acts";
    for (const template of templates) place.append(filled(template, row));
    row.append(place);
    globalThis.htmx?.process(place);
  }
}

function templateOf(name) {
  return document.querySelector(`template[data-action="${CSS.escape(name)}"]`);
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
