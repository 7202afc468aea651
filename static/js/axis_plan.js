/**
 * The time axis as arithmetic: pure, no page, no clock. Times and work are milliseconds.
 *
 *   car     {id, lane, order, technicians: [id], team, asks: [skill],
 *            left: {each, at, by: [id]}: what each of `by` had to do at that moment, or null (board/planning/work_left.py),
 *            intervals: [{technician, from, to | null}], promise, finish, stoppedAt, overdue, pending,
 *            workFrom, workTo, forecast: as the shop forecasts it, or null}
 *   person  {id, team, skills: [skill], absent, works: when the person's team works, if otherwise}
 *   works   [[from, to] …]: when the shop works today, in order
 *   day     {cars, people, works, least: what somebody at work needs at least, now}
 *
 * Bars to come lie where the forecast has them. A car that was just moved, or has none yet, is laid
 * after those before it until the forecast comes; one that stands still of which nobody knows when it
 * goes on has no bar to come.
 */

import { GIVEN_OUT, isAt, leftOn, shiftLeft } from "./axis_work.js";

const LEAST_SHOWN = 5 * 60000;

/** Where work begun at a moment lies: {from, to, left}; `left` did not fit; null where nothing does. */
export function laid(works, begin, work) {
  let [from, to, left] = [null, null, work];
  for (const [start, end] of works) {
    const at = Math.max(start, begin);
    if (at >= end) continue;
    from ??= at;
    to = Math.min(end, at + left);
    left -= to - at;
    if (left <= 0) break;
  }
  return from === null ? null : { from, to, left };
}

