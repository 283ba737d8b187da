/* Which arcs of delegations are drawn: one a pair of places, the twelve with most meetings. The rules are
   those of layers/arcs.py; tests/rules/arcs.json holds both to them. */

import { beside } from "./beside.js";

const MOST = 12;
const WIDTHS = [
  [5, 4],
  [2, 2.5],
]; // from so many meetings, so wide: px

/** Pairs with their number, the most frequent first; the rest is not drawn.
 * @param {string[][]} meetings The pairs of each.
 * @returns {{ pair: string, number: number }[]}
 */
export function frequent(meetings) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const pair of meetings.flat()) counts.set(pair, (counts.get(pair) || 0) + 1);
  return [...counts]
    .map(([pair, number]) => ({ pair, number }))
    .sort((a, b) => b.number - a.number || (a.pair < b.pair ? -1 : 1))
    .slice(0, MOST);
}

const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]; // where on an arc its number may stand

/** @type {(point: Point) => Point} */
const pointOf = ({ x, y }) => ({ x, y });

/** Where on an arc a number covers nothing; beside its middle where it would everywhere.
 * @param {Point[]} run
 * @param {number} r
 * @param {Circle[]} taken
 * @returns {Point}
 */
export function onArc(run, r, taken) {
  const spots = ALONG.map((part) => Math.round(part * (run.length - 1)));
  const free = (/** @type {number} */ i) =>
    taken.every((one) => Math.hypot(run[i].x - one.x, run[i].y - one.y) >= r + one.r);
  const found = spots.find(free);
  return found === undefined
    ? beside({ ...pointOf(run[spots[0]]), r }, taken)
    : pointOf(run[found]);
}

/** @param {number} number */
export const arcWidth = (number) => WIDTHS.find(([from]) => number >= from)?.[1] ?? 1;
