/**
 * A review on the wall: what does not fit is turned over calmly, and begins anew when the tablet
 * turns to something else. The part itself is fetched by card.js.
 */
import { REVIEW_TURN_MS, pagesOf } from "./page_turning.js";
import { setSize } from "./wall_size.js";

const wall = document.querySelector(".rw");
const narrow = matchMedia("(max-width: 70rem)");
const page = document.querySelector("[data-rw-page]");
let turned = 0;
let shows = "";

function layOut() {
  const part = document.querySelector(".rw-part");
  const now = `${part?.dataset.shows}/${part?.dataset.car}`;
  if (now !== shows) turned = 0;
  if (part?.dataset.shows === "over") location.replace("/wall/view");
  shows = now;
  const list = document.querySelector("[data-pages]");
  const rows = list ? [...list.children] : [];
  for (const row of rows) row.hidden = false;
  const pages = pagesOf(rows, narrow.matches ? Infinity : roomIn(part, rows));
  const shown = new Set(pages[turned % pages.length]);
  for (const row of rows) row.hidden = !shown.has(row);
  page.textContent = pages.length > 1 ? `${(turned % pages.length) + 1}/${pages.length}` : "";
}

function roomIn(part, rows) {
  const height = rows[0]?.offsetHeight;
  if (!height) return 1;
  const top = rows[0].getBoundingClientRect().top - part.getBoundingClientRect().top;
  return Math.max(1, Math.floor((part.clientHeight - top + 2) / height));
}

function turn() {
  turned += 1;
  layOut();
}

setSize(wall);
layOut();
new MutationObserver(layOut).observe(wall, { childList: true });
window.addEventListener("resize", layOut);
document.fonts?.ready.then(layOut);
setInterval(turn, REVIEW_TURN_MS);
