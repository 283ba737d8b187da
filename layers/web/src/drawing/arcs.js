/* Arcs of delegations: one a pair of places, with the number of meetings for which somebody travelled
   between them; the twelve with most. The rules are those of layers/arcs.py; tests/rules/arcs.json holds
   both to them. */
import { make } from "../nodes.js";
import { lineOn } from "../paths.js";
import { list, openable } from "../pointer.js";
import { plural } from "../words.js";
import { nodeMark } from "./items.js";

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

/** @param {Pane} state */
export function arcs(state) {
  for (const one of state.crowds) state.group.removeLayer(one);
  state.crowds = [];
  const shown = [...state.items.values()].filter((item) => item.shown && !item.back);
  // The rarest lie lowest.
  for (const { pair, number } of frequent(shown.map(({ p }) => p.pairs || [])).reverse()) {
    const items = shown.filter(({ p }) => p.pairs?.includes(pair));
    const [first] = items;
    const run = first.coords[(first.p.pairs || []).indexOf(pair)];
    arc(state, pair, run, number, items);
  }
}

/**
 * @param {Pane} state
 * @param {string} pair
 * @param {L.LatLng[]} run
 * @param {number} number
 * @param {Item[]} items
 */
function arc(state, pair, run, number, items) {
  const { color } = items[0].ink;
  const words = `${pair}: ${plural(number, "meeting")}`;
  const middle = run[Math.floor(run.length / 2)];
  const open = () => list(state.layer, items, middle, words);
  const line = lineOn(state, run, { color, weight: arcWidth(number), lineCap: "round" });
  const hit = lineOn(state, run, {
    ...{ color: "#000", opacity: 0, weight: 14, interactive: true, className: "cx-hit" },
  });
  const node = make("b", "", String(number));
  const mark = /** @type {GroupMark} */ (
    nodeMark(middle, node, "cx-number cx-pair", 20, {
      ...{ pane: `cx-${state.layer.id}`, keyboard: true, bubblingMouseEvents: false },
    })
  );
  mark.reach = 10;
  mark.aside = [0, 0];
  openable(mark, words, open);
  hit.on("click", open);
  for (const part of [line, hit, mark]) {
    part.addTo(state.group);
    state.crowds.push(part);
  }
}
