/** A decision: the owner follows the kind that is chosen, until somebody names another. */
import { changed } from "./typing.js";

document.addEventListener("change", ({ target }) => {
  if (target.name !== "kind" || !target.dataset.owner) return;
  const owner = target.form.querySelector("[data-owner-field]");
  if (owner && (!changed(owner) || owner.dataset.followed !== undefined)) {
    owner.value = target.dataset.owner;
    owner.dataset.followed = "";
  }
});
document.addEventListener("input", ({ target }) => {
  if (target.matches?.("[data-owner-field]")) delete target.dataset.followed;
});
