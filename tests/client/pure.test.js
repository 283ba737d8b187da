/* The client's modules that touch no page: small pictures whose answer one can see. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { today } from "../../layers/web/src/dates.js";
import { place } from "../../layers/web/src/labels/placement.js";
import { stretches } from "../../layers/web/src/labels/stretches.js";
import {
  binsOf,
  clampSpan,
  dayAt,
  nextDay,
  tally,
  xOf,
} from "../../layers/web/src/timeline/scale.js";
import { describe as said } from "../../layers/web/src/words.js";

const FRAME = { x0: 0, y0: 0, x1: 200, y1: 100 };
const width = (text) => 10 * text.length; // every letter 10 px wide
const name = (text, x, y, more = {}) => ({
  text,
  x,
  y,
  rank: 1,
  size: 10,
  colour: "",
  gap: 5,
  ...more,
});

test("a name stands to the right of its place, and to the left where the frame ends", () => {
  const [right] = place([name("AB", 100, 50)], [], FRAME, width);
  assert.deepEqual([right.x, right.y], [115, 50]);
  const [left] = place([name("AB", 180, 50)], [], FRAME, width);
  assert.equal(left.x, 165);
});

test("the lower rank goes first, and nothing overlaps", () => {
  const both = [
    name("late", 100, 50, { rank: 2, centred: true }),
    name("soon", 100, 50, { centred: true }),
  ];
  assert.deepEqual(
    place(both, [], FRAME, width).map(({ label }) => label.text),
    ["soon"],
  );
});

test("a mark's room is closed to others' names and open to its own", () => {
  const mark = { x0: 105, x1: 130, y0: 45, y1: 55, owner: "crossings/1" };
  const own = name("AB", 100, 50, { owner: "crossings/1" });
  assert.equal(place([own], [mark], FRAME, width)[0].x, 115);
  assert.equal(place([name("AB", 100, 50)], [mark], FRAME, width)[0].x, 85);
});

test("a turned name gives way to a mark at the corner that its turned letters reach", () => {
  const spots = [{ x: 100, y: 50, angle: Math.PI / 4 }];
  const corner = { x0: 87, x1: 89, y0: 37, y1: 39 };
  const near = { text: "AB", rank: 1, size: 10, colour: "", x: 100, y: 50, spots };
  assert.equal(place([near], [], FRAME, width).length, 1);
  assert.equal(place([near], [{ ...corner, x0: 88, y0: 38 }], FRAME, width).length, 0);
  assert.equal(place([near], [{ x0: 80, x1: 87, y0: 30, y1: 37 }], FRAME, width).length, 1);
});

test("a name that is as wide as a straight line stands in its middle; a shorter line has none", () => {
  const size = { x: 300, y: 100 };
  const [spot] = stretches(
    [
      { x: 50, y: 50 },
      { x: 250, y: 50 },
    ],
    200,
    size,
  );
  assert.deepEqual([spot.x, spot.y, spot.angle], [150, 50, 0]);
  assert.deepEqual(
    stretches(
      [
        { x: 50, y: 50 },
        { x: 240, y: 50 },
      ],
      200,
      size,
    ),
    [],
  );
});

test("a name is never upside down", () => {
  const size = { x: 300, y: 100 };
  for (const { angle } of stretches(
    [
      { x: 250, y: 20 },
      { x: 50, y: 80 },
    ],
    100,
    size,
  ))
    assert.ok(Math.abs(angle) <= Math.PI / 2);
});

test("days become px and px days", () => {
  assert.equal(xOf(15, [10, 20], 400), 200);
  assert.equal(dayAt(200, [10, 20], 400), 15);
});

test("bars are days, weeks or months, none of the first two narrower than 4 px", () => {
  const names = [100, 101, 700, 701].map((days) => binsOf([0, days], 400).name);
  assert.deepEqual(names, ["day", "week", "week", "month"]);
});

test("a week begins on Monday, a month's bar ends with the month", () => {
  assert.equal(binsOf([0, 200], 400).key("2026-03-08"), "2026-03-02");
  const month = binsOf([0, 4000], 400);
  assert.equal(month.end("2026-12") - month.start("2026-12"), 31);
  const counts = tally([{ d: "2026-03-02" }, { d: "2026-03-31" }, { d: "2026-04-01" }], month);
  assert.deepEqual(
    [...counts],
    [
      ["2026-03", 2],
      ["2026-04", 1],
    ],
  );
});

test("a span stays in the whole time: cut, or moved if it is kept", () => {
  const whole = [0, 1000];
  assert.deepEqual(clampSpan(-50, 100, whole), [0, 100]);
  assert.deepEqual(clampSpan(-50, 100, whole, true), [0, 150]);
  assert.deepEqual(clampSpan(500, 502, whole), [494, 508]);
  assert.equal(clampSpan(-5, 1005, whole), null);
});

test("the next event is the next day that has one", () => {
  const days = ["2026-03-05", "2026-03-01", "2026-03-03"];
  assert.equal(nextDay(days, "2026-03-02", 1), "2026-03-03");
  assert.equal(nextDay(days, "2026-03-02", -1), "2026-03-01");
  assert.equal(nextDay(days, "2026-03-05", 1), undefined);
});

test("an unknown crossing never reads as open", () => {
  const crossing = (p) => said({ file: "crossings" }, { id: "x", ...p }, { day: "2026-03-02" });
  assert.equal(crossing({ phase: "unknown" }), "Unknown: no report");
  assert.equal(
    crossing({ phase: "unknown", last_status: "open", date_text: "2 Mar 2026" }),
    "Unknown; last reported open on 2 Mar 2026",
  );
  assert.equal(
    crossing({ phase: "reported", status: "open", since_text: "by 5 Mar 2026" }),
    "open since 5 Mar 2026 at the latest",
  );
});

test("the reader's day is the same at every hour of it", () => {
  for (const hour of [0, 11, 12, 13, 23]) {
    assert.equal(today(new Date(2026, 10, 29, hour, 59)), "2026-11-29");
  }
});
