/**
 * How much work and how much time there is, for the time axis: pure. What is left on a car comes with
 * it (board/planning/work_left.py); here is only taken off what has run since. Values as in axis_plan.js.
 */

export const GIVEN_OUT = ["working", "queued", "stopped"];

/** How much of the time between two moments is worked. */
export function worked(works, from, to) {
  return works.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
}

/** How much the shop still works from a moment on. */
export function shiftLeft(works, from) {
  return worked(works, from, Infinity);
}

/**
 * How much of what runs since a moment counts (board/shop/clocked.py): the hours, and outside them what was begun
 * there, until the hours begin.
 */
function ran(running, works, since, now) {
  const outside = running.map(({ from }) => {
    if (works.some(([start, end]) => start <= from && from < end)) return 0;
    const until = Math.min(now, ...works.map(([start]) => start).filter((start) => start > from));
    return Math.max(0, until - Math.max(from, since));
  });
  return worked(works, since, now) + Math.max(0, ...outside);
}

/** What each of those who are at a car has to do on it yet: as the board said it, less what ran since. */
export function leftOn(car, { people, works, least, now }) {
  if (!car.left) return 0;
  const hours = people.find(({ team }) => team === car.team)?.works ?? works;
  const running = car.intervals.filter((one) => one.to === null);
  const each = Math.max(least, car.left.each - (running.length ? ran(running, hours, car.left.at, now) : 0));
  return car.pending ? (each * hands(car.left.by)) / hands(car.technicians) : each;
}

/** Who has it to do: of a car on its way, who was asked for. */
function doneBy(car) {
  return car.pending ? car.technicians : car.left?.by ?? [];
}

export function isAt(car, person) {
  return doneBy(car).includes(person.id);
}

function hands(people) {
  return Math.max(1, people.length);
}

/** Team → the work of everybody on its cars; null → on cars given to nobody yet (board/reviews/loads.py). */
export function loads(day) {
  const found = new Map();
  for (const car of day.cars.filter(({ lane }) => lane === "waiting" || GIVEN_OUT.includes(lane))) {
    const team = car.lane === "waiting" ? null : car.team;
    found.set(team, (found.get(team) ?? 0) + leftOn(car, day) * hands(doneBy(car)));
  }
  return found;
}

/** How much time some people have left of the day, together. */
export function timeOf(plans) {
  return plans.reduce((sum, one) => sum + one.shift, 0);
}
