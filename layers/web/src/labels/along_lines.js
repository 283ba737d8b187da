/* A line's name stands on the line: the straightest of its longest stretches in sight. */

import { drawnRoutes } from "../drawing/routes.js";
import { ground } from "../look.js";
import { firstRun } from "../paths.js";
import { app } from "../state.js";
import { traced } from "./placement.js";
import { beside, stretches } from "./stretches.js";
import { width } from "./text.js";

/** @param {Coords} coords */
const runsOf = (coords) => (Array.isArray(coords[0]) ? coords : [coords]);

/**
 * @param {Pane} state
 * @param {Sight} options
 */
export function alongLines(state, { size, big, at }) {
  /** @type {Map<string, { item: Item, spots: (Spot & { score: number })[] }>} */
  const best = new Map();
  for (const item of state.items.values()) {
    if (!item.shown || item.back || state.layer.id === "engagements") continue;
    const text = item.p.labels?.[app.command.worldview] || item.p.label;
    if (!text || !item.coords) continue;
    const w = width(text, 11.5 * big, 600, false) + 12;
    const found = best.get(text) || { item, spots: [] };
    for (const run of runsOf(item.coords)) found.spots.push(...stretches(run.map(at), w, size));
    best.set(text, found);
  }
  /** @type {Label[]} */
  const candidates = [];
  for (const [text, { item, spots }] of best) {
    const w = width(text, 11.5 * big, 600, false);
    spots.sort((a, b) => b.score - a.score);
    // A border's name beside it would be read as a place's.
    const level = state.layer.id === "border" ? [] : beside(firstRun(item.coords).map(at), w, size);
    spots.splice(12, Infinity, ...level.sort((a, b) => b.score - a.score));
    if (spots.length) candidates.push(lineName(state.layer, item, text, spots, big));
  }
  return candidates;
}

/** What names keep off: routes as they lie side by side, as small boxes along them.
 * @param {Box} frame
 * @returns {Box[]}
 */
export const routeBoxes = (frame) =>
  drawnRoutes().flatMap(({ points, width: wide, gate }) =>
    traced(points, wide / 2 + 1.2, `routes_${gate}/line`, frame),
  );

/** What names keep off: the border.
 * @param {Pane} state
 * @param {Sight} options
 * @param {Box} frame
 * @returns {Box[]}
 */
export function borderBoxes(state, { at }, frame) {
  if (state.layer.id !== "border") return [];
  return [...state.items.values()]
    .filter((item) => item.shown && item.coords)
    .flatMap((item) =>
      runsOf(item.coords).flatMap((/** @type {Coords} */ run) =>
        traced(run.map(at), item.width / 2 + 1.2, "border/line", frame),
      ),
    );
}

/**
 * @param {LayerConfig} layer
 * @param {Item} item
 * @param {string} text
 * @param {Spot[]} spots
 * @param {number} big
 */
function lineName(layer, item, text, spots, big) {
  const border = layer.id === "border",
    water = layer.id === "rivers";
  return {
    text,
    x: spots[0].x,
    y: spots[0].y,
    rank: border ? 1.9 : 1.5 + (item.p.rank || 0) / 10,
    size: (water ? 10.5 : 11.5) * big,
    weight: water ? 400 : 600,
    italic: water,
    colour: water ? ground().water_text : item.ink.text || item.ink.color,
    owner: `${layer.id}/line`,
    spots,
    repeat: 400,
    haloWidth: 5,
  };
}
