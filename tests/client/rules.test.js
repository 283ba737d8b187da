/* Rules that the client shares with Python: the files in tests/rules tell them for both.
   SERVED has what Python tells the client of the filter's cases and of the layers. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { longDay, shortDay } from "../../layers/web/src/dates.js";
import { mixed, SHARES, step } from "../../layers/web/src/drawing/ageing.js";
import { beside } from "../../layers/web/src/drawing/beside.js";
import { clusters, hexagonOf, sizeOf, strengthOf } from "../../layers/web/src/drawing/grouping.js";
import { joined, parts } from "../../layers/web/src/drawing/joining.js";
import { arcWidth, frequent, onArc } from "../../layers/web/src/drawing/pairs.js";
import { boxesOf } from "../../layers/web/src/labels/placement.js";
import {
  belongs,
  holds,
  kindOf,
  knows,
  passes,
  stateOf,
  within,
} from "../../layers/web/src/rules.js";
import { eventsOf } from "../../layers/web/src/timeline/events.js";

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../rules/${name}.json`, import.meta.url), "utf8"));
const served = JSON.parse(readFileSync(process.env.SERVED, "utf8"));

function each(name, cases, check) {
  assert.ok(cases.length > 0);
  test(name, () => {
    for (const one of cases) check(one, JSON.stringify(one));
  });
}

const near = (found, wanted, said) => {
  assert.equal(found.length, wanted.length, said);
  for (const [i, value] of found.entries()) assert.ok(Math.abs(value - wanted[i]) < 1e-5, said);
};

const validity = read("validity");
each("what holds on a day", validity.holds, ({ p, day, is }, said) =>
  assert.equal(holds(p, day), is, said),
);
each("what lies in a window of days", validity.within, ({ p, day, days, is }, said) =>
  assert.equal(within(p, day, days), is, said),
);
each("what was known on a day", validity.knows, ({ p, known, is }, said) =>
  assert.equal(knows(p, known), is, said),
);
each("which state holds on a day as known on another", validity.state, (one, said) =>
  assert.equal(stateOf(one.p, one)?.kind ?? null, one.is, said),
);

each("what a filter lets through", served.filter, ({ file, row, filter, is }, said) =>
  assert.equal(passes(file, row, filter), is, said),
);

const incidents = served.filter.filter(({ file }) => file.startsWith("incidents"));
each("what a filter lets through on the timeline", incidents, ({ file, row, filter, is }, said) => {
  const event = { d: row.valid_from, k: row.kind, a: row.actors || row.dyad, n: row.size };
  const rows = { incidents: [], ucdp: [], engagements: [], policy: [] };
  const name = file === "incidents" ? "incidents" : "ucdp";
  rows[name] = [{ ...event, c: row.confidence, b: row.basis }];
  assert.equal(eventsOf(rows, { known: null, filter })[name].length === 1, is, said);
});

each("which features of a file belong to a layer", read("belongs").cases, (one, said) => {
  const own = served.layers.find(({ id }) => id === one.layer);
  assert.equal(belongs(own, one.p), one.is, said);
});

each("the key of a feature's style", read("kinds").cases, ({ layer, p, worldview, is }, said) => {
  const own = served.layers.find((one) => one.id === layer || one.file === layer);
  assert.equal(kindOf(own, p, worldview), is, said);
});

const ageing = read("ageing");
each("in which third of its time a report is", ageing.steps, ({ days, limit, is }, said) =>
  assert.equal(step(days, limit), is, said),
);
each("a colour mixed with its ground", ageing.colours, ({ color, ground, part, is }, said) =>
  assert.equal(mixed(color, ground, part), is, said),
);
test("how much of its colour is left in each third", () => assert.deepEqual(SHARES, ageing.shares));

const places = read("parts");
each("where the marks of one place are drawn", places.cases, ({ marks, is }, said) =>
  near(
    parts(marks).flatMap(({ x, y, one }) => [x, y, one]),
    is.flat(),
    said,
  ),
);
each("what the mark of one place is called", places.names, ({ names, is }, said) =>
  assert.equal(joined(names), is, said),
);

each("which marks become one", read("clusters").cases, ({ points, is }, said) => {
  const entries = points.map(([x, y], item) => ({ at: { x, y }, item }));
  const found = clusters(entries).map(({ items }) => items);
  assert.deepEqual(found, is, said);
});

each("how large the mark of a group is", read("clusters").sizes, ({ count, is }, said) =>
  assert.equal(sizeOf(count), is, said),
);

each("where a mark stands that would cover others", read("aside").cases, (one, said) => {
  const [circle, ...taken] = [one.mark, ...one.taken].map(([x, y, r]) => ({ x, y, r }));
  const { x, y } = beside(circle, taken);
  near([x, y], one.is, said);
});

const meetings = read("arcs");
each("which pairs met most", meetings.pairs, ({ meetings: met, is }, said) =>
  assert.deepEqual(
    frequent(met).map(({ pair, number }) => [pair, number]),
    is,
    said,
  ),
);
each("where on an arc its number stands", meetings.on, ({ run, r, taken, is }, said) => {
  const points = run.map(([x, y]) => ({ x, y }));
  const circles = taken.map(([x, y, other]) => ({ x, y, r: other }));
  const { x, y } = onArc(points, r, circles);
  near([x, y], is, said);
});
each("how wide an arc is", meetings.widths, ({ number, is }, said) =>
  assert.equal(arcWidth(number), is, said),
);

const hexagons = read("hexagons");
each("the hexagon of a point", hexagons.middles, ({ point: [x, y], is }, said) => {
  const { middle } = hexagonOf({ x, y });
  near([middle.x, middle.y], is, said);
});
each("how strong a hexagon is", hexagons.strengths, ({ count, is }, said) =>
  assert.equal(strengthOf(count), is, said),
);

each("the room of a name", read("label_boxes").cases, ({ width, size, place, is }, said) => {
  const [x, y, angle] = place;
  const found = boxesOf(width, size, { x, y, angle });
  near(
    found.flatMap(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1]),
    is.flat(),
    said,
  );
});

each("a day in words", read("days").cases, ({ day, short, long }, said) => {
  assert.equal(shortDay(day), short, said);
  assert.equal(longDay(day), long, said);
});
