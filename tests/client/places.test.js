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
    const label = {
      ...one.name,
      must: one.must,
      cross: one.must,
      rank: 1,
      size: 10,
      colour: "#000",
      owner: "own",
    };
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

const SIZES = [
  [1366, 768],
  [1920, 1080],
  [390, 844],
  [683, 384],
  [900, 900],
];

/** Numbers from 0 to 1, the same for the same seed.
 * @param {number} seed
 */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Marks, lines and names as a map may have them.
 * @param {number} seed
 * @param {number[]} size
 */
function scene(seed, [wide, high]) {
  const next = chance(seed);
  const at = () => ({ x: next() * wide, y: next() * high });
  const whole = { x0: 4, y0: 4, x1: wide - 4, y1: high - 4 };
  const labels = Array.from({ length: 40 }, (_, i) => ({
    ...at(),
    text: "Spin Boldak-Chaman".slice(0, 5 + Math.floor(next() * 13)) + i,
    rank: i < 5 ? -1 : next() * 5,
    must: i < 8,
    cross: i < 5,
    column: i < 5 ? "gates" : undefined,
    size: 11 + next() * 4,
    colour: "#000",
    gap: 10,
    owner: `mark/${i}`,
  }));
  const marks = labels.map(({ x, y, owner }) => ({
    ...{ x0: x - 7, x1: x + 7, y0: y - 7, y1: y + 7, owner },
  }));
  const lines = Array.from({ length: 6 }, (_, i) => i).flatMap((i) =>
    traced([at(), at(), at(), at()], 3, `line/${i}`, whole),
  );
  return { labels, marks, lines, whole };
}

/** @type {(a: Box, b: Box) => boolean} */
const meet = (a, b) => a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;

for (const size of SIZES)
  test(`in sixty maps of ${size.join(" x ")} no name meets another, a foreign mark or a line`, () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { labels, marks, lines, whole } = scene(seed, size);
      const placed = place(labels, marks, whole, width, lines);
      const boxes = placed.map(({ label, x, y, w, h }) => ({
        ...{ x0: x - w / 2, x1: x + w / 2, y0: y - h / 2, y1: y + h / 2 },
        owner: label.owner,
      }));
      boxes.forEach((box, i) => {
        assert.ok(!boxes.slice(i + 1).some((other) => meet(box, other)), `${seed}: ${i}`);
        assert.ok(!lines.some((line) => meet(box, line)), `${seed}: ${i} on a line`);
        const foreign = marks.filter(({ owner }) => owner !== box.owner);
        assert.ok(!foreign.some((mark) => meet(box, mark)), `${seed}: ${i} on a mark`);
        assert.ok(box.x0 >= whole.x0 && box.x1 <= whole.x1 && box.y0 >= whole.y0);
      });
      const leads = placed.map(({ lead }) => lead).filter((lead) => lead !== undefined);
      for (const [i, [a, b]] of leads.entries())
        for (const [c, d] of leads.slice(i + 1)) {
          const side = (p, q, r) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
          const cross = side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
          assert.ok(!cross, `${seed}: leaders cross`);
        }
    }
  });
