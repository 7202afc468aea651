// What the time axis lays out: one car after the other through the hours the shop works.
import assert from "node:assert/strict";
import { test } from "node:test";
import { givenTo, inOrder, laid, plan, queueOf, span, suggestions } from "../../static/js/axis_plan.js";
import { leftOn, loads, shiftLeft, timeOf, worked } from "../../static/js/axis_work.js";

const H = 3600000;
const LEAST = 5 * 60000;
const at = (clock) => { const [h, m] = clock.split(":").map(Number); return h * H + m * 60000; };
const WORKS = [[at("8:00"), at("12:00")], [at("13:00"), at("18:00")]];
const HAN = { id: "T10", team: "G3", skills: ["保养"], absent: false };
const ZENG = { id: "T11", team: "G3", skills: ["保养", "电器"], absent: false };
const WU = { id: "T01", team: "G1", skills: ["底盘"], absent: false };

let number = 0;
/** `each`: what those at it had to do on it when it was last said, at eight. */
function car({ each = H, ...more } = {}) {
  number += 1;
  const made = {
    id: `c${number}`, lane: "queued", order: `b${String(number).padStart(3, "0")}`, technicians: ["T10"], team: "G3",
    asks: [], intervals: [], promise: null, finish: null, stoppedAt: null, overdue: false, pending: false, ...more,
  };
  const left = made.lane === "checking" ? null : { each, at: at("8:00"), by: made.technicians };
  return { left, ...made };
}
const day = (cars, people, now, works = WORKS) => ({ cars, people, works, least: LEAST, now: at(now) });
const planFor = (person, cars, now, works = WORKS) => plan(day(cars, [person], now, works)).get(person.id);
const running = (since, who = "T10") => [{ technician: who, from: at(since), to: null }];
const shown = (bars) => bars.map(({ kind, from, to }) => [kind, from / H, to / H]);

test("work goes on after the break", () => {
  assert.deepEqual(laid(WORKS, at("11:30"), H), { from: at("11:30"), to: at("13:30"), left: 0 });
});
test("work begun in the break begins after it", () => {
  assert.deepEqual(laid(WORKS, at("12:20"), H), { from: at("13:00"), to: at("14:00"), left: 0 });
});
test("what does not fit stops at closing and says how much is left", () => {
  assert.deepEqual(laid(WORKS, at("17:30"), H), { from: at("17:30"), to: at("18:00"), left: H / 2 });
});
test("after closing, and on a day the shop is shut, nothing is laid", () => {
  assert.equal(laid(WORKS, at("18:00"), H), null);
  assert.equal(laid([], at("9:00"), H), null);
});
test("neither the break nor the time after closing is work", () => {
  assert.equal(worked(WORKS, at("11:00"), at("14:00")), 2 * H);
  assert.equal(worked(WORKS, at("17:00"), at("19:00")), H);
});
test("the shift that is left counts no break", () => assert.equal(shiftLeft(WORKS, at("11:00")), 6 * H));

test("a team that stays longer has more room than the shop", () => {
  const stays = { ...HAN, works: [WORKS[0], [at("13:00"), at("20:00")]] };
  assert.deepEqual(shown(planFor(stays, [car()], "18:30").bars), [["planned", 18.5, 19.5]]);
  assert.equal(planFor(stays, [], "18:30").left, 1.5 * H);
  assert.equal(planFor(HAN, [car()], "18:30").beyond.length, 1);
});

