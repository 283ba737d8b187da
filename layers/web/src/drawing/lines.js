/* Routes, borders, railways and other lines. */
import { ground, styleOf } from "../look.js";
import { lineOn, svgOf, toLatLngs } from "../paths.js";
import { hover, operable } from "../pointer.js";
import { kindOf, shows, stateOf } from "../rules.js";
import { app } from "../state.js";
import { cuts } from "./cuts.js";
import { hide, newItem, show } from "./items.js";

/**
 * @param {Pane} state
 * @param {Collection} data
 */
export function lines(state, data) {
  const { layer } = state;
  const firsts = new Set();
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
    tune(state, item);
  }
  if (layer.file === "routes") cuts(state);
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

/** The strokes of a line, from the lowest to the highest.
 * @param {Pane} state
 * @param {Item} item
 * @param {Set<string>} firsts
 */
function strokes(state, item, firsts) {
  const { layer } = state;
  const style = styleOf(layer, item.p);
  const routes = layer.file === "routes";
  const width = widthOf(style, item.p);
  const ink = style[app.command.theme];
  item.width = width;
  item.ink = ink;
  if (style.casing) {
    const low = routes ? { pane: "cx-casing", renderer: svgOf("cx-casing") } : {};
    item.rim = lineOn(state, item.coords, {
      color: ground().halo,
      weight: width + 2 * style.casing,
      opacity: 0.9,
      ...low,
    });
  }
  item.own = {
    color: ink.color,
    weight: width,
    lineCap: style.dash || item.p.schematic ? "butt" : "round",
    dashArray: item.p.schematic ? app.config.schematic : style.dash || "",
  };
  item.line = lineOn(state, item.coords, { ...item.own, opacity: style.opacity });
  if (style.ticks && !item.p.schematic)
    item.ties = lineOn(state, item.coords, {
      color: ink.color,
      weight: width + 5,
      dashArray: "1.5 9",
      lineCap: "butt",
    });
  // A way that is limited is broken up by gaps in the ground's colour.
  if (routes)
    item.gaps = lineOn(state, item.coords, {
      color: ground().halo,
      weight: width + 0.6,
      opacity: 0,
      dashArray: "3 9",
      lineCap: "butt",
    });
  if (layer.interactive) item.hit = hitLine(state, item, firsts);
  return [item.rim, item.line, item.ties, item.gaps, item.hit].filter(Boolean);
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
  const once = item.p.corridor || (layer.facts && layer.id !== "engagements" ? item.p.id : null);
  if (once && !firsts.has(once)) {
    firsts.add(once);
    hit.on("add", () => operable(hit.getElement(), layer, item));
  }
  return hit;
}

/** A closed gate fades its way; what belongs to the chosen feature fades the others.
 * @param {Pane} state
 * @param {Item} item
 */
function tune(state, item) {
  const { layer } = state;
  const routes = layer.file === "routes";
  if (!routes && layer.file !== "engagements") return;
  const now = stateOf(item.p, app.command);
  item.cut = Boolean(now && now.kind === "closed");
  const unknown = routes && item.p.built !== false && (!now || now.kind === "unknown");
  const { focus } = app.command;
  item.back = focus?.file === layer.file && item.p[focus.key] !== focus.value;
  const strength = (item.cut ? 0.35 : 1) * (item.back ? (routes ? 0.3 : 0.08) : 1);
  for (const part of item.parts) {
    if (part === item.hit || part === item.gaps) continue;
    const opacity = part === item.ties && unknown ? 0 : strength;
    if (part.options.opacity !== opacity) part.setStyle({ opacity });
  }
  if (Boolean(item.unknown) !== unknown) setUnknown(item, unknown);
  if (item.gaps) item.gaps.setStyle({ opacity: now && now.kind === "limited" ? 0.85 : 0 });
}

/** Nothing looks open because nothing is known of it: the same rule as layers/palette.py.
 * @param {Item} item
 * @param {boolean} unknown
 */
function setUnknown(item, unknown) {
  const look = app.config.styles.route_states.unknown;
  item.unknown = unknown;
  item.line.setStyle(
    unknown
      ? {
          color: look[app.command.theme].color,
          weight: look.width,
          lineCap: "round",
          dashArray: look.dash,
        }
      : item.own,
  );
  if (item.rim)
    item.rim.setStyle({ weight: (unknown ? look.width : item.width) + 2 * look.casing });
}
