/** A tap copies the words of an element: <button data-copies="ID" data-copied="done">. */

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copies]");
  if (!button) return;
  const words = document.getElementById(button.dataset.copies).textContent.trim();
  if (await copied(words)) button.textContent = button.dataset.copied;
});

/** The clipboard is open to safe addresses only; in a shop's own network the old way must do. */
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return copiedBySelecting(words);
  }
}

function copiedBySelecting(words) {
  const field = document.createElement("textarea");
  field.value = words;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