/** Cars in the order of their lane; one that is under way to its place stands before its neighbour. */
export function inOrder(cars) {
  return [...cars].sort((a, b) => compare(a.order, b.order) || (b.pending ? 1 : 0) - (a.pending ? 1 : 0) || compare(a.id, b.id));
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Person → {bars, beyond, marks, left, freeAt}; bars and marks in the order of time. */
export function plan(day) {
  return new Map(day.people.map((person) => [person.id, planOf(person, day)]));
}

function planOf(person, all) {
  const { cars, now } = all;
  const works = person.works ?? all.works;
  const mine = inOrder(cars.filter((car) => car.technicians.includes(person.id)));
  const bars = cars.flatMap((car) => doneBy(person, car));
  const hours = person.absent ? [] : works;
  const day = { all, person, hours, now, cursor: now, bars, beyond: [], load: 0 };
  const running = cars.find((car) => runningBy(person, car));
  if (running) goOn(day, running, runningBy(person, running));
  const waits = mine.filter((car) => car !== running);
  for (const car of waits.filter((one) => one.lane === "working")) putIn(day, car, "planned", works);
  for (const car of waits.filter((one) => one.lane === "queued")) putIn(day, car, "planned", works);
  const freeAt = laid(hours, day.cursor, 1)?.from ?? null;
  const stopped = waits.filter((one) => one.lane === "stopped");
  for (const car of stopped) {
    if (goesOn(car)) putIn(day, car, "stopped", works);
    else take(day, car);
  }
  for (const car of stopped) {
    if (!standStill(bars, car, now) && !goesOn(car)) day.beyond.push({ car, kind: "stopped", late: false });
  }
  bars.sort((a, b) => a.from - b.from);
  return { bars, beyond: day.beyond, marks: marksOf(mine, day), left: shiftLeft(hours, now) - day.load, shift: shiftLeft(hours, now), load: day.load, freeAt };
}

/** Whether it is known when a stopped car goes on, or somebody is just giving it out. */
function goesOn(car) {
  return foreseen(car) || car.pending;
}

/** A stoppage is drawn where the person did nothing else meanwhile: in the longest such while.
 *  Says whether there is one. */
function standStill(bars, car, now) {
  if (!car.stoppedAt) return false;
  const busy = bars.filter((bar) => bar.from < now && bar.to > car.stoppedAt).sort((a, b) => a.from - b.from);
  let [at, best] = [car.stoppedAt, [0, 0]];
  for (const { from, to } of [...busy, { from: now, to: now }]) {
    if (from - at > best[1] - best[0]) best = [at, from];
    at = Math.max(at, to);
  }
  if (best[1] - best[0] < LEAST_SHOWN) return false;
  bars.push({ car, kind: "stoppage", from: best[0], to: best[1] });
  return true;
}

function doneBy(person, car) {
  return car.intervals
    .filter((one) => one.technician === person.id && one.to !== null)
    .map(({ from, to }) => ({ car, kind: "done", from, to }));
}

function runningBy(person, car) {
  return car.intervals.find((one) => one.technician === person.id && one.to === null) ?? null;
}

/** What the person has to do on a car counts; says how much its work takes in any case. */
function take(day, car) {
  const each = leftOn(car, day.all);
  if (isAt(car, day.person)) day.load += each;
  return each;
}

function goOn(day, car, interval) {
  const share = take(day, car);
  const rest = laid(day.hours, day.now, share);
  const until = foreseen(car) ? Math.min(car.workTo, endOf(day, day.now)) : share && rest ? rest.to : day.now;
  const late = lateBy(car, until);
  day.bars.push({ car, kind: "running", from: interval.from, to: day.now, until, lateBy: late, late: late > 0 });
  day.cursor = Math.max(day.now, until);
}

function putIn(day, car, kind, works) {
  const share = take(day, car);
  const place = foreseen(car) ? placed(day, car) : laid(day.hours, day.cursor, share);
  if (!place) {
    day.beyond.push({ car, kind, late: dueToday(car, works) });
    return;
  }
  const cut = place.left > 0;
  const late = lateBy(car, place.to);
  day.bars.push({ car, kind, from: place.from, to: place.to, cut, lateBy: cut ? 0 : late, late: late > 0 || (cut && dueToday(car, works)) });
  day.cursor = Math.max(day.cursor, place.to);
}

/** Whether the shop has said when this car is worked on, as it stands now. */
function foreseen(car) {
  return Boolean(car.workTo) && !car.pending;
}

/** Where the forecast has a car today: {from, to, left}; null where it is not today. */
function placed(day, car) {
  const end = endOf(day, 0);
  const from = Math.max(car.workFrom ?? day.now, day.now);
  if (from >= end) return null;
  return { from, to: Math.max(Math.min(car.workTo, end), from), left: Math.max(0, car.workTo - end) };
}

function endOf(day, otherwise) {
  return day.hours.at(-1)?.[1] ?? otherwise;
}

/** By how much the car is forecast after its promise; without a forecast, by how much a bar ends
 *  after the work should be done (预计完工). */
function lateBy(car, end) {
  if (foreseen(car) && car.forecast && car.promise) return Math.max(0, car.forecast - car.promise);
  return car.finish === null ? 0 : Math.max(0, end - car.finish);
}

/** Whether the work should be done before the shop closes. */
function dueToday(car, works) {
  return car.finish !== null && car.finish < (works.at(-1)?.[1] ?? Infinity);
}

function marksOf(mine, day) {
  const late = new Set([...day.bars, ...day.beyond].filter((bar) => bar.late).map((bar) => bar.car));
  return mine
    .filter((car) => car.promise !== null && GIVEN_OUT.includes(car.lane))
    .map((car) => ({ car, at: car.promise, late: car.overdue || late.has(car) }));
}

/** What stands in a person's queue, in order: the places before which a car can be hung. */
export function queueOf(plan) {
  return [...plan.bars, ...plan.beyond].filter((bar) => bar.kind === "planned" && bar.car.lane === "queued").map((bar) => bar.car);
}

/** Who might take a car, the fittest first: who knows some of what is asked, then who is free first, then
 *  who knows more of it, as the forecast has it (board/forecast.py). Only a suggestion: whoever dispatches
 *  knows more. */
export function suggestions(car, people, plans) {
  return people
    .filter((person) => !person.absent)
    .map((person) => ({ person, skills: person.skills.filter((skill) => car.asks.includes(skill)), ...roomOf(plans.get(person.id)) }))
    .sort((a, b) => Boolean(b.skills.length) - Boolean(a.skills.length) || free(a) - free(b) || b.skills.length - a.skills.length || b.left - a.left || compare(a.person.id, b.person.id));
}

function roomOf({ freeAt, left }) {
  return { freeAt, left };
}

function free({ freeAt }) {
  return freeAt ?? Infinity;
}

/** What dispatching means for who is on the car: the one it is taken from is replaced, others of
 *  the same team stay. null where nothing would change. */
export function givenTo(car, to, from, before) {
  let technicians = [to.id];
  if (car.team === to.team && car.technicians.includes(to.id)) technicians = car.technicians;
  else if (car.team === to.team && from) technicians = car.technicians.map((id) => (id === from ? to.id : id));
  const same = car.lane !== "waiting" && car.team === to.team && String(technicians) === String(car.technicians);
  if (same && !before) return null;
  return { team: to.team, technicians, ...(before ? { before } : {}) };
}

/** The hours the axis spans: the opening hours, and whatever work lies outside them. */
export function span(opens, closes, cars, now, isToday) {
  const hour = 3600000;
  const starts = cars.flatMap((car) => car.intervals.map((one) => one.from)).filter(isToday);
  const ends = cars.flatMap((car) => car.intervals.map((one) => one.to ?? now)).filter(isToday);
  const late = Math.max(closes, ...ends, ...(ends.includes(now) ? [now] : []));
  return { from: Math.floor(Math.min(opens, ...starts) / hour) * hour, to: Math.ceil(late / hour) * hour };
}
