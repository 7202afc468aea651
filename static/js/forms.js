/**
 * Sending safely: one tap is one command. While a form is under way further taps do nothing; when
 * the network fails the form stays as it is, says so in words, and can be sent again with its key.
 */

const GIVE_UP_MS = 10000; // a plain form that got no page by then may be sent again

export function guardForms() {
  document.addEventListener("submit", startSending, true);
  document.addEventListener("htmx:before:response", lookAtResponse);
  document.addEventListener("htmx:error", ({ target, detail }) => {
    if (detail.ctx) complain(target, "sayNotSent");
  });
  document.addEventListener("htmx:finally:request", ({ target }) => endSending(formOf(target)));
  document.addEventListener("htmx:after:swap", showWrong);
  showWrong();
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(endSending));
}

function startSending(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sending !== undefined) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "";
  event.submitter?.setAttribute("aria-busy", "true");
  form.querySelector(":scope > [data-complaint]")?.remove();
  setTimeout(() => { if (!form.matches("[hx-post]")) endSending(form); }, GIVE_UP_MS);
  // Refused before it was sent (a field is missing, another script said no): free again.
  setTimeout(() => { if (event.defaultPrevented && !form.matches("[hx-post]")) endSending(form); });
}

function endSending(form) {
  if (!form) return;
  delete form.dataset.sending;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

/** "Look there" is done by the document alone; a 5xx page is no answer to show inside this one. */
function lookAtResponse(event) {
  const { headers, status } = event.detail.ctx.response;
  if (headers.has("X-Look-There")) {
    event.preventDefault();
    goOn(new URL(headers.get("X-Look-There"), location));
  } else if (status >= 500) {
    event.preventDefault();
    complain(event.target, status === 503 ? "sayNotSent" : "sayWentWrong");
  }
}

/** A place of this same page is loaded too: it is another page by now. */
function goOn(to) {
  const here = to.pathname === location.pathname && to.search === location.search;
  location.assign(to);
  if (here && to.hash) location.reload();
}

function complain(source, words) {
  const form = formOf(source);
  const text = document.body.dataset[words];
  const notice = Object.assign(document.createElement("p"), { className: "notice notice-late", textContent: text });
  notice.setAttribute("role", "alert");
  notice.dataset.complaint = "";
  const place = form ?? document.getElementById("flash");
  place.querySelector(":scope > [data-complaint]")?.remove();
  place.prepend(notice);
}

/** What is wrong stands beside its field: that is brought into view, under the hand. */
function showWrong() {
  const error = document.querySelector("main .error");
  if (!error) return;
  const field = error.closest(".field")?.querySelector("input, textarea, select");
  (field ?? error).scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}

function formOf(element) {
  return element.closest?.("form") ?? null;
}
