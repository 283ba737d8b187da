/* Marks that would cover each other become one with a number; none is dropped. */
import { ground } from "../look.js";
import { list, openable } from "../pointer.js";
import { cited, hollow } from "../rules.js";
import { app } from "../state.js";
import * as symbols from "../symbols.js";
import { aside, moveAside } from "./aside.js";
import { clusters } from "./grouping.js";
import { hexagons } from "./hexagons.js";
import { hide, nodeMark, show } from "./items.js";

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
  for (const { items } of clusters(wanted)) {
    if (items.length === 1) alone(state, items[0]);
    else together(state, items);
  }
}

/**
 * @param {Pane} state
 * @param {Item} item
 */
function alone(state, item) {
  if (!item.shown) show(state, item);
  item.crowded = false;
  item.aside = aside(item.latlng, item.reach);
  moveAside(item.parts[0], item.aside);
}

/**
 * @param {Pane} state
 * @param {Item[]} items
 */
function together(state, items) {
  const { layer } = state;
  for (const item of items) {
    if (item.shown) hide(state, item);
    item.crowded = true;
  }
  const largest = Math.max(...items.map((item) => item.p.size || 0));
  const node = symbols.point(app.config.styles[layer.id]["*"], app.command.theme, ground(), {
    scale: 1.35 + 0.22 * largest,
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
  mark.reach = size / 2;
  mark.aside = aside(middle, mark.reach - 4);
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
