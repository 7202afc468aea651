/** What the page says of cars, people and hours, as the plain values that axis_plan.js works with. */

/** Every car of the page; `moved`: id → what was just asked for and has not come back yet. */
export function readCars(moved = new Map()) {
  return [...document.querySelectorAll("[data-slot] > .axis-car")].map((row) => carOf(row, moved.get(row.dataset.card)));
}

function carOf(row, asked) {
  const data = row.dataset;
  const car = {
    row, id: data.card, code: data.code, version: Number(data.version), lane: data.lane, order: data.order,
    plate: row.querySelector("b").textContent, left: leftOf(data),
    technicians: words(data.technicians), team: data.team ?? null, asks: words(data.asks),
    requests: row.querySelector(".axis-asked").textContent,
    intervals: [...row.querySelectorAll(":scope > [data-technician]")].map(intervalOf),
    workFrom: time(data.workFrom), workTo: time(data.workTo), forecast: time(data.forecast),
    promise: time(data.promise), finish: time(data.finish), stoppedAt: time(data.sinceStop),
    overdue: data.tone === "overdue", pending: false,
  };
  return asked ? { ...car, ...asked, pending: true } : car;
}

function leftOf({ workLeft, workLeftAt, workLeftBy }) {
  return workLeft ? { each: Number(workLeft) * 60000, at: Date.parse(workLeftAt), by: words(workLeftBy) } : null;
}

function intervalOf({ dataset: { technician, from, to } }) {
  return { technician, from: Date.parse(from), to: to ? Date.parse(to) : null };
}

export function readPeople() {
  return [...document.querySelectorAll(".axis-row")].map((row) => {
    const { person, team, name, skills, absent } = row.dataset;
    const { works } = row.closest("[data-works]").dataset;
    return { row, id: person, team, name, skills: words(skills), absent: absent !== undefined, works: stretches(works) };
  });
}

export function readDay() {
  const { day, opens, closes, works, least } = document.querySelector("[data-people]").dataset;
  return { day, opens: Date.parse(opens), closes: Date.parse(closes), works: stretches(works), least: Number(least) * 60000 };
}

/** From when to when is worked. */
function stretches(works) {
  return words(works).map((part) => part.split("/").map(Date.parse));
}

function words(text) {
  return (text ?? "").split(" ").filter(Boolean);
}

function time(text) {
  return text ? Date.parse(text) : null;
}
