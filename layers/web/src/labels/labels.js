/* All names on the map, placed anew when it has come to rest. */

import { joined } from "../drawing/joining.js";
import * as furniture from "../furniture.js";
import { ground } from "../look.js";
import { el } from "../nodes.js";
import { cited } from "../rules.js";
import { answers, app, counts, panes } from "../state.js";
import { alongLines, borderBoxes, routeBoxes } from "./along_lines.js";
import { names } from "./names.js";
import { place, traced } from "./placement.js";
import { sides } from "./sides.js";
import { draw, width } from "./text.js";

const NAMED = ["ports", "crossings", "venues"];
/** @type {{ [layer: string]: number }} */
const RANKS = { crossings: 1, ports: 0.5, venues: 2, incidents: 6, airports: 7 };

const svg = el("svg", { class: "cx-labels", "aria-hidden": "true" });
const group = el("g", {});
let timer = 0;

/** @param {HTMLElement} pane */
export function labelPane(pane) {
  svg.appendChild(group);
  pane.appendChild(svg);
}

/* What has changed is painted first, its names in the frame after. */
export function settle() {
  if (!app.command) return;
  furniture.rule(app.parts, app.map);
  cancelAnimationFrame(timer);
  timer = requestAnimationFrame(() => {
    timer = requestAnimationFrame(relabel);
  });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {string} [owner]
 */
const square = (x, y, r, owner) => ({ x0: x - r, x1: x + r, y0: y - r, y1: y + r, owner });

export function relabel() {
  if (!app.command) return;
  const size = app.map.getSize();
  /** @type {Sight} */
  const sight = {
    size,
    zoom: app.map.getZoom(),
    // Larger letters for a hall, smaller ones for a phone.
    big: app.command.present && size.x >= 1500 ? 1.35 : size.x < 480 ? 0.9 : 1,
    at: (latlng) => app.map.latLngToContainerPoint(latlng),
    inside: (point) =>
      point.x > -60 && point.y > -60 && point.x < size.x + 60 && point.y < size.y + 60,
  };
  const obstacles = furnitureBoxes();
  const frame = { x0: 4, y0: 4, x1: size.x - 4, y1: size.y - 4 };
  /** @type {Box[]} */
  const lines = [];
  /** @type {Label[]} */
  const candidates = [];
  for (const state of panes.values()) {
    if (!state.on) continue;
    const { geometry } = state.layer;
    if (geometry === "label") candidates.push(...names(state, sight));
    else if (geometry === "line") {
      candidates.push(...alongLines(state, sight));
      obstacles.push(...numbers(state, sight));
      lines.push(...borderBoxes(state, sight, frame));
    } else if (geometry === "point") marks(state, sight, obstacles, candidates);
  }
  answerNumbers(sight, obstacles);
  lines.push(...routeBoxes(frame), ...answerLines(sight, frame));
  places(sight, candidates);
  candidates.push(...sides(sight));
  app.placed = place(candidates, obstacles, frame, width, lines);
  L.DomUtil.setPosition(/** @type {any} */ (svg), app.map.containerPointToLayerPoint([0, 0]));
  svg.setAttribute("width", String(size.x));
  svg.setAttribute("height", String(size.y));
  draw(group, app.placed, ground());
  counts.drawn += 1;
}

/** @returns {Box[]} */
function furnitureBoxes() {
  const root = app.map.getContainer().getBoundingClientRect();
  return app.parts.parts.map((part) => {
    const b = part.getBoundingClientRect();
    return {
      x0: b.left - root.left - 3,
      x1: b.right - root.left + 3,
      y0: b.top - root.top - 3,
      y1: b.bottom - root.top + 3,
    };
  });
}

/** The room of marks that stand for several features.
 * @param {Pane} state
 * @param {Sight} options
 */
function numbers({ crowds }, { at, inside }) {
  const boxes = [];
  for (const mark of crowds) {
    if (!("aside" in mark)) continue;
    const { x, y } = at(mark.getLatLng());
    if (inside({ x, y })) boxes.push(square(x + mark.aside[0], y + mark.aside[1], mark.reach));
  }
  return boxes;
}

/** Marks take room, and some of them have a name.
 * @param {Pane} state
 * @param {Sight} sight
 * @param {Box[]} obstacles
 * @param {Label[]} candidates
 */
function marks(state, sight, obstacles, candidates) {
  const { layer } = state;
  obstacles.push(...numbers(state, sight));
  for (const item of state.items.values()) {
    if (!item.shown) continue;
    const p = sight.at(item.latlng).add(item.aside || [0, 0]);
    if (!sight.inside(p)) continue;
    const owner = `${layer.id}/${(item.within || item).p.id}`;
    if (layer.symbol !== "dot") obstacles.push(square(p.x, p.y, (item.reach || 4) + 1, owner));
    // The sign at a mark's shoulder takes room of its own, from the mark's own name too.
    if (layer.symbol !== "dot" && cited(item.p))
      obstacles.push(square(p.x - item.reach * 0.95 - 2.5, p.y - item.reach * 0.95 - 1.5, 5));
    if (item.within) continue;
    const found = markName(layer, item, owner, sight);
    if (found) candidates.push(found);
  }
}

/** The name of a mark; of one with parts, what all of it is called, around all of it.
 * @param {LayerConfig} layer
 * @param {Item} item
 * @param {string} owner
 * @param {Sight} options
 * @returns {Label | null}
 */
function markName(layer, item, owner, { at, zoom, big }) {
  const all = item.joined?.length ? item.joined : [item];
  const names = all.map(({ p }) => p.label || (NAMED.includes(layer.file) ? p.name : "") || "");
  const keys = all.map(({ p }) => `${layer.id}/${p.id}`);
  const places = all.map(({ p }) => p.place || "");
  const chosen = keys.includes(app.command.selected || "");
  const passed = answers.file && (app.command.passed || []).some((one) => places.includes(one)); // by the what-if's best way
  const unsure = layer.file === "crossings" && all.every(({ p }) => p.phase === "unknown");
  const least = item.p.minzoom || (layer.id === "incidents" ? 8 : unsure ? 6 : 0);
  if (!names[0] || (zoom < least && !chosen && !passed)) return null;
  const quiet = unsure || item.p.kind === "destination";
  const base = (RANKS[layer.id] ?? 5) + (quiet ? 3 : 0);
  // The crossings and ports that the map is about are named before all others, at every size.
  const main = ["crossings", "ports"].includes(layer.id) && item.p.rank === 1;
  const spots = all.map((one) => at(one.latlng).add(one.aside || [0, 0]));
  const across = spots.map(({ x }) => x);
  const half = (Math.max(...across) - Math.min(...across)) / 2;
  return {
    text: joined(names),
    x: Math.min(...across) + half,
    y: spots[0].y,
    rank: chosen ? -5 : passed ? -4 : main ? -1 : base + (item.p.rank || 0) / 10,
    must: main || chosen || Boolean(passed),
    cross: (main && layer.id === "crossings") || chosen || Boolean(passed),
    column: main && layer.id === "crossings" ? "gates" : undefined,
    size: 11.5 * big,
    weight: layer.file === "airports" ? 400 : 600,
    colour: ground().text,
    gap: (item.reach || 4) + half + 3,
    owner,
  };
}

/**
 * @param {Sight} options
 * @param {Box[]} obstacles
 */
function answerNumbers({ at, inside }, obstacles) {
  for (const feature of answers.features) {
    if (feature.properties.kind !== "number") continue;
    const [lon, lat] = feature.geometry.coordinates;
    const p = at([lat, lon]);
    if (inside(p)) obstacles.push(square(p.x, p.y, 11));
  }
}

/** The ways of the what-if, which no name hides.
 * @param {Sight} options
 * @param {Box} frame
 */
const answerLines = ({ at }, frame) =>
  answers.features
    .filter(({ geometry }) => geometry.type === "LineString")
    .flatMap(({ geometry }) => {
      const run = geometry.coordinates.map((/** @type {number[]} */ [lon, lat]) => at([lat, lon]));
      return traced(run, 3, "scenario/line", frame);
    });

/** Names of the places that the command rings, and of the ends of the way that is asked for.
 * @param {Sight} options
 * @param {Label[]} candidates
 */
function places({ at, inside, big }, candidates) {
  for (const { properties: p, geometry } of answers.features) {
    if (p.kind !== "end") continue;
    const [lon, lat] = geometry.coordinates;
    const { x, y } = at([lat, lon]);
    const look = { size: 12.5 * big, weight: 600, colour: ground().text, gap: 6, dot: 2.6 };
    if (inside({ x, y }))
      candidates.push({ text: p.name || "", x, y, rank: -5.5, must: true, cross: true, ...look });
  }
  for (const { name, lat, lon } of app.command.highlight || []) {
    const p = at([lat, lon]);
    if (name && inside(p))
      candidates.push({
        text: name,
        x: p.x,
        y: p.y,
        rank: -6,
        size: 12.5 * big,
        weight: 600,
        colour: ground().accent,
        gap: 16,
      });
  }
}
