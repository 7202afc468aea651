/**
 * Saying instead of typing, where this browser can listen: what is heard is written behind what
 * stands in the field.
 *
 *   <button data-speaks="FIELD-ID" data-say-listening data-say-not-heard hidden>
 */

const Recognition = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;

openAll();
document.addEventListener("htmx:after:swap", openAll);

function openAll() {
  if (!Recognition) return;
  for (const button of document.querySelectorAll("[data-speaks][hidden]")) {
    button.hidden = false;
    listenWith(button);
  }
}

function listenWith(button) {
  let listening = null;
  const words = button.querySelector("span");
  const speak = words.textContent;
  const stop = (said = speak) => {
    listening = null;
    button.setAttribute("aria-pressed", "false");
    words.textContent = said;
  };
  button.addEventListener("click", () => {
    if (listening) return listening.stop();
    listening = new Recognition();
    listening.lang = document.documentElement.lang === "en" ? "en-US" : "zh-CN";
    listening.onresult = ({ results }) => write(button.dataset.speaks, [...results].map((r) => r[0].transcript).join(""));
    listening.onerror = () => stop(button.dataset.sayNotHeard);
    listening.onend = () => { if (listening) stop(); };
    button.setAttribute("aria-pressed", "true");
    words.textContent = button.dataset.sayListening;
    listening.start();
  });
}

function write(id, heard) {
  const field = document.getElementById(id);
  const between = field.value && !/[,，。;；\s]$/.test(field.value) ? (document.documentElement.lang === "en" ? ", " : "，") : "";
  field.value = (field.value + between + heard.trim()).slice(0, field.maxLength > 0 ? field.maxLength : undefined);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
