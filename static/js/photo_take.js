/**
 * Taking photos in a form. Each gets its name here and now, so that the form may say which photos
 * belong to it; the pictures follow by themselves once the form was taken (photo_send.js).
 *
 *   <div data-photos="FIELD" data-most="9" hidden>   shown where a browser can take photos
 *     <ul data-photos-taken>                          what was taken, each with a way to remove it
 *     <input type="file">
 *     <input type="hidden" name="FIELD" data-photo>   one for each photo
 *   data-sends                                        the first photo sends the form
 */
import { freshKey } from "./keys.js";
import { forget, keep, nameIn, picture } from "./photo_box.js";
import { scaled } from "./photo_scale.js";

openAll();
document.addEventListener("htmx:after:swap", openAll);
document.addEventListener("change", ({ target }) => {
  if (target.matches?.("[data-photos] input[type=file]")) take(target);
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-photo-remove]");
  if (button) remove(button);
});
document.addEventListener("submit", ({ target }) => {
  const names = [...target.querySelectorAll("[data-photo]")].map((field) => field.value);
  if (names.length) nameIn(target.elements.key.value, names).catch(() => {});
});

function openAll() {
  for (const box of document.querySelectorAll("[data-photos][hidden]")) {
    box.hidden = false;
    for (const field of box.querySelectorAll("[data-photo]")) showKept(box, field.value);
  }
}

/** After a refusal the form comes back: its photos are still here. */
async function showKept(box, name) {
  const kept = await picture(name).catch(() => null);
  if (kept) show(box, name, kept.blob);
}

async function take(input) {
  const box = input.closest("[data-photos]");
  const files = [...input.files].slice(0, Number(box.dataset.most) - box.querySelectorAll("[data-photo]").length);
  for (const file of files) await add(box, file);
  input.value = "";
  if (files.length && box.dataset.sends !== undefined) box.closest("form").requestSubmit();
}

async function add(box, file) {
  const name = freshKey();
  try {
    await keep(name, file);
  } catch {
    return complain(box);
  }
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: box.dataset.photos, value: name });
  field.dataset.photo = "";
  box.append(field);
  show(box, name, file);
  shrink(name, file);
}

async function shrink(name, file) {
  const small = await scaled(file);
  if (await picture(name)) await keep(name, small, true).catch(() => {});
}

function show(box, name, blob) {
  const list = box.querySelector("[data-photos-taken]");
  const words = box.dataset.sayPhoto.replace("{n}", list.children.length + 1);
  const image = Object.assign(new Image(160, 120), { src: URL.createObjectURL(blob), alt: words });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: box.dataset.sayRemove });
  button.dataset.photoRemove = name;
  button.setAttribute("aria-label", `${box.dataset.sayRemove} ${words}`);
  const row = document.createElement("li");
  row.append(image, button);
  list.append(row);
}

function remove(button) {
  const box = button.closest("[data-photos]");
  const name = button.dataset.photoRemove;
  box.querySelector(`[data-photo][value="${name}"]`)?.remove();
  URL.revokeObjectURL(button.parentElement.querySelector("img").src);
  button.parentElement.remove();
  box.querySelector("input[type=file]").focus();
  forget(name).catch(() => {});
}

function complain(box) {
  const notice = Object.assign(document.createElement("p"), { className: "error", textContent: box.dataset.sayNoRoom });
  notice.setAttribute("role", "alert");
  box.querySelector(":scope > .error")?.remove();
  box.append(notice);
}
