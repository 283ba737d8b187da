/* Gates, ports, incidents, meetings and other places. */
import { DAY } from "../dates.js";
import { ground, styleOf } from "../look.js";
import { discOn } from "../paths.js";
import { hover, operable } from "../pointer.js";
import { cited, hollow, shows } from "../rules.js";
import { app } from "../state.js";
import * as symbols from "../symbols.js";
import { step } from "./ageing.js";
import { crowd } from "./clusters.js";
import { hide, newItem, nodeMark, show } from "./items.js";
import { joinParts } from "./parts.js";

const NARROW = 480; // px: a map as narrow as a phone
const SMALLER = 0.75;

/**
 * @param {Pane} state
 * @param {Collection} data
 */
export function points(state, data) {
  const { layer } = state;
  const far = layer.minzoom && app.map.getZoom() < layer.minzoom;
  for (const feature of data.features) {
    const p = feature.properties;
    let item = state.items.get(feature.id);
    const wanted = !far && Boolean(feature.geometry) && shows(layer, p, app.command);
    if (!wanted) {
      if (item?.shown) hide(state, item);
      continue;
    }
    if (!item) {
      const [lon, lat] = feature.geometry.coordinates;
      item = newItem({ p, shown: false, latlng: L.latLng(lat, lon), parts: [] });
      item.parts = [layer.symbol === "dot" ? dot(state, item) : symbol(state, item)];
      state.items.set(feature.id, item);
    }
    if (!item.shown && !layer.group_points) show(state, item);
    if (layer.group_points) item.wanted = true;
    if (ages(layer) && ageOf(state, item) !== item.age) redrawn(state, item);
  }
  if (ages(layer)) joinParts(state);
  if (!layer.group_points) return;
  for (const item of state.items.values())
    if (!shows(layer, item.p, app.command)) item.wanted = false;
  crowd(state);
}

/**
 * @param {Pane} state
 * @param {Item} item
 */
function dot(state, item) {
  const style = styleOf(state.layer, item.p);
  const mark = discOn(state, item.latlng, {
    radius: style.radius,
    stroke: true,
    color: ground().halo,
    weight: 0.8,
    fillColor: style[app.command.theme].color,
    fillOpacity: style.opacity,
    className: "cx-dot",
    bubblingMouseEvents: false,
  });
  hover(mark, state.layer, item);
  return mark;
}

/**
 * @param {Pane} state
 * @param {Item} item
 */
function nodeOf(state, item) {
  const { layer } = state;
  const { p } = item;
  const last = lastOf(state, item);
  const style = styleOf(layer, last ? last.p : p);
  /** @type {How & { scale: number }} */
  const how = { scale: 1 + 0.28 * (p.size || 0), cited: cited(p), last: last?.age };
  if (app.map.getSize().x < NARROW) {
    // On a phone marks crowd: they are smaller, what a finger meets is not.
    how.scale *= SMALLER;
    how.room = 14;
  }
  if (p.letter) how.mark = p.letter;
  if (layer.symbol === "venue") how.mark = String(p.count || "");
  if (layer.symbol === "diamond") how.hollow = hollow(p);
  item.age = how.age = ageOf(state, item);
  const node = symbols.point(style, app.command.theme, ground(), how);
  item.reach = (style.radius || 6) * how.scale;
  return node;
}

/**
 * @param {Pane} state
 * @param {Item} item
 */
function symbol(state, item) {
  const { layer } = state;
  const { p } = item;
  const node = nodeOf(state, item);
  const mark = nodeMark(item.latlng, node, `cx-${layer.id}`, Number(node.getAttribute("width")), {
    keyboard: true,
    pane: `cx-${layer.id}`,
    bubblingMouseEvents: false,
    // What is known is never under what is not.
    zIndexOffset: (unsure(layer, p) ? -1000 : 0) - Math.round(p.rank || 0) * 10,
  });
  hover(mark, layer, item);
  mark.on("add", () => operable(mark.getElement(), layer, item));
  return mark;
}

/** Gates and ports: what is told of them grows old.
 * @param {LayerConfig} layer
 */
export const ages = ({ file }) => file in app.config.unknown_after_days;

/** @type {(layer: LayerConfig, p: Properties) => boolean} */
const unsure = (layer, p) => ages(layer) && (p.status_kind || p.kind) === "unknown";

/** In which third of its time the report of a mark is.
 * @param {Pane} state
 * @param {Item} options
 */
function ageOf({ layer }, { p }) {
  if (!ages(layer) || !p.phase || p.phase === "unknown" || !p.reported_on) return 0;
  const days = (Date.parse(app.command.day) - Date.parse(p.reported_on)) / DAY;
  return step(days, app.config.unknown_after_days[layer.file]);
}

/** What was last known of a place of which nothing recent is reported, where that is asked for.
 * @param {Pane} state
 * @param {Item} options
 */
function lastOf({ layer }, { p }) {
  if (app.command.unreported !== "last" || !ages(layer) || p.phase !== "unknown" || !p.last_status)
    return null;
  const kind = ["open", "closed"].includes(p.last_status) ? p.last_status : "limited";
  const days = p.reported_on
    ? Math.round((Date.parse(app.command.day) - Date.parse(p.reported_on)) / DAY)
    : null;
  const age = days === null ? "?" : `${days.toLocaleString("en")} d`;
  return {
    p: { ...p, kind: p.status_kind ? p.kind : kind, status_kind: p.status_kind && kind },
    age,
  };
}

/** Draw a mark anew, as old as its report is on the day.
 * @param {Pane} state
 * @param {Item} item
 */
function redrawn(state, item) {
  const mark = /** @type {L.Marker} */ (item.parts[0]);
  const node = nodeOf(state, item);
  mark.options.icon = L.divIcon({ ...mark.options.icon?.options, html: node });
  mark.getElement()?.replaceChildren(node);
}
