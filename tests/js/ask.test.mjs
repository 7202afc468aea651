// No question waits without end: neither for the head of an answer nor for its body.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { ask, askForPart, post } from "../../static/js/ask.js";

const SOON_MS = 50;
const LATER_MS = 2000; // a busy machine has sent its head by then
let server;
let address;
let heard = {};

const answers = {
  "/silent": () => {},
  "/half": (response) => { response.write("half of "); },
  "/whole": (response) => { response.end("whole"); },
  "/away": (response) => { response.writeHead(303, { Location: "/whole" }).end(); },
  "/shut": (response) => { response.writeHead(401).end(); },
};

before(async () => {
  globalThis.document = { body: { dataset: { csrf: "of this page" } } };
  server = createServer((request, response) => {
    heard = request;
    answers[request.url](response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${server.address().port}`;
});
after(() => { server.closeAllConnections(); server.close(); });

test("an answer that does not begin in time fails", async () => {
  await assert.rejects(ask(`${address}/silent`, { within: SOON_MS }), { name: "AbortError" });
});
test("an answer that does not end in time fails", async () => {
  const response = await ask(`${address}/half`, { within: LATER_MS });
  await assert.rejects(response.text(), { name: "AbortError" });
});
test("what has come whole stays", async () => {
  const response = await ask(`${address}/whole`, { within: LATER_MS });
  assert.equal(await response.text(), "whole");
});
test("a question may be dropped before its time", async () => {
  const giveUp = new AbortController();
  const asked = ask(`${address}/silent`, { giveUp, within: LATER_MS });
  giveUp.abort();
  await assert.rejects(asked, { name: "AbortError" });
});
test("a redirect is not followed", async () => {
  assert.equal((await ask(`${address}/away`, { within: LATER_MS })).status, 303);
});
test("what is posted carries the page's token and its own head", async () => {
  await post(`${address}/whole`, { body: "x", within: LATER_MS, headers: { "Idempotency-Key": "k" } });
  assert.equal(heard.method, "POST");
  assert.equal(heard.headers["x-csrf-token"], "of this page");
  assert.equal(heard.headers["idempotency-key"], "k");
});
test("a part that is none fails with its status", async () => {
  await assert.rejects(askForPart(`${address}/shut`, LATER_MS), { status: 401 });
});
