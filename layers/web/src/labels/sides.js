/* Names of countries along both sides of a border, where the map is so near that their own are out of
   sight. */
import { ground } from "../look.js";
import { app, files, panes } from "../state.js";
import { stretches } from "./stretches.js";
import { width } from "./text.js";

const NEAR = 8; // zoom
const AWAY = 1.5; // ems between a border and the name beside it
const SIZE = 12;
const MOST = 40;
const BORDERS = ["border", "boundaries"];

/**
 * @param {Sight} options
 * @returns {Label[]}
 */
export function sides({ size, zoom, big, at }) {
  if (zoom < NEAR) return [];
  const em = SIZE * big;
  /** @type {Map<string, (Spot & { score: number })[]>} */
  const found = new Map();
  for (const id of BORDERS)
    for (const item of panes.get(id)?.items.values() || []) {
      if (!item.shown || !item.coords || !panes.get(id)?.on) continue;
      for (const run of Array.isArray(item.coords[0]) ? item.coords : [item.coords])
        beside(run.map(at), em, size, found);
    }
  return [...found].map(([text, spots]) => {
    spots.sort((a, b) => b.score - a.score);
    const { x, y } = spots[0];
    const look = { size: em, weight: 600, colour: ground().soft };
    return { text, x, y, rank: 0.15, spots: spots.slice(0, MOST), repeat: 2000, ...look };
  });
}

/** Places on both sides of a line, by the country that lies there.
 * @param {Point[]} run
 * @param {number} em
 * @param {Point} size
 * @param {Map<string, (Spot & { score: number })[]>} found
 */
function beside(run, em, size, found) {
  for (const spot of stretches(run, width("Turkmenistan", em, 600, false), size)) {
    for (const side of [1, -1]) {
      const away = side * (AWAY + 0.5) * em;
      const x = spot.x - Math.sin(spot.angle) * away;
      const y = spot.y + Math.cos(spot.angle) * away;
      const name = countryAt(app.map.containerPointToLatLng([x, y]));
      if (name) found.set(name, [...(found.get(name) || []), { ...spot, x, y }]);
    }
  }
}

/** The country at a place; "" where none is, or where its owner is another.
 * @param {LatLng} place
 */
function countryAt({ lat, lng }) {
  const land = files.get("land_detail")?.features || files.get("land")?.features || [];
  const own = land.find((/** @type {Feature} */ feature) => covers(feature, lng, lat));
  if (!own) return "";
  const { id, owner, iso_a3: code, name } = own.properties;
  return id === code && owner?.[app.command.worldview] === code ? name : "";
}

/** @type {Map<string, [number, number, number, number]>} */
const extents = new Map();

/**
 * @param {Feature} feature
 * @param {number} x
 * @param {number} y
 */
function covers(feature, x, y) {
  const { type, coordinates } = feature.geometry;
  /** @type {number[][][]} */
  const rings = type === "Polygon" ? coordinates : coordinates.flat();
  const kept = extents.get(feature.id);
  const extent = kept || extentOf(rings);
  if (!kept) extents.set(feature.id, extent);
  if (x < extent[0] || y < extent[1] || x > extent[2] || y > extent[3]) return false;
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}

/**
 * @param {number[][][]} rings
 * @returns {[number, number, number, number]}
 */
function extentOf(rings) {
  /** @type {[number, number, number, number]} */
  const found = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings)
    for (const [x, y] of ring) {
      found[0] = Math.min(found[0], x);
      found[1] = Math.min(found[1], y);
      found[2] = Math.max(found[2], x);
      found[3] = Math.max(found[3], y);
    }
  return found;
}
