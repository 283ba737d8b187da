/* Marks that would cover each other become one with a number; none is dropped. */
import { ground } from "../look.js";
import { lineOn } from "../paths.js";
import { list, openable } from "../pointer.js";
import { cited, hollow } from "../rules.js";
import { app } from "../state.js";
import * as symbols from "../symbols.js";
import { gateMarks, moveAside } from "./aside.js";
import { beside } from "./beside.js";
import { clusters, sizeOf } from "./grouping.js";
import { hexagons } from "./hexagons.js";
import { hide, nodeMark, show } from "./items.js";

const INNER = 0.85; // of a diamond's reach: what nothing else may cover

/** @param {Pane} state */
export function crowd(state) {
  for (const one of state.crowds) state.group.removeLayer(one);
  state.crowds = [];
  if (app.command.heat === "hex") {
    hexagons(state);
    return;
  }
  const wanted = [];
  for (const item of state.items.values()) {
    if (item.wanted) wanted.push({ at: app.map.latLngToLayerPoint(item.latlng), item });
    else if (item.shown) hide(state, item);
  }
  const taken = gateMarks();
  // The largest stand nearest to where they belong.
  const groups = clusters(wanted).sort((a, b) => b.items.length - a.items.length);
  for (const { items } of groups) {
    if (items.length === 1) alone(state, items[0], taken);
    else together(state, items, taken);
  }
}

/** Move a mark beside what stands there, and lead to it if it stands apart.
 * @param {Pane} state
 * @param {L.LatLng} latlng
 * @param {number} reach
 * @param {Circle[]} taken
 * @returns {Shift}
 */
function aside(state, latlng, reach, taken) {
  const own = app.map.latLngToLayerPoint(latlng);
  // A diamond's corners may touch what a disc of its size would cover.
  const r = reach * INNER;
  const { x, y } = beside({ x: own.x, y: own.y, r }, taken);
  taken.push({ x, y, r });
  if (Math.hypot(x - own.x, y - own.y) > reach) {
    const ends = [latlng, app.map.layerPointToLatLng([x, y])];
    const look = { color: ground().text, weight: 0.75, opacity: 0.6 };
    state.crowds.push(lineOn(state, ends, look).addTo(state.group));
  }
  return [x - own.x, y - own.y];
}

/**
 * @param {Pane} state
 * @param {Item} item
 * @param {Circle[]} taken
 */
function alone(state, item, taken) {
  if (!item.shown) show(state, item);
  item.crowded = false;
  item.aside = aside(state, item.latlng, item.reach, taken);
  moveAside(item.parts[0], item.aside);
}

/**
 * @param {Pane} state
 * @param {Item[]} items
 * @param {Circle[]} taken
 */
function together(state, items, taken) {
  const { layer } = state;
  for (const item of items) {
    if (item.shown) hide(state, item);
    item.crowded = true;
  }
  const plain = app.config.styles[layer.id]["*"];
  const node = symbols.point(plain, app.command.theme, ground(), {
    scale: sizeOf(items.length) / plain.radius,
    mark: String(items.length),
    hollow: items.some((item) => hollow(item.p)),
    cited: items.some((item) => cited(item.p)),
  });
  const size = Number(node.getAttribute("width"));
  const middle = (items.find((item) => item.p.place) || items[0]).latlng;
  const mark = /** @type {GroupMark} */ (
    nodeMark(middle, node, `cx-${layer.id} cx-crowd`, size, {
      pane: `cx-${layer.id}`,
      keyboard: true,
      bubblingMouseEvents: false,
    })
  );
  mark.reach = sizeOf(items.length);
  mark.aside = aside(state, middle, mark.reach, taken);
  openable(mark, `${items.length} incidents close together`, () => open(layer, items, middle));
  mark.addTo(state.group);
  moveAside(mark, mark.aside);
  state.crowds.push(mark);
}

/** Nearer, if that parts them; else as a list.
 * @param {LayerConfig} layer
 * @param {Item[]} items
 * @param {L.LatLng} middle
 */
function open(layer, items, middle) {
  const { map } = app;
  const bounds = L.latLngBounds(items.map((item) => item.latlng));
  const apart = bounds.getNorthEast().distanceTo(bounds.getSouthWest()) > 1500;
  if (map.getZoom() < map.getMaxZoom() - 1 && apart)
    map.fitBounds(bounds.pad(0.4), { maxZoom: map.getZoom() + 3 });
  else list(layer, items, middle);
}
