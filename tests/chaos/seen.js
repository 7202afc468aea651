/** What a screen shows, without what passing minutes and the wall's turning pages do to it. */
() => {
  const RUNNING = "[data-since], [data-until], [data-overdue-from], [data-other-day], [data-clock]";
  const LOOKS = ["hidden", "style", "data-fresh"];
  const still = (element) => {
    const copy = element.cloneNode(true);
    for (const one of [copy, ...copy.querySelectorAll("*")]) {
      for (const name of LOOKS) one.removeAttribute(name);
    }
    for (const one of copy.querySelectorAll(RUNNING)) one.textContent = "";
    for (const one of copy.querySelectorAll("[data-gone-after], script")) one.remove();
    return copy;
  };
  const { live } = document.documentElement.dataset;
  const { epoch, seq, mark } = document.body.dataset;
  const lists = [...document.querySelectorAll("[data-slot]")].map((list) => [
    list.dataset.slot,
    [...list.querySelectorAll(":scope > [data-card]")].map((row) => [
      row.dataset.card, row.dataset.rank, still(row).outerHTML,
    ]),
  ]);
  const counts = [...document.querySelectorAll("[data-count]")].map((count) => count.textContent);
  const parts = [...document.querySelectorAll("[data-part]")].map((part) => [
    part.dataset.part, still(part).textContent.replace(/\s+/g, " ").trim(),
  ]);
  return { live, epoch, seq: Number(seq), mark, lists, counts, parts, faults: window.__faults };
};
