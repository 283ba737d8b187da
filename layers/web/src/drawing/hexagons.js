/* Incidents counted by hexagon. */
import { ground } from "../look.js";
import { make } from "../nodes.js";
import { areaOn } from "../paths.js";
import { list, openable } from "../pointer.js";
import { app } from "../state.js";
import { plural } from "../words.js";
import { gateMarks, moveAside } from "./aside.js";
import { beside } from "./beside.js";
import { HEX, hexagonCorners, hexagonOf, strengthOf } from "./grouping.js";
import { hide, nodeMark } from "./items.js";

/** @param {Pane} state */
export function hexagons(state) {
  const zoom = app.map.getZoom();
  const cells = new Map();
  for (const item of state.items.values()) {
    if (item.shown) hide(state, item);
    item.crowded = Boolean(item.wanted);
    if (!item.wanted) continue;
    const { key, middle } = hexagonOf(app.map.project(item.latlng, zoom));
    const cell = cells.get(key) || { middle, items: [] };
    cell.items.push(item);
    cells.set(key, cell);
  }
  for (const { middle, items } of cells.values()) hexagon(state, middle, items, zoom);
}

/**
 * @param {Pane} state
 * @param {Point} middle
 * @param {Item[]} items
 * @param {number} zoom
 */
function hexagon(state, middle, items, zoom) {
  const { layer } = state;
  const kinds = app.config.styles[layer.id];
  const colour = (kinds["*"] || Object.values(kinds)[0])[app.command.theme].color;
  /** @param {Point} options */
  const placeOf = ({ x, y }) => app.map.unproject([x, y], zoom);
  const fillOpacity = strengthOf(items.length);
  const area = areaOn(state, hexagonCorners(middle).map(placeOf), {
    color: ground().halo,
    weight: 1,
    fillColor: colour,
    fillOpacity,
  });
  const number = make("b", "", String(items.length));
  number.style.color = fillOpacity > 0.5 ? ground().halo : ground().text;
  const at = placeOf(middle);
  const mark = /** @type {GroupMark} */ (
    nodeMark(at, number, "cx-hex", HEX * 1.4, {
      pane: `cx-${layer.id}`,
      keyboard: true,
      bubblingMouseEvents: false,
    })
  );
  mark.reach = HEX * 0.5;
  const own = app.map.latLngToLayerPoint(at);
  const free = beside({ x: own.x, y: own.y, r: 9 }, gateMarks());
  mark.aside = [free.x - own.x, free.y - own.y];
  openable(mark, `${plural(items.length, "incident")} in this hexagon`, () =>
    list(layer, items, at),
  );
  for (const part of [area, mark]) {
    part.addTo(state.group);
    state.crowds.push(part);
  }
  moveAside(mark, mark.aside);
}
