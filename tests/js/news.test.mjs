// What the wall lights up: what somebody did, not what the forecast moved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newsOf } from "../../static/js/news.js";

const marks = (of) => new Map(Object.entries(of));

test("a car whose mark is another is news, one that was only drawn anew is not", () => {
  assert.deepEqual(newsOf(marks({ a: "3", b: "7" }), marks({ a: "3", b: "8" }), ["a", "b"]), ["b"]);
});
test("a car that comes is news, one that went has nothing to light up", () => {
  assert.deepEqual(newsOf(marks({ a: "3" }), marks({ b: "1" }), ["a", "b"]), ["b"]);
});
test("what was not pushed is no news", () => {
  assert.deepEqual(newsOf(marks({}), marks({ a: "3", b: "1" }), []), []);
});
