// A reader that types is told from a hand by how quick its keys are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Reader } from "../../static/js/scanner.js";

/** What is heard of keys `gap` ms apart and Enter `then` ms after the last. */
function typed(keys, gap, then = gap) {
  const reader = new Reader();
  let at = 1000;
  for (const key of keys) {
    assert.equal(reader.key(key, at), "");
    at += gap;
  }
  return reader.key("Enter", at - gap + then);
}

test("a code, an address and an order number are heard whole", () => {
  for (const text of ["K3M7Q", "http://10.0.0.5:8000/c/K3M7Q", "]C1YY20261123001", "粤A12345"]) {
    assert.equal(typed(text, 5), text);
    assert.equal(typed(text, 30, 120), text);
  }
});
test("a hand is none, however long it writes", () => {
  assert.equal(typed("K3M7Q", 80), "");
  assert.equal(typed("YY20261123001", 60, 20), "");
});
test("an Enter by itself, after a pause, or after few keys is a hand's", () => {
  assert.equal(typed("", 5), "");
  assert.equal(typed("K3M7Q", 5, 400), "");
  assert.equal(typed("K3M7", 5), "");
});
test("Shift belongs to it, other keys end it", () => {
  assert.equal(typed(["Shift", "K", "3", "Shift", "M", "7", "Q"], 5), "K3M7Q");
  assert.equal(typed(["K", "3", "M", "Tab", "7", "Q"], 5), "");
});
test("what a hand wrote before is none of it", () => {
  const reader = new Reader();
  reader.key("a", 0);
  [..."K3M7Q"].forEach((key, n) => reader.key(key, 500 + n * 5));
  assert.equal(reader.key("Enter", 530), "K3M7Q");
});
