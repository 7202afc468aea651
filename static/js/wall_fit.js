/**
 * Promise and tone are never cut on a wall. Where a late car's words need more room, the rows give
 * up, all alike and always in this order: (1) when the car came, (2) when it will be done, (3) the
 * day of the promise, (4) most of the requests, whose line the tone then takes.
 */
const MOST = 4;
const AGAIN_MS = 1000; // the words grow with the minutes

let fitted = "";

export function keepFit(main) {
  setInterval(() => fit(main), AGAIN_MS);
}

/** Gives up as little as is enough; looks anew only where words or sizes are others than last. */
export function fit(main) {
  const rows = [...main.querySelectorAll(".wall-row")];
  const words = rows.map((row) => row.querySelector(".wall-times").textContent);
  const now = [innerWidth, getComputedStyle(main).fontSize, ...words].join("\n");
  if (now === fitted) return;
  fitted = now;
  main.dataset.measures = ""; // rows of other pages, too: nothing moves when a page is turned
  let gives = 0;
  do main.dataset.gives = gives; while (rows.some(isCut) && gives++ < MOST);
  delete main.dataset.measures;
}

function isCut(row) {
  return [".wall-job", ".wall-times", ".wall-beside"].some((name) => {
    const box = row.querySelector(name);
    return box && box.scrollWidth > box.clientWidth;
  });
}
