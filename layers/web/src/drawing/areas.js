/* Land, water, other areas, and the relief. */
import { ground, styleOf } from "../look.js";
import { complain } from "../notices.js";
import { areaOn, toLatLngs } from "../paths.js";
import { hover } from "../pointer.js";
import { holds } from "../rules.js";
import { app } from "../state.js";
import { newItem } from "./items.js";

/** @type {[number, number][]} */
const WORLD = [
  [0, 20],
  [0, 100],
  [60, 100],
  [60, 20],
];
const FOCUS = ["AFG", "PAK", "IRN"];

/** @param {Pane} state */
export function image(state) {
  if (state.items.size) return;
  // Close up, the shaded cells of 2 km would be read as blots.
  const opacity = state.layer.minzoom ? 0.2 : 0.32;
  const picture = L.imageOverlay(
    app.base + app.config.files[state.layer.file],
    [
      [0, 20],
      [60, 100],
    ],
    {
      pane: `cx-${state.layer.id}`,
      opacity,
      className: "cx-relief",
      alt: "",
    },
  );
  picture.on("error", () => complain("relief: could not be loaded."));
  picture.addTo(state.group);
  state.items.set("image", newItem({ shown: true, parts: [picture], p: { id: "image" } }));
  state.pane.style.mixBlendMode = "hard-light"; // mid grey is flat ground and changes nothing
}

/**
 * @param {Pane} state
 * @param {Collection} data
 */
export function areas(state, data) {
  if (state.items.size) return;
  const { layer } = state;
  /** @type {L.Layer[]} */
  const shores = [];
  /** @type {L.Layer[]} */
  const fills = [];
  for (const feature of data.features) {
    if (!feature.geometry || !holds(feature.properties, app.command.day)) continue;
    const item = newItem({
      p: feature.properties,
      shown: true,
      parts: [],
      coords: toLatLngs(feature.geometry),
      width: 1,
    });
    if (layer.owner) land(state, item, shores, fills);
    else area(state, item, fills);
    state.items.set(feature.id, item);
  }
  if (layer.owner)
    areaOn(state, WORLD, { stroke: false, fillColor: ground().water, fillOpacity: 1 }).addTo(
      state.group,
    );
  // First the water, then all shores, then all fills: what remains of the strokes is the coast.
  for (const one of [...shores, ...fills]) one.addTo(state.group);
}

/**
 * @param {Pane} state
 * @param {Item} item
 * @param {L.Layer[]} shores
 * @param {L.Layer[]} fills
 */
function land(state, item, shores, fills) {
  const owner = item.p.owner?.[app.command.worldview] || item.p.iso_a3;
  const fill = FOCUS.includes(owner || "") ? ground().focus : ground().land;
  shores.push(
    areaOn(state, item.coords, { stroke: true, color: ground().coast, weight: 1.6, fill: false }),
  );
  item.parts.push(
    areaOn(state, item.coords, {
      stroke: true,
      color: fill,
      weight: 0.8,
      fillColor: fill,
      fillOpacity: 1,
    }),
  );
  fills.push(...item.parts);
}

/**
 * @param {Pane} state
 * @param {Item} item
 * @param {L.Layer[]} fills
 */
function area(state, item, fills) {
  const style = styleOf(state.layer, item.p);
  const ink = style[app.command.theme];
  item.parts.push(
    areaOn(state, item.coords, {
      stroke: style.width > 0,
      color: ink.color,
      weight: style.width,
      fillColor: ink.fill || ink.color,
      fillOpacity: style.opacity,
    }),
  );
  fills.push(...item.parts);
  if (!state.layer.interactive) return;
  const hit = areaOn(state, item.coords, {
    stroke: true,
    opacity: 0,
    weight: 2,
    fillOpacity: 0,
    interactive: true,
    className: "cx-hit cx-area",
    bubblingMouseEvents: false,
  });
  hover(hit, state.layer, item);
  fills.push(hit);
}
