/* Routes, borders, railways and other lines. */
import { ground, styleOf } from "../look.js";
import { lineOn, toLatLngs } from "../paths.js";
import { hover, operable } from "../pointer.js";
import { kindOf, shows } from "../rules.js";
import { app } from "../state.js";
import { kindsOf } from "../ways/states.js";
import { arcs } from "./arcs.js";
import { hide, newItem, show } from "./items.js";
import { layRoutes } from "./routes.js";

/**
 * @param {Pane} state
 * @param {Collection} data
 */
export function lines(state, data) {
  const { layer } = state;
  const firsts = new Set();
  const routes = layer.file === "routes";
  const kinds = routes ? kindsOf(app.config.ways, data.features, app.command) : null;
  for (const feature of inOrder(layer, data.features)) {
    const p = feature.properties;
    let item = state.items.get(feature.id);
    const wanted =
      Boolean(feature.geometry) &&
      shows(layer, p, app.command) &&
      kindOf(layer, p, app.command.worldview) !== "hidden";
    if (!wanted) {
      if (item?.shown) hide(state, item);
      continue;
    }
    if (!item) {
      item = newItem({
        p,
        shown: false,
        coords: toLatLngs(feature.geometry),
        parts: [],
      });
      item.parts = strokes(state, item, firsts);
      state.items.set(feature.id, item);
    }
    if (!item.shown) show(state, item);
    if (kinds) item.now = kinds.get(feature.id);
    tune(state, item);
  }
  if (routes) layRoutes();
  if (layer.id === "engagements") arcs(state);
}

/** Where ways of one gate run together, the one with the most traffic lies on top.
 * @param {LayerConfig} layer
 * @param {Feature[]} features
 */
const inOrder = (layer, features) =>
  layer.file === "routes"
    ? features
        .slice()
        .sort((a, b) => (a.properties.traffic_class || 0) - (b.properties.traffic_class || 0))
    : features;

/**
 * @param {Style} style
 * @param {Properties} p
 */
const widthOf = (style, p) =>
  style.widths ? style.widths[Math.max(0, Math.min(3, p.traffic_class || 0))] : style.width;

/** The strokes of a line, from the lowest to the highest; routes are drawn together, in routes.js.
 * @param {Pane} state
 * @param {Item} item
 * @param {Set<string>} firsts
 */
function strokes(state, item, firsts) {
  const { layer } = state;
  const style = styleOf(layer, item.p);
  item.width = widthOf(style, item.p);
  item.ink = style[app.command.theme];
  if (layer.id === "engagements") return [];
  if (layer.interactive) item.hit = hitLine(state, item, firsts);
  if (layer.file === "routes") return [item.hit];
  const rim = style.casing
    ? lineOn(state, item.coords, {
        color: ground().halo,
        weight: item.width + 2 * style.casing,
        opacity: 0.9,
      })
    : null;
  const line = lineOn(state, item.coords, {
    color: item.ink.color,
    weight: item.width,
    lineCap: style.dash ? "butt" : "round",
    dashArray: style.dash || "",
    opacity: style.opacity,
  });
  return [rim, line, item.hit].filter(Boolean);
}

/** What the pointer meets; of each corridor the keyboard reaches one piece.
 * @param {Pane} state
 * @param {Item} item
 * @param {Set<string>} firsts
 */
function hitLine(state, item, firsts) {
  const { layer } = state;
  const hit = lineOn(state, item.coords, {
    color: "#000",
    opacity: 0,
    weight: Math.max(14, item.width + 8),
    interactive: true,
    className: "cx-hit",
    bubblingMouseEvents: false,
  });
  hover(hit, layer, item);
  const once = item.p.corridor || (layer.facts ? item.p.id : null);
  if (once && !firsts.has(once)) {
    firsts.add(once);
    hit.on("add", () => operable(hit.getElement(), layer, item));
  }
  return hit;
}

/** What belongs to the chosen feature fades the others.
 * @param {Pane} state
 * @param {Item} item
 */
function tune(state, item) {
  const { layer } = state;
  if (layer.file !== "routes" && layer.file !== "engagements") return;
  const { focus } = app.command;
  item.back = focus?.file === layer.file && item.p[focus.key] !== focus.value;
  if (layer.file === "routes") return;
  const opacity = item.back ? 0.08 : 1;
  for (const part of item.parts)
    if (part !== item.hit && part.options.opacity !== opacity) part.setStyle({ opacity });
}
