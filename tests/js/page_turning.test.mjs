// Late cars stay on every page, every car comes up, nothing is shown twice on one page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pagesAcross, pagesByDay, pagesOf, pagesWithFixed, share } from "../../static/js/page_turning.js";

const cars = (n, late = 0) => Array.from({ length: n }, (_, i) => ({ id: i, late: i < late }));
const isLate = (car) => car.late;

test("few cars are one page", () => assert.deepEqual(pagesOf([1, 2], 8), [[1, 2]]));
test("no cars are one empty page", () => assert.deepEqual(pagesOf([], 8), [[]]));

test("the last page is full", () => assert.deepEqual(pagesOf([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [4, 5]]));

test("late cars stand on top of every page", () => {
  const pages = pagesWithFixed(cars(20, 3), 8, isLate);
  assert.equal(pages.length, 4);
  for (const page of pages) assert.deepEqual(page.slice(0, 3).map((car) => car.id), [0, 1, 2]);
});

test("too many late cars turn too, and leave room for the others", () => {
  const pages = pagesWithFixed(cars(30, 20), 8, isLate);
  for (const page of pages) assert.equal(page.filter((car) => !car.late).length > 0, true);
});

test("whatever the numbers, every car comes up and no page is too long", () => {
  for (let n = 0; n <= 60; n += 3) {
    for (const late of [0, 1, 4, 7, 8, 9, 30].filter((count) => count <= n)) {
      for (const room of [1, 2, 3, 8]) {
        const pages = pagesWithFixed(cars(n, late), room, isLate);
        assert.equal(new Set(pages.flat()).size, n, `${n} cars, ${late} late, room ${room}`);
        for (const page of pages) {
          assert.ok(page.length <= Math.max(1, room), `${n} ${late} ${room}: ${page.length}`);
          assert.equal(new Set(page).size, page.length);
        }
      }
    }
  }
});

test("two days never share a page", () => {
  const rows = ["24a", "24b", "24c", "25a"];
  assert.deepEqual(pagesByDay(rows, 2, (row) => row.slice(0, 2)), [["24a", "24b"], ["24b", "24c"], ["25a"]]);
});

test("two lists share what room there is", () => {
  assert.deepEqual(share(7, 2, 3), [2, 5]);
  assert.deepEqual(share(7, 20, 20), [2, 5]);
  assert.deepEqual(share(7, 20, 1), [6, 1]);
  assert.deepEqual(share(7, 1, 20), [1, 6]);
});

test("side by side as far as they fit, none cut, each once", () => {
  const across = (widths, room) => pagesAcross(widths, room, 2, (width) => width);
  assert.deepEqual(across([4, 4, 4], 10), [[4, 4], [4]]);
  assert.deepEqual(across([4, 4, 4], Infinity), [[4, 4, 4]]);
  assert.deepEqual(across([30, 4], 10), [[30], [4]]);
  assert.deepEqual(across([], 10), [[]]);
});
