/** The shop's clock: counted from what the server last said, at the shop's speed. */

const page = document.documentElement.dataset;
const speed = page.clockSpeed === "0" ? 0 : Number(page.clockSpeed) || 1; // 0: a past moment
const zone = page.timezone || "Asia/Shanghai";
const format = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone, hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit",
});

let said = Date.parse(page.now) || Date.now();
let saidAt = performance.now();

/** Milliseconds since 1970, in shop time. */
export function shopNow() {
  return said + (performance.now() - saidAt) * speed;
}

export function correct(rfc3339) {
  const time = Date.parse(rfc3339);
  if (Number.isNaN(time)) return;
  said = time;
  saidAt = performance.now();
}

/** "14:03:12" on the shop's wall. */
export function hhmmss(time) {
  return format.format(time);
}

export function hhmm(time) {
  return hhmmss(time).slice(0, 5);
}

const dayFormat = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });

/** "2026-11-23" in the shop. */
export function dayOf(time) {
  return dayFormat.format(time);
}
