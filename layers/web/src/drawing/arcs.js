/* Arcs of delegations: one a pair of places, with the number of meetings for which somebody travelled
   between them. */
import { make } from "../nodes.js";
import { lineOn } from "../paths.js";
import { list, openable } from "../pointer.js";
import { plural } from "../words.js";
import { nodeMark } from "./items.js";
import { arcWidth, frequent } from "./pairs.js";

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
