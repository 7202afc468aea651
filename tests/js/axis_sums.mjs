// The axis' sums for shops that come in, one a line of JSON, and go out, one a line, in minutes: the
// work and the time left of each team, the work of each of its people, the work given to nobody.
import { createInterface } from "node:readline";
import { plan } from "../../static/js/axis_plan.js";
import { loads, timeOf } from "../../static/js/axis_work.js";

const MINUTE = 60000;

function carOf({ lane, team, technicians, intervals, work_left: left }) {
  return {
    lane, team: team?.id ?? null, technicians: technicians.map(({ id }) => id), promise: null, finish: null,
    intervals: intervals.map(({ technician, from, to }) => ({ technician, from: Date.parse(from), to: to && Date.parse(to) })),
    left: left && { each: left.minutes * MINUTE, at: Date.parse(left.at), by: left.technicians },
  };
}

function stretches(works) {
  return works.map((part) => part.map(Date.parse));
}

function summed({ tiles, people, works, least, now }) {
  const day = {
    cars: tiles.map(carOf), works: stretches(works), least: least * MINUTE, now: Date.parse(now),
    people: people.map((one) => ({ ...one, works: stretches(one.works) })),
  };
  const [plans, work] = [plan(day), loads(day)];
  const teams = [...new Set(people.map(({ team }) => team))].map((team) => {
    const mine = people.filter((one) => one.team === team).map(({ id }) => plans.get(id));
    return [team, { work: (work.get(team) ?? 0) / MINUTE, left: timeOf(mine) / MINUTE }];
  });
  const loaded = [...plans].map(([id, { load }]) => [id, load / MINUTE]);
  return { teams: Object.fromEntries(teams), people: Object.fromEntries(loaded), nobody: (work.get(null) ?? 0) / MINUTE };
}

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(summed(JSON.parse(line))));