test("planned cars follow each other in the order of the lane from now on", () => {
  const cars = [car({ order: "b2", each: 2 * H }), car({ order: "b1" })];
  assert.deepEqual(shown(planFor(HAN, cars, "10:30").bars), [["planned", 10.5, 11.5], ["planned", 11.5, 14.5]]);
});
test("what runs comes first, with what is left of it", () => {
  const begun = { each: 2 * H, at: at("9:00"), by: ["T10"] };
  const { bars } = planFor(HAN, [car(), car({ lane: "working", left: begun, intervals: running("9:00") })], "10:00");
  assert.deepEqual(shown(bars), [["running", 9, 10], ["planned", 11, 12]]);
  assert.equal(bars[0].until, at("11:00"));
});
test("a car over its minutes takes a few yet, as the forecast has it", () => {
  const over = car({ lane: "working", intervals: running("8:00") });
  const { bars, left } = planFor(HAN, [over, car()], "10:00");
  assert.equal(bars[0].until, at("10:05"));
  assert.deepEqual(shown(bars)[1], ["planned", 10 + 1 / 12, 11 + 1 / 12]);
  assert.equal(left, 6 * H - LEAST);
});
test("only what runs is taken off, in the hours of the car's team", () => {
  const left = (more, now) => leftOn(car({ each: 7 * H, ...more }), day([], [{ ...HAN, works: [...WORKS, [at("18:00"), at("20:00")]] }], now)) / H;
  assert.equal(left({}, "11:00"), 7);
  assert.equal(left({ lane: "stopped", intervals: [{ technician: "T10", from: at("8:00"), to: at("9:00") }] }, "11:00"), 7);
  assert.equal(left({ lane: "working", intervals: running("8:00") }, "12:30"), 3);
  assert.equal(left({ lane: "working", intervals: running("8:00"), left: { each: 2 * H, at: at("17:30"), by: ["T10"] } }, "19:00"), 0.5);
  assert.equal(left({ lane: "working", intervals: running("8:00"), team: "G1", left: { each: 2 * H, at: at("17:30"), by: ["T01"] } }, "19:00"), 1.5);
  assert.equal(left({ lane: "working", intervals: running("12:15"), left: { each: 7 * H, at: at("12:15"), by: ["T10"] } }, "13:30"), 5.75);
  assert.equal(left({ lane: "working", intervals: running("20:30"), left: { each: 7 * H, at: at("20:30"), by: ["T10"] } }, "21:30"), 6);
});
test("who has a car to do is said with it: who has not begun has nothing of it in the hours", () => {
  const shared = car({ lane: "working", technicians: ["T10", "T11"], intervals: running("8:00"), left: { each: 3 * H, at: at("8:00"), by: ["T10"] } });
  assert.equal(planFor(HAN, [shared], "9:00").load, 2 * H);
  assert.equal(planFor(ZENG, [shared], "9:00").load, 0);
});
test("a car on its way is shared by those who were asked for", () => {
  const moved = { ...car({ each: H, technicians: ["T10", "T11"] }), technicians: ["T10"], pending: true };
  assert.equal(leftOn(moved, day([], [], "9:00")), 2 * H);
  assert.equal(planFor(ZENG, [moved], "9:00").load, 0);
});
test("a finished car asks nobody for time any more", () => {
  const done = car({ lane: "checking", intervals: [{ technician: "T10", from: at("8:00"), to: at("8:30") }] });
  const { bars, left } = planFor(HAN, [done], "9:00");
  assert.deepEqual(shown(bars), [["done", 8, 8.5]]);
  assert.equal(left, 8 * H);
});
test("what no longer fits today is counted, not drawn", () => {
  const cars = [car({ each: 7 * H }), car({ each: 2 * H }), car(), car()];
  const { bars, beyond, left } = planFor(HAN, cars, "9:00");
  assert.deepEqual(bars.map((bar) => Boolean(bar.cut)), [false, true]);
  assert.equal(beyond.length, 2);
  assert.equal(left, -3 * H);
});
test("who is absent gets nothing drawn and has no hours", () => {
  const { bars, beyond, left } = planFor({ ...HAN, absent: true }, [car()], "9:00");
  assert.deepEqual([bars.length, beyond.length, left], [0, 1, -H]);
});
test("a stopped car shows since when, and its rest comes after the queue", () => {
  const stopped = car({ lane: "stopped", stoppedAt: at("9:00"), workFrom: at("11:00"), workTo: at("11:30"), intervals: [{ technician: "T10", from: at("8:30"), to: at("9:00") }] });
  const { bars, freeAt } = planFor(HAN, [stopped, car()], "10:00");
  assert.deepEqual(shown(bars), [["done", 8.5, 9], ["stoppage", 9, 10], ["planned", 10, 11], ["stopped", 11, 11.5]]);
  assert.equal(freeAt, at("11:00"));
});
test("a stopped car of which nobody knows when it goes on has no planned bar", () => {
  const stopped = car({ lane: "stopped", stoppedAt: at("9:00"), each: 2 * H });
  const { bars, beyond, load } = planFor(HAN, [stopped], "10:00");
  assert.deepEqual([shown(bars), beyond, load], [[["stoppage", 9, 10]], [], 2 * H]);
  const moved = { ...stopped, pending: true };
  assert.deepEqual(planFor(HAN, [moved], "10:00").bars.map((bar) => bar.kind), ["stoppage", "stopped"]);
});
test("a stopped car that has no room to stand in is listed below", () => {
  const stopped = car({ lane: "stopped", stoppedAt: at("9:58") });
  const { bars, beyond } = planFor(HAN, [stopped], "10:00");
  assert.deepEqual([bars, beyond.map((bar) => bar.kind)], [[], ["stopped"]]);
});
test("a stoppage is drawn where nothing else was done meanwhile", () => {
  const stopped = car({ lane: "stopped", stoppedAt: at("9:00") });
  const other = car({ lane: "checking", intervals: [{ technician: "T10", from: at("9:10"), to: at("9:30") }] });
  assert.deepEqual(shown(planFor(HAN, [stopped, other], "10:00").bars)[1], ["stoppage", 9.5, 10]);
  const atWork = car({ lane: "working", intervals: running("9:00") });
  const known = { ...stopped, workFrom: at("11:00"), workTo: at("11:30") };
  assert.deepEqual(planFor(HAN, [known, atWork], "10:00").bars.map((bar) => bar.kind), ["running", "stopped"]);
});
test("a plan that ends after the work is due says by how much", () => {
  const late = car({ each: 2 * H, finish: at("11:00"), promise: at("11:30") });
  const { bars, marks } = planFor(HAN, [late], "9:30");
  assert.equal(bars[0].lateBy, H / 2);
  assert.deepEqual(marks.map(({ at: time, late: is }) => [time, is]), [[at("11:30"), true]]);
});
test("due today and no room left today is late, though nobody can say by how much", () => {
  const cars = [car({ each: 8 * H }), car({ each: 2 * H, finish: at("17:00"), promise: at("17:30") }), car({ finish: at("34:00"), promise: at("35:00") })];
  const { bars, beyond } = planFor(HAN, cars, "8:30");
  assert.deepEqual([bars[1].late, bars[1].lateBy, beyond[0].late], [true, 0, false]);
});
test("hours add up for a team, with what nobody of it has in hand yet", () => {
  const cars = [car(), car({ technicians: ["T10", "T11"] }), car({ technicians: [] }), car({ lane: "waiting", technicians: [] }), car({ lane: "checking" })];
  const board = day(cars, [HAN, ZENG], "16:00");
  assert.equal(timeOf([...plan(board).values()]), 4 * H);
  assert.deepEqual([...loads(board)], [["G3", 4 * H], [null, H]]);
});

