// A page hears of the topics it follows, whatever else comes in the same message.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { onTopics } from "../../static/js/topics.js";

const tell = (...things) => document.dispatchEvent(new CustomEvent("board:things", { detail: things }));

beforeEach(() => { globalThis.document = new EventTarget(); });

test("what it follows it is told, with the facts, once for each message", () => {
  const heard = [];
  onTopics(["people", "review"], (told) => heard.push(told));
  const review = { thing: "review", review: "2026-11-23-noon", state: "open" };
  tell({ thing: "photo", photo: "p" }, review, { thing: "people" });
  tell({ thing: "people" });
  assert.deepEqual(heard, [[review, { thing: "people" }], [{ thing: "people" }]]);
});
test("of all else it hears nothing", () => {
  let heard = 0;
  onTopics(["calendar"], () => { heard += 1; });
  tell({ thing: "photo", photo: "p" }, { thing: "access" });
  tell();
  assert.equal(heard, 0);
});
test("two that follow the same topic both hear of it", () => {
  const heard = [];
  onTopics(["walls"], () => heard.push("one"));
  onTopics(["walls", "people"], () => heard.push("other"));
  tell({ thing: "walls" });
  assert.deepEqual(heard, ["one", "other"]);
});
