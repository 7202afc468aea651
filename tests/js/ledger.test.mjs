// However messages are lost, doubled, delayed or reordered, the screen ends up as the board is,
// and at every moment draws exactly the board at the number it claims.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answered, begin, check, drawnWrong, graceOver, heardChange, heardHead, inStep, unanswered,
} from "../../static/js/ledger.js";

function dice(seed) {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { chance: (p) => next() < p, below: (n) => Math.floor(next() * n) };
}

class Server {
  constructor(roll) {
    this.roll = roll;
    this.epoch = "e1";
    this.epochs = 1;
    this.changes = []; // {card, value, mark}; number n is at n - 1
    this.ever = new Map(); // "epoch/seq/mark" → board
    this.record();
  }
  get seq() { return this.changes.length; }
  markAt(seq) { return seq ? this.changes[seq - 1].mark : "-"; }
  board(seq = this.seq) {
    const cards = new Map();
    for (const { card, value } of this.changes.slice(0, seq)) {
      if (value === null) cards.delete(card); else cards.set(card, value);
    }
    return cards;
  }
  record() { this.ever.set(`${this.epoch}/${this.seq}/${this.markAt(this.seq)}`, this.board()); }
  write() {
    const card = `c${this.roll.below(6)}`;
    const value = this.roll.chance(0.15) ? null : this.roll.below(1e9);
    const mark = `${this.markAt(this.seq)}${this.roll.below(36).toString(36)}`.slice(-12);
    this.changes.push({ card, value, mark });
    this.record();
  }
  tiles(from, to) {
    const latest = new Map();
    for (const { card, value } of this.changes.slice(from - 1, to)) latest.set(card, value);
    return [...latest].map(([id, value]) => ({ id, value }));
  }
  change(from) {
    const to = this.seq;
    return { kind: "change", epoch: this.epoch, from, to, mark: this.markAt(to), tiles: this.tiles(from, to) };
  }
  head() { return { kind: "head", epoch: this.epoch, seq: this.seq, mark: this.markAt(this.seq) }; }
  restore() {
    this.changes.length = this.roll.below(this.changes.length + 1);
    this.epoch = `e${++this.epochs}`;
    this.record();
  }
  answer({ epoch, since, mark }) {
    const base = { epoch: this.epoch, seq: this.seq, mark: this.markAt(this.seq) };
    if (since === null) return { ...base, tiles: [...this.board()].map(([id, value]) => ({ id, value })) };
    if (epoch !== this.epoch || since > this.seq || this.markAt(since) !== mark) return "gone";
    return { ...base, tiles: this.tiles(since + 1, this.seq) };
  }
}

class Screen {
  constructor(server) {
    this.server = server;
    const { epoch, seq, mark } = server.head();
    this.ledger = begin(epoch, seq, mark);
    this.drawn = server.board();
    this.flight = null;
    this.questions = 0;
  }
  run([ledger, tasks]) {
    this.ledger = ledger;
    for (const task of tasks) this[task.do](task);
  }
  apply({ tiles }) {
    for (const { id, value } of tiles) {
      if (value === null) this.drawn.delete(id); else this.drawn.set(id, value);
    }
  }
  replace({ tiles }) { this.drawn = new Map(tiles.map(({ id, value }) => [id, value])); }
  ask({ question }) {
    assert.equal(this.flight, null, "one question at a time");
    this.questions += 1;
    this.flight = { question, answer: null };
  }
  wait() { this.waiting = true; }
  retry() { this.again = true; }
  hear(message) {
    const { ledger } = this;
    this.run(message.kind === "change" ? heardChange(ledger, message) : heardHead(ledger, message, message.kind === "head"));
  }
  served() { if (this.flight && !this.flight.answer) this.flight.answer = this.server.answer(this.flight.question); }
  land() {
    const { question, answer } = this.flight;
    this.flight = null;
    this.run(answer === "gone" ? unanswered(this.ledger, question, true) : answered(this.ledger, question, answer));
  }
  lose() {
    const { question } = this.flight;
    this.flight = null;
    this.run(unanswered(this.ledger, question));
  }
}

