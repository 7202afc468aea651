/**
 * A reader that types is heard on every page, without a tap in a field: keys as quick as no hand's,
 * ended by Enter, open what they name. Its Enter presses nothing else: no button that has the focus,
 * no form of a field it typed into. In the search field it is left alone: that sends itself.
 */

const QUICK_MS = 50; // a hand is slower than this between two keys, most readers take 1 to 20
const ENTER_MS = 150; // some readers wait before their Enter
const LEAST = 5; // a card's code
const PLACES = "input:not([type=button], [type=submit], [type=checkbox], [type=radio]), textarea, [contenteditable]";

/** Hears keys and tells a reader from a hand; `heard` is what was typed quickly until now. */
export class Reader {
  heard = "";
  #last = -Infinity;

  /** The whole text once its Enter comes, else "". `at`: milliseconds. */
  key(name, at) {
    const gap = at - this.#last;
    if (name === "Enter") {
      const text = gap <= ENTER_MS && this.heard.length >= LEAST ? this.heard : "";
      this.heard = "";
      return text;
    }
    if ([...name].length !== 1) {
      if (name !== "Shift") this.heard = ""; // a reader's capitals come with Shift
      return "";
    }
    this.heard = gap <= QUICK_MS ? this.heard + name : name;
    this.#last = at;
    return "";
  }
}

/** From now on; `open(text)` opens what was read. */
export function heedReader(open) {
  const reader = new Reader();
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest?.("[data-find]")) return;
    const text = reader.key(event.key, event.timeStamp);
    const inAField = event.target.matches?.(PLACES);
    // A blank in what is read presses no button either, its letters choose nothing in a list.
    if (text || (!inAField && reader.heard.length > 1)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (text && !inAField) open(text);
  }, true);
}

if (globalThis.document?.querySelector("[data-finds]")) {
  const { finds } = document.querySelector("[data-finds]").dataset;
  heedReader((text) => location.assign(`${finds}?${new URLSearchParams({ q: text })}`));
}
