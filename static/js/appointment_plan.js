/** What the cars of a day ask of the shop, and which half-hours fit on a page: pure, no page. */

const HALF_HOUR = 30;

/** The half-hour a car belongs to; outside the hours the first or the last one. */
export function halfHourOf(time, times) {
  return Math.max(0, times.findLastIndex((start) => start <= time));
}

/**
 * Minutes of labour in each half-hour. A car takes one pair of hands from its appointment on;
 * times of the break are not in `times`, so work goes on after it, but not past `end`, the day's own.
 */
export function loadsOf(cars, times, end = times.length) {
  const loads = times.map(() => 0);
  for (const { time, minutes } of cars) {
    let left = minutes;
    const first = halfHourOf(time, times);
    for (let i = first; i < Math.max(end, first + 1) && left > 0; i += 1, left -= HALF_HOUR) {
      loads[i] += Math.min(left, HALF_HOUR);
    }
  }
  return loads;
}

/**
 * How many cars stand side by side under each day, when there is room for `room`: today and the
 * next days always, the others for their cars, the rest where it is fullest.
 */
export function columnsOf(counts, room, always = 3) {
  const columns = counts.map((_, day) => Number(day < Math.min(always, room)));
  const need = (day) => (columns[day] ? counts[day] / columns[day] : counts[day] / 2);
  for (let left = room - Math.min(always, room, counts.length); left > 0; left -= 1) {
    const fullest = counts.reduce((best, _, day) => (need(day) > need(best) ? day : best), 0);
    columns[fullest] += 1;
  }
  return columns;
}

/**
 * Cuts half-hours into pages. A block is {index, heights}: its head, then its rows of cars. A block
 * that fits on a page is not cut; a longer one goes on under its own head on the next page.
 * Returns pages of pieces {index, from, to}.
 */
export function pagesOfBlocks(blocks, head, room) {
  const pages = [[]];
  let left = room;
  const turn = () => {
    pages.push([]);
    left = room;
  };
  for (const { index, heights } of blocks) {
    const whole = heights.reduce((sum, height) => sum + height, head);
    if (pages.at(-1).length && whole > left && whole <= room) turn();
    for (let from = 0; from === 0 || from < heights.length; ) {
      if (pages.at(-1).length && head + (heights[from] ?? 0) > left) turn();
      let to = from;
      let used = head;
      while (to < heights.length && (to === from || used + heights[to] <= left)) used += heights[to++];
      pages.at(-1).push({ index, from, to });
      left -= used;
      from = Math.max(to, 1);
    }
  }
  return pages;
}