const same = (a, b) => a.size === b.size && [...a].every(([id, value]) => b.get(id) === value);

function claims(screen) {
  const { epoch, seq, mark } = screen.ledger;
  const then = screen.server.ever.get(`${epoch}/${seq}/${mark}`);
  assert.ok(then, `the server was once at ${epoch}/${seq}`);
  assert.ok(same(screen.drawn, then), `what is drawn is the board at ${epoch}/${seq}`);
}

function storm(seed, { restores = true } = {}) {
  const roll = dice(seed);
  const server = new Server(roll);
  for (let i = roll.below(8); i > 0; i--) server.write();
  const screen = new Screen(server);
  let pushed = server.seq;
  const air = []; // messages under way, in no order
  const send = (message) => {
    if (roll.chance(0.3)) return;
    air.push(message);
    if (roll.chance(0.2)) air.push(message);
  };
  const acts = [
    () => { server.write(); if (roll.chance(0.7)) { send(server.change(pushed + 1)); pushed = server.seq; } },
    () => send(server.head()),
    () => { if (air.length) screen.hear(air.splice(roll.below(air.length), 1)[0]); },
    () => { if (air.length) screen.hear(air.shift()); },
    () => screen.served(),
    () => { if (screen.flight?.answer) screen.land(); },
    () => { if (screen.flight && roll.chance(0.3)) screen.lose(); },
    () => { if (screen.waiting) { screen.waiting = false; screen.run(graceOver(screen.ledger)); } },
    () => { if (screen.again || roll.chance(0.1)) { screen.again = false; screen.run(check(screen.ledger)); } },
    () => { if (roll.chance(0.1)) send({ ...server.head(), kind: "hello" }); },
    () => {
      if (!restores || !roll.chance(0.06)) return;
      server.restore();
      pushed = server.seq;
    },
  ];
  for (let step = 0; step < 150; step++) {
    acts[roll.below(acts.length)]();
    claims(screen);
  }
  return { server, screen, air };
}

/** The faults end: what is in the air arrives, two heads follow, questions are answered. */
function calm({ server, screen, air }) {
  for (const message of air.splice(0)) screen.hear(message);
  for (let round = 0; round < 12; round++) {
    screen.hear(server.head());
    screen.run(graceOver(screen.ledger));
    if (screen.again) { screen.again = false; screen.run(check(screen.ledger)); }
    screen.served();
    if (screen.flight) screen.land();
    claims(screen);
  }
}

function endsRight(storms, options) {
  for (let seed = 1; seed <= storms; seed++) {
    const world = storm(seed, options);
    calm(world);
    const { server, screen } = world;
    assert.ok(same(screen.drawn, server.board()), `seed ${seed}: drawn = board`);
    assert.equal(screen.ledger.seq, server.seq, `seed ${seed}: seq`);
    assert.ok(inStep(screen.ledger), `seed ${seed}: knows that it is in step`);
  }
}

test("after any faults the screen is the board, and was at every step what it claimed", () => endsRight(3000));
test("without restores too", () => endsRight(1500, { restores: false }));

const at = (seq, mark = `m${seq}`) => begin("e", seq, mark);
const change = (from, to, epoch = "e") => ({ epoch, from, to, mark: `m${to}`, tiles: [`${from}-${to}`] });
const head = (seq, epoch = "e", mark = `m${seq}`) => ({ epoch, seq, mark });

test("a push that joins on is drawn", () => {
  const [ledger, tasks] = heardChange(at(4), change(5, 6));
  assert.deepEqual(tasks, [{ do: "apply", tiles: ["5-6"] }]);
  assert.deepEqual([ledger.seq, ledger.mark], [6, "m6"]);
});