test("who knows some of the work is suggested first, then who is free first", () => {
  const cars = [car({ technicians: ["T10"] }), car({ technicians: ["T01"], team: "G1", each: 3 * H })];
  const plans = plan(day(cars, [HAN, ZENG, WU], "9:00"));
  const asked = (asks) => suggestions(car({ asks }), [HAN, ZENG, WU], plans).map((one) => one.person.id);
  assert.deepEqual(asked(["保养"]), ["T11", "T10", "T01"]);
  assert.deepEqual(asked(["底盘"]), ["T01", "T11", "T10"]);
  assert.deepEqual(asked([]), ["T11", "T10", "T01"]);
});
test("among those who are free at once, who knows more of it comes first", () => {
  const plans = plan(day([car({ technicians: ["T11"] })], [HAN, ZENG, WU], "9:00"));
  const order = (people) => suggestions(car({ asks: ["保养", "电器"] }), people, plans).map((one) => one.person.id);
  assert.deepEqual(order([HAN, ZENG, WU]), ["T10", "T11", "T01"]);
  const free = plan(day([], [HAN, ZENG, WU], "9:00"));
  assert.deepEqual(suggestions(car({ asks: ["保养", "电器"] }), [HAN, ZENG, WU], free).map((one) => one.person.id), ["T11", "T10", "T01"]);
});
test("nobody absent is suggested", () => {
  const people = [{ ...HAN, absent: true }, ZENG];
  const plans = plan(day([], people, "9:00"));
  assert.deepEqual(suggestions(car(), people, plans).map((one) => one.person.id), ["T11"]);
});

test("a waiting car is given to the one it is dropped on", () => {
  const waiting = car({ lane: "waiting", technicians: [], team: null });
  assert.deepEqual(givenTo(waiting, HAN, null, null), { team: "G3", technicians: ["T10"] });
  assert.deepEqual(givenTo(waiting, HAN, null, "c1"), { team: "G3", technicians: ["T10"], before: "c1" });
});
test("taken from one and given to another, a colleague on the car stays", () => {
  const shared = car({ technicians: ["T10", "T09"] });
  assert.deepEqual(givenTo(shared, ZENG, "T10", null), { team: "G3", technicians: ["T11", "T09"] });
  assert.deepEqual(givenTo(shared, WU, "T10", null), { team: "G1", technicians: ["T01"] });
});
test("put back where it was, nothing is sent", () => {
  const mine = car();
  assert.equal(givenTo(mine, HAN, "T10", null), null);
  assert.deepEqual(givenTo(mine, HAN, "T10", "c1"), { team: "G3", technicians: ["T10"], before: "c1" });
});
test("places are before queued cars, also those that no longer fit today", () => {
  const cars = [car({ each: 12 * H }), car(), car({ lane: "stopped" })];
  assert.deepEqual(queueOf(planFor(HAN, cars, "9:00")).map((one) => one.id), [cars[0].id, cars[1].id]);
});
test("a car on its way stands before its neighbour", () => {
  const [first, moved] = [car({ order: "b5", id: "a" }), car({ order: "b5", id: "z", pending: true })];
  assert.deepEqual(inOrder([first, moved]).map((one) => one.id), ["z", "a"]);
});
test("the axis reaches as far as the work does", () => {
  const today = (time) => time >= 0 && time < 24 * H;
  const late = car({ intervals: [{ technician: "T10", from: at("7:40"), to: at("19:10") }] });
  assert.deepEqual(span(at("8:00"), at("18:00"), [late], at("20:00"), today), { from: at("7:00"), to: at("20:00") });
  assert.deepEqual(span(at("8:00"), at("18:00"), [], at("20:00"), today), { from: at("8:00"), to: at("18:00") });
});
