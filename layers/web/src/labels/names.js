/* Names of countries, towns, waters and ranges. */
import { ground } from "../look.js";
import { make, penOf } from "../nodes.js";
import { holds } from "../rules.js";
import { app, files, panes } from "../state.js";
import { width } from "./text.js";

const TOWNS = ["capital", "city", "town"];
const HOME = ["Kabul", "Islamabad", "Tehran"];
const FOCUS = ["Afghanistan", "Pakistan", "Iran"];
const WATER = { italic: true, centred: true, water: true };
const REGION = { size: 11, centred: true, soft: true };
/** @type {{ [kind: string]: Look }} */
const LOOKS = {
  capital: { size: 13.5, weight: 600, dot: 2.6 },
  city: { size: 12, weight: 400, dot: 2.1 },
  town: { size: 11, weight: 400, dot: 1.7 },
  country: { size: 15, weight: 600, centred: true, spacing: 1.5 },
  ocean: { ...WATER, size: 15 },
  sea: { ...WATER, size: 13.5 },
  gulf: { ...WATER, size: 12 },
  strait: { ...WATER, size: 11 },
  bay: { ...WATER, size: 11.5 },
  river: { ...WATER, size: 10.5 },
  province: REGION,
  range: { ...REGION, italic: true, spacing: 1 },
  desert: { ...REGION, italic: true, spacing: 1 },
};

/**
 * @param {Pane} state
 * @param {Sight} options
 * @returns {Label[]}
 */
export function names(state, { zoom, at, inside, big }) {
  const found = [];
  const ends = endsOfRoutes();
  for (const feature of state.labelled || []) {
    const p = feature.properties;
    const end = TOWNS.includes(p.kind || "") && ends.has(p.name || "");
    const far = (p.minzoom && zoom < p.minzoom && !end) || (p.maxzoom && zoom > p.maxzoom);
    if (far || !holds(p, app.command.day)) continue;
    const [lon, lat] = feature.geometry.coordinates;
    const point = at([lat, lon]);
    if (!inside(point)) continue;
    const look = LOOKS[p.kind || ""] || LOOKS.town;
    found.push({
      text: p.label || p.name || "",
      x: point.x,
      y: point.y,
      size: look.size * big,
      ...orderOf(p, point, look),
      ...(end || (p.kind === "capital" && HOME.includes(p.name || ""))
        ? { rank: p.kind === "capital" ? -0.5 : -0.4, must: true }
        : {}),
      weight: look.weight,
      italic: look.italic,
      centred: look.centred,
      dot: look.dot,
      spacing: look.spacing,
      colour: look.water
        ? ground().water_text
        : look.soft || p.kind === "country"
          ? ground().soft
          : ground().text,
      halo: look.water ? ground().water : ground().halo,
      gap: 5,
    });
  }
  return found;
}

/** The towns at which the routes that are drawn end. */
function endsOfRoutes() {
  /** @type {Set<string | undefined>} */
  const ends = new Set();
  /** @type {Set<string | undefined>} */
  const starts = new Set();
  for (const { layer, on, items } of panes.values()) {
    if (layer.file !== "routes" || !on) continue;
    for (const { p, shown } of items.values()) {
      if (!shown) continue;
      ends.add(p.to_name);
      starts.add(p.from_name);
    }
  }
  return new Set([...ends].filter((name) => !starts.has(name)));
}

/** The three countries that the map is about, and capitals, keep their names before all others.
 * @param {Properties} p
 * @param {Point} point
 * @param {Look} look
 */
function orderOf(p, point, look) {
  const name = p.name || "";
  if (FOCUS.includes(name) && p.kind === "country") {
    const w = width(name, look.size, 600, false) + (look.spacing || 0) * name.length;
    return { rank: 0.2, spots: inCountry(name, point, w, look.size) };
  }
  if (p.kind === "capital") return { rank: 0.9 + (p.rank || 0) / 3 };
  return { rank: (p.kind === "country" ? 2.2 : 3) + (p.rank || 0) / 3 };
}

const pen = penOf(make("canvas"));
const EDGE = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
  [0, -1],
  [0, 1],
];

/** Places for a country's name where all of it lies in the country, the nearest first; else it has none.
 * @param {string} country
 * @param {Point} point
 * @param {number} w
 * @param {number} h
 */
function inCountry(country, point, w, h) {
  const path = outline(country);
  if (!path) return [];
  /** @param {Point} spot */
  const far = (spot) => Math.hypot(spot.x - point.x, spot.y - point.y);
  const spots = [];
  for (let dx = -6; dx <= 6; dx++)
    for (let dy = -8; dy <= 8; dy++) spots.push({ x: point.x + dx * 24, y: point.y + dy * 12 });
  /** @param {Point} spot */
  const lies = (spot) =>
    EDGE.every(([dx, dy]) =>
      pen.isPointInPath(path, spot.x + (dx * w) / 2, spot.y + (dy * h) / 2, "evenodd"),
    );
  return spots.sort((a, b) => far(a) - far(b)).filter(lies);
}

let kept = { frame: "", outlines: new Map() };

/** A country as it lies in the frame, kept until the frame moves.
 * @param {string} country
 */
function outline(country) {
  const data = files.get("land");
  const own = data?.features?.find(
    (/** @type {Feature} */ feature) => feature.properties.name === country,
  );
  if (!own) return null;
  /** @param {L.LatLngExpression} latlng */
  const at = (latlng) => app.map.latLngToContainerPoint(latlng);
  const corner = at([0, 0]);
  const frame = `${app.map.getZoom()} ${corner.x} ${corner.y}`;
  if (kept.frame !== frame) kept = { frame, outlines: new Map() };
  if (!kept.outlines.has(country)) kept.outlines.set(country, pathOf(own.geometry, at));
  return kept.outlines.get(country);
}

/**
 * @param {Geometry} geometry
 * @param {Sight["at"]} at
 */
function pathOf(geometry, at) {
  const path = new Path2D();
  const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  for (const ring of rings) {
    ring.forEach((/** @type {[number, number]} */ [lon, lat], /** @type {number} */ i) => {
      const { x, y } = at([lat, lon]);
      if (i) path.lineTo(x, y);
      else path.moveTo(x, y);
    });
    path.closePath();
  }
  return path;
}
