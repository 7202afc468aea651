/** Which rows a page of a list shows and how long it stays: pure arithmetic. Rows are turned over, never shrunk. */

export const TURN_MS = 12000; // a page of a wall: time to read it once
export const LOOK_MS = 5000; // long enough to find a car that just changed
export const STRIP_TURN_MS = 8000;
export const REVIEW_TURN_MS = 9000;

const ROOM_FOR_OTHERS = 3; // however many are late, the others keep this many places

/** Cuts rows into pages of `room`; the last is filled up from the one before, not left half empty. */
export function pagesOf(rows, room) {
  const size = Math.max(1, room);
  if (rows.length <= size) return [rows];
  const pages = [];
  for (let i = 0; i < rows.length; i += size) pages.push(rows.slice(Math.min(i, rows.length - size), i + size));
  return pages;
}

/** Pages on which the rows that must stay stand on top; if they alone are too many, they turn too. */
export function pagesWithFixed(rows, room, stays) {
  const fixed = rows.filter(stays);
  const others = rows.filter((row) => !stays(row));
  if (!fixed.length || !others.length || rows.length <= room || room < 2) return pagesOf(rows, room);
  const places = Math.max(1, Math.min(fixed.length, room - Math.min(others.length, ROOM_FOR_OTHERS)));
  const onTop = pagesOf(fixed, places);
  const below = pagesOf(others, room - places);
  const length = Math.max(onTop.length, below.length);
  return Array.from({ length }, (_, i) => [...onTop[i % onTop.length], ...below[i % below.length]]);
}

/** Pages that never mix two days: `dayOf(row)` names the day. */
export function pagesByDay(rows, room, dayOf) {
  const days = new Map();
  for (const row of rows) {
    const day = dayOf(row);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  if (!days.size) return [[]];
  return [...days.values()].flatMap((ofDay) => pagesOf(ofDay, room));
}

/** How two lists share `room` places: each gets what it needs, else the second two thirds. */
export function share(room, first, second) {
  if (first + second <= room) return [first, room - first];
  const forSecond = Math.min(second, Math.max(room - first, Math.ceil((room * 2) / 3)));
  return [room - forSecond, forSecond];
}

/** Pages of what fits side by side; what is wider than the room stands alone, none is ever cut. */
export function pagesAcross(items, room, gap, widthOf) {
  const pages = [[]];
  let left = room;
  for (const item of items) {
    if (pages.at(-1).length && widthOf(item) > left) {
      pages.push([]);
      left = room;
    }
    pages.at(-1).push(item);
    left -= widthOf(item) + gap;
  }
  return pages;
}
