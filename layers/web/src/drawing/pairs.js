/* Which arcs of delegations are drawn: one a pair of places, the twelve with most meetings. The rules are
   those of layers/arcs.py; tests/rules/arcs.json holds both to them. */

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

/** @param {number} number */
export const arcWidth = (number) => WIDTHS.find(([from]) => number >= from)?.[1] ?? 1;
