/* Arcs of delegations: one a pair of places, with the number of meetings for which somebody travelled
   between them. */
import { make } from "../nodes.js";
import { lineOn } from "../paths.js";
import { list, openable } from "../pointer.js";
import { app, panes } from "../state.js";
import { plural } from "../words.js";
import { nodeMark } from "./items.js";
import { arcWidth, frequent, onArc } from "./pairs.js";

const NUMBER = 10; // px: half a number's mark

/** @param {Pane} state */
export function arcs(state) {
  for (const one of state.crowds) state.group.removeLayer(one);
  state.crowds = [];
  const shown = [...state.items.values()].filter((item) => item.shown && !item.back);
  const taken = marks();
  // The rarest lie lowest.
  for (const { pair, number } of frequent(shown.map(({ p }) => p.pairs || [])).reverse()) {
    const items = shown.filter(({ p }) => p.pairs?.includes(pair));
    const [first] = items;
    const run = first.coords[(first.p.pairs || []).indexOf(pair)];
    arc(state, { pair, run, number, items }, taken);
  }
}

/** What numbers do not cover, in px.
 * @returns {Circle[]}
 */
function marks() {
  const venues = panes.get("venues");
  const shown = venues?.on ? [...venues.items.values()].filter((item) => item.shown) : [];
  return shown.map(({ latlng, reach }) => {
    const { x, y } = app.map.latLngToLayerPoint(latlng);
    return { x, y, r: reach };
  });
}

/**
 * @param {Pane} state
 * @param {{ pair: string, run: L.LatLng[], number: number, items: Item[] }} what
 * @param {Circle[]} taken
 */
function arc(state, { pair, run, number, items }, taken) {
  const { color } = items[0].ink;
  const words = `${pair}: ${plural(number, "meeting")}`;
  const pixels = run.map((point) => app.map.latLngToLayerPoint(point));
  const at = onArc(pixels, NUMBER, taken);
  const middle = app.map.layerPointToLatLng([at.x, at.y]);
  taken.push({ ...at, r: NUMBER });
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
  mark.reach = NUMBER;
  mark.aside = [0, 0];
  openable(mark, words, open);
  hit.on("click", open);
  for (const part of [line, hit, mark]) {
    part.addTo(state.group);
    state.crowds.push(part);
  }
}
