import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { place, traced } from "../../layers/web/src/labels/placement.js";

const { cases } = JSON.parse(readFileSync(new URL("places.json", import.meta.url), "utf8"));
const frame = { x0: 0, y0: 0, x1: 200, y1: 100 };
/** @param {string} text */
const width = (text) => 6 * text.length;

for (const one of cases)
  test(one.what, () => {
    const label = { ...one.name, must: one.must, rank: 1, size: 10, colour: "#000", owner: "own" };
    /** @param {number[]} m @param {number} n */
    const box = (m, n) => ({ x0: m[0], y0: m[1], x1: m[2], y1: m[3], owner: `other/${n}` });
    const lines = one.lines.flatMap((/** @type {number[][]} */ line) =>
      traced(
        line.map(([x, y]) => ({ x, y })),
        1.5,
        "line",
        frame,
      ),
    );
    const [placed] = place([label], one.marks.map(box), frame, width, lines);
    if (one.at === "nowhere") return assert.equal(placed, undefined);
    assert.ok(placed);
    const right = placed.x - placed.w / 2 > label.x && Math.abs(placed.y - label.y) < 2;
    if (one.at === "right") assert.ok(right);
    if (one.at === "not right") assert.ok(!right);
    if (one.at === "left") assert.ok(placed.x + placed.w / 2 < label.x);
    assert.equal(Boolean(placed.lead), one.at === "led");
  });
