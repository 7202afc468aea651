import assert from "node:assert/strict";
import test from "node:test";
import { columnsOf, halfHourOf, loadsOf, pagesOfBlocks } from "../../static/js/appointment_plan.js";

const TIMES = ["11:00", "11:30", "13:00", "13:30"]; // a break from 12 to 13

test("a car belongs to the half-hour it comes in", () => {
  assert.equal(halfHourOf("11:45", TIMES), 1);
  assert.equal(halfHourOf("11:00", TIMES), 0);
});

test("a car outside the hours is not lost", () => {
  assert.equal(halfHourOf("07:30", TIMES), 0);
  assert.equal(halfHourOf("12:30", TIMES), 1);
  assert.equal(halfHourOf("19:00", TIMES), 3);
});

test("labour goes on after the break, and not beyond closing", () => {
  assert.deepEqual(loadsOf([{ time: "11:30", minutes: 75 }], TIMES), [0, 30, 30, 15]);
  assert.deepEqual(loadsOf([{ time: "13:30", minutes: 90 }], TIMES), [0, 0, 0, 30]);
});

test("a day that ends before the others ends there", () => {
  assert.deepEqual(loadsOf([{ time: "11:30", minutes: 75 }], TIMES, 3), [0, 30, 30, 0]);
  assert.deepEqual(loadsOf([{ time: "13:30", minutes: 75 }], TIMES, 3), [0, 0, 0, 30]);
});

test("two cars ask for two pairs of hands", () => {
  const cars = [{ time: "11:00", minutes: 60 }, { time: "11:30", minutes: 30 }, { time: "11:00", minutes: 0 }];
  assert.deepEqual(loadsOf(cars, TIMES), [30, 60, 0, 0]);
});

test("the fullest day gets the room that is left, today and the next days are always there", () => {
  assert.deepEqual(columnsOf([44, 0, 0, 0, 0, 0], 5), [3, 1, 1, 0, 0, 0]);
  assert.deepEqual(columnsOf([10, 10, 10, 30, 0, 0], 5), [1, 1, 1, 2, 0, 0]);
  assert.deepEqual(columnsOf([0, 0, 0, 0, 0, 0], 4), [2, 1, 1, 0, 0, 0]);
  assert.deepEqual(columnsOf([5, 5], 1), [1, 0]);
});

test("a half-hour that fits is not cut in two", () => {
  const blocks = [{ index: 0, heights: [10, 10] }, { index: 1, heights: [10, 10] }];
  assert.deepEqual(pagesOfBlocks(blocks, 5, 40), [
    [{ index: 0, from: 0, to: 2 }],
    [{ index: 1, from: 0, to: 2 }],
  ]);
});

test("one longer than the screen goes on under its own head", () => {
  assert.deepEqual(pagesOfBlocks([{ index: 7, heights: [10, 10, 10] }], 5, 26), [
    [{ index: 7, from: 0, to: 2 }],
    [{ index: 7, from: 2, to: 3 }],
  ]);
});

test("a half-hour without cars is a head alone, and everything fits without end", () => {
  const blocks = [{ index: 0, heights: [] }, { index: 1, heights: [10] }];
  assert.deepEqual(pagesOfBlocks(blocks, 5, Infinity), [
    [{ index: 0, from: 0, to: 0 }, { index: 1, from: 0, to: 1 }],
  ]);
});

test("whatever there is, each row stands on one page, in order", () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 16807) % 2147483647) % n;
  for (let round = 0; round < 300; round += 1) {
    const blocks = Array.from({ length: 1 + random(6) }, (_, index) => ({
      index, heights: Array.from({ length: random(7) }, () => 10 + random(20)),
    }));
    const pieces = pagesOfBlocks(blocks, 5, 20 + random(60)).flat();
    for (const { index, heights } of blocks) {
      const mine = pieces.filter((piece) => piece.index === index);
      const rows = mine.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
      assert.deepEqual(rows, heights.map((_, i) => i));
      assert.ok(mine.length);
    }
  }
});
