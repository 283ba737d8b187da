/* Routes side by side: the client lays them as Python does. ways.json is written by Python's engine and
   held to it by tests/layers/ways/test_vectors.py. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { drawn } from "../../layers/web/src/ways/strands.js";

const { rules, cases } = JSON.parse(readFileSync(new URL("ways.json", import.meta.url), "utf8"));

for (const { name, paths, shown, pieces } of cases)
  test(name, () => {
    const legs = new Map(Object.entries(shown).map(([n, leg]) => [Number(n), leg]));
    const made = drawn(rules, paths, legs).pieces;
    assert.deepEqual(
      made.map(({ strand, look, legs: on }) => ({ strand, look, legs: on })),
      pieces.map(({ strand, look, legs: on }) => ({ strand, look, legs: on })),
    );
    made.forEach(({ line, start }, i) => {
      assert.equal(line.length, pieces[i].line.length);
      assert.ok(Math.abs(start - pieces[i].start) < 1e-6);
      line.forEach(([x, y], k) => {
        const [a, b] = pieces[i].line[k];
        assert.ok(Math.hypot(x - a, y - b) < 0.02, `${name}: point ${k} of piece ${i}`);
      });
    });
  });
