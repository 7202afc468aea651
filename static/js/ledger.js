/**
 * What this screen holds of the board, and what it must do next about a message: pure, no DOM,
 * no socket, no clock. Every function takes a ledger and returns [ledger, tasks].
 *
 * The promise: what is drawn is always exactly the board at (epoch, seq). Pushes may be lost,
 * doubled, late or out of order; only one that joins on without a gap is drawn, all else leads to
 * a question to the server, whose answer is complete up to its own seq.
 *
 * Tasks: {do: "apply", tiles}    draw these over what is there
 *        {do: "replace", tiles}  these are the whole board
 *        {do: "ask", question}   fetch; since null = the whole board
 *        {do: "wait"}            a push should follow at once; then call `graceOver`
 *        {do: "retry"}           the question failed; after a pause call `check`
 */

export function begin(epoch, seq, mark) {
  return {
    epoch, seq, mark,
    known: seq, // the highest number the server is known to have in this epoch
    heard: null, // {epoch, seq}: highest heard of since the open question was put
    doubt: false, // what is drawn may be wrong: only the whole board helps
    failed: false, // the last question got no answer
    asking: null, // the one question in flight
  };
}

/** True while nothing says that the server has more, or other, than what is drawn. */
export function inStep(ledger) {
  return !ledger.doubt && !ledger.failed && ledger.seq >= ledger.known;
}

export function heardChange(ledger, change) {
  const now = hear(ledger, change.epoch, change.to);
  if (change.epoch !== ledger.epoch) return ask(distrust(now));
  if (change.to < ledger.seq) return [now, []];
  if (change.to === ledger.seq) return differs(now, change.mark) ? ask(distrust(now)) : [now, []];
  if (now.doubt || change.from > ledger.seq + 1) return ask(now);
  return [reach(now, change.to, change.mark), [{ do: "apply", tiles: change.tiles }]];
}

/** `patient`: a head may overtake its push by a moment; a hello never does. */
export function heardHead(ledger, head, patient = true) {
  const now = hear(ledger, head.epoch, head.seq);
  if (head.epoch !== ledger.epoch) return ask(distrust(now));
  // Below ours: late, or the server was set back. It answers "gone" if we are ahead of it.
  if (head.seq < ledger.seq) return ask(now);
  if (head.seq > ledger.seq) return patient && !now.doubt ? [now, [{ do: "wait" }]] : ask(now);
  if (differs(now, head.mark)) return ask(distrust(now));
  return [{ ...now, failed: false }, []]; // the head itself says that all is drawn
}

export function graceOver(ledger) {
  return ledger.seq < ledger.known || ledger.doubt ? ask(ledger) : [ledger, []];
}

/** The screen was away, or a question failed: ask whatever is held. */
export function check(ledger) {
  return ask(ledger);
}

export function answered(ledger, question, answer) {
  if (ledger.asking !== question) return [ledger, []];
  const now = { ...ledger, asking: null, failed: false };
  if (question.since === null) return settle(take(now, answer), [{ do: "replace", tiles: answer.tiles }]);
  if (now.doubt) return ask(now);
  if (answer.epoch !== now.epoch || answer.seq < question.since) return ask(distrust(now));
  const known = { ...now, known: Math.max(answer.seq, heardOf(now, answer.epoch)) };
  // Pushes that fitted overtook the answer: its tiles may be older than what is drawn.
  if (answer.seq < known.seq) return settle(known, []);
  if (answer.seq === known.seq) return differs(known, answer.mark) ? ask(distrust(known)) : settle(known, []);
  return settle(reach(known, answer.seq, answer.mark), [{ do: "apply", tiles: answer.tiles }]);
}

/** `gone`: the server cannot continue from here (410). Anything else is a failure to repeat. */
export function unanswered(ledger, question, gone = false) {
  if (ledger.asking !== question) return [ledger, []];
  const now = { ...ledger, asking: null };
  if (gone && question.since !== null) return ask(distrust(now));
  return [{ ...now, failed: true }, [{ do: "retry" }]];
}

/** Drawing failed: nothing on the screen can be relied on. */
export function drawnWrong(ledger) {
  return ask(distrust(ledger));
}

function hear(ledger, epoch, seq) {
  const heard = { epoch, seq: Math.max(seq, heardOf(ledger, epoch)) };
  const known = epoch === ledger.epoch ? Math.max(ledger.known, seq) : ledger.known;
  return { ...ledger, heard, known };
}

function heardOf(ledger, epoch) {
  return ledger.heard?.epoch === epoch ? ledger.heard.seq : 0;
}

function differs(ledger, mark) {
  return Boolean(mark && ledger.mark && mark !== ledger.mark);
}

function distrust(ledger) {
  return { ...ledger, doubt: true };
}

function reach(ledger, seq, mark) {
  return { ...ledger, seq, mark, known: Math.max(ledger.known, seq) };
}

function take(ledger, answer) {
  const { epoch, seq, mark } = answer;
  const known = Math.max(seq, heardOf(ledger, epoch));
  return { ...ledger, epoch, seq, mark, known, doubt: false };
}

function settle(ledger, tasks) {
  if (ledger.seq >= ledger.known) return [ledger, tasks];
  const [next, more] = ask(ledger);
  return [next, [...tasks, ...more]];
}

function ask(ledger) {
  if (ledger.asking) return [ledger, []];
  const since = ledger.doubt ? null : ledger.seq;
  const question = { epoch: ledger.epoch, since, mark: ledger.mark };
  return [{ ...ledger, asking: question, heard: null }, [{ do: "ask", question }]];
}