test("a push that overlaps is drawn, an old one is not", () => {
  assert.equal(heardChange(at(4), change(3, 6))[1][0].do, "apply");
  assert.deepEqual(heardChange(at(4), change(2, 3))[1], []);
  assert.deepEqual(heardChange(at(4), change(4, 4))[1], []);
});

test("a gap asks once, and says until the answer that it is behind", () => {
  const [behind, tasks] = heardChange(at(4), change(6, 6));
  assert.equal(tasks[0].question.since, 4);
  assert.equal(inStep(behind), false);
  assert.deepEqual(heardChange(behind, change(8, 8))[1], []);
  const [met] = answered(behind, tasks[0].question, { epoch: "e", seq: 6, mark: "m6", tiles: [] });
  assert.equal(inStep(met), true);
});

test("the missing push that still comes while asking is drawn, and the older answer is not", () => {
  const [behind, tasks] = heardChange(at(4), change(6, 6));
  const [mended, drawn] = heardChange(behind, change(5, 7));
  assert.equal(drawn[0].do, "apply");
  const [met, nothing] = answered(mended, tasks[0].question, { epoch: "e", seq: 6, mark: "m6", tiles: ["old"] });
  assert.deepEqual(nothing, []);
  assert.equal(met.seq, 7);
});

test("a head ahead of its push waits, then asks; a hello asks at once", () => {
  const [waiting, tasks] = heardHead(at(4), head(5));
  assert.deepEqual(tasks, [{ do: "wait" }]);
  assert.equal(inStep(waiting), false);
  assert.equal(graceOver(waiting)[1][0].question.since, 4);
  assert.equal(heardHead(at(4), head(5), false)[1][0].do, "ask");
});

test("another epoch, or another mark at my number, asks for the whole board", () => {
  assert.equal(heardHead(at(4), head(4, "f"))[1][0].question.since, null);
  assert.equal(heardChange(at(4), change(5, 5, "f"))[1][0].question.since, null);
  assert.equal(heardHead(at(4), head(4, "e", "other"))[1][0].question.since, null);
});

test("a head below mine asks; if the server is set back, the whole board follows", () => {
  const [asked, tasks] = heardHead(at(9), head(4));
  const [, gone] = unanswered(asked, tasks[0].question, true);
  assert.equal(gone[0].question.since, null);
  const [, below] = answered(asked, tasks[0].question, { epoch: "e", seq: 4, mark: "m4", tiles: [] });
  assert.equal(below[0].question.since, null);
});

test("nothing is drawn while in doubt", () => {
  const [doubting] = heardHead(at(4), head(4, "e", "other"));
  assert.deepEqual(heardChange(doubting, change(5, 5))[1], []);
  assert.equal(inStep(doubting), false);
});

test("a failed question is never live, until one is answered or a head shows that nothing is missing", () => {
  const [asked, tasks] = check(at(4));
  const [failed, again] = unanswered(asked, tasks[0].question);
  assert.deepEqual(again, [{ do: "retry" }]);
  assert.equal(inStep(failed), false);
  assert.equal(inStep(heardHead(failed, head(4))[0]), true);
  assert.equal(inStep(heardHead(failed, head(5))[0]), false);
  const [retried, more] = check(failed);
  assert.equal(inStep(answered(retried, more[0].question, { epoch: "e", seq: 4, mark: "m4", tiles: [] })[0]), true);
});

test("an answer to a question that was given up is ignored", () => {
  const [asked, tasks] = check(at(4));
  const [given] = unanswered(asked, tasks[0].question);
  const [ledger, nothing] = answered(given, tasks[0].question, { epoch: "e", seq: 9, mark: "m9", tiles: [] });
  assert.deepEqual([ledger.seq, nothing], [4, []]);
});

test("a drawing that failed is replaced by the whole board", () => {
  assert.equal(drawnWrong(at(4))[1][0].question.since, null);
});
