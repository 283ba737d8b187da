/* Routes side by side: all layers of routes drawn at once, below what the pointer meets of them. */
import { fetchJson } from "../files.js";
import { ground } from "../look.js";
import { complain } from "../notices.js";
import { svgOf } from "../paths.js";
import { mark } from "../selection.js";
import { app, panes } from "../state.js";
import { mixed } from "../ways/look.js";
import { strandOf } from "../ways/states.js";
import { drawn, nearest } from "../ways/strands.js";

const PANE = "cx-casing";
const HALO = 1.3; // px of ground on each side, so that crossings of lines are read
const CLOSE = 8; // zoom from which only what is near the view is laid
const ORDER = ["unknown", "planned", "closed", "limited", "open"];

/* Leaflet lays points on whole pixels; lines side by side would be ragged. */
/** @type {new (line: L.LatLng[], options: L.PolylineOptions) => L.Polyline} */
const Fine = L.Polyline.extend({
  /**
   * @param {L.LatLng[]} latlngs
   * @param {L.Point[][]} result
   * @param {L.Bounds} bounds
   */
  _projectLatlngs(latlngs, result, bounds) {
    const ring = latlngs.map(pixelOf);
    for (const point of ring) bounds.extend(point);
    result.push(ring);
  },
});

/** @param {number} value */
const tenth = (value) => Math.round(value * 10) / 10;

/** @param {L.LatLngExpression} latlng */
function pixelOf(latlng) {
  const { x, y } = app.map.project(latlng).subtract(app.map.getPixelOrigin());
  return L.point(tenth(x), tenth(y));
}

/** By zoom; null while it is fetched.
 * @type {Map<number, StrandTable | null>}
 */
const tables = new Map();
/** @type {L.LayerGroup | undefined} */
let group;
let laid = ""; // what is drawn
/** As they lie.
 * @type {{ latlngs: L.LatLng[], width: number, gate: string }[]}
 */
let strands = [];
let waiting = false;

/* Once all layers of a command are told what they show. */
export function layRoutes() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    if (app.command) lay();
  });
}

let told = () => {};

/** Be told when the routes lie otherwise.
 * @param {() => void} act
 */
export const onLaid = (act) => {
  told = act;
};

/** The routes as they are drawn, in px of the frame, with whose they are.
 * @returns {{ points: Point[], width: number, gate: string }[]}
 */
export const drawnRoutes = () =>
  strands.map(({ latlngs, ...rest }) => ({
    points: latlngs.map((at) => app.map.latLngToContainerPoint(at)),
    ...rest,
  }));

const states = () => [...panes.values()].filter(({ layer }) => layer.file === "routes");

function lay() {
  /** @type {Map<string, Item>} */
  const shown = new Map();
  for (const state of states())
    if (state.on) for (const [id, item] of state.items) if (item.shown) shown.set(id, item);
  if (!group) group = L.layerGroup().addTo(app.map);
  const table = shown.size ? tableAt(app.map.getZoom()) : { legs: [], paths: [] };
  if (!table) return;
  const key = keyOf(shown);
  if (key === laid) return;
  laid = key;
  strands = [];
  draw(table, shown);
  mark();
  told();
}

/** @param {Map<string, Item>} shown */
function keyOf(shown) {
  const { map, command } = app;
  const view = map.getZoom() >= CLOSE ? map.getBounds().toBBoxString() : "";
  const legs = [...shown].map(([id, item]) => `${id}${item.now}${item.back ? "-" : ""}`);
  return [map.getZoom(), view, command.theme, ...legs].join(" ");
}

/** The shared stretches of the zoom that is nearest; null while they are fetched.
 * @param {number} zoom
 * @returns {StrandTable | null}
 */
function tableAt(zoom) {
  const own = nearest(app.config.ways.zooms, zoom);
  const there = tables.get(own);
  if (there !== undefined) return there;
  const name = `strands_${own}`;
  tables.set(own, null);
  fetchJson(app.config.files[name]).then(
    (table) => {
      tables.set(own, table);
      layRoutes();
    },
    (error) => {
      tables.delete(own);
      complain(`${name}: could not be loaded (${error.message}). Reload the page to try again.`);
    },
  );
  return null;
}

/**
 * @param {StrandTable} table
 * @param {Map<string, Item>} shown
 */
function draw(table, shown) {
  const rules = app.config.ways;
  const numbers = new Map(table.legs.map((id, n) => [id, n]));
  /** @type {Map<number, Item>} */
  const owners = new Map();
  /** @type {Map<number, Leg>} */
  const legs = new Map();
  for (const [id, item] of shown) {
    const n = numbers.get(id);
    if (n === undefined) continue;
    owners.set(n, item);
    legs.set(n, {
      strand: strandOf(item.p),
      state: item.now || "unknown",
      level: item.p.traffic_class || 0,
    });
  }
  const near = app.map.getZoom() >= CLOSE ? app.map.getBounds().pad(0.6) : null;
  const paths = table.paths.map((path) => onScreen(path, near)).filter((path) => path !== null);
  const { pieces, lines } = drawn(rules, paths, legs);
  /** @param {Line} line */
  const back = (line) => line.map(([x, y]) => app.map.layerPointToLatLng([x, y]));
  for (const [n, line] of lines) {
    const item = owners.get(n);
    if (!item) continue;
    item.coords = back(line);
    item.hit?.setLatLngs(item.coords);
  }
  strands = pieces.map(({ line, look, strand }) => ({
    latlngs: back(line),
    width: look.width + (look.ties ? 2 * rules.tie : 0),
    gate: strand.split("/")[0],
  }));
  group?.clearLayers();
  for (const one of grouped(pieces, owners)) paint(one, back);
}

/** A path in pixels; near the view alone if that is given, null if nothing of it is.
 * @param {Path} path
 * @param {L.LatLngBounds | null} near
 * @returns {Path | null}
 */
function onScreen({ points, spans }, near) {
  /** @type {Line} */
  const pixels = points.map(([lon, lat]) => {
    const { x, y } = pixelOf([lat, lon]);
    return [x, y];
  });
  if (!near) return { points: pixels, spans };
  const inside = points.map(([lon, lat]) => near.contains([lat, lon]));
  // A long straight stretch may cross the view with both ends outside.
  const crossed = points.map(
    (point, i) =>
      inside[i] ||
      (i > 0 &&
        near.intersects([
          [point[1], point[0]],
          [points[i - 1][1], points[i - 1][0]],
        ])),
  );
  const from = Math.max(0, crossed.indexOf(true) - 1);
  const to = Math.min(points.length - 1, crossed.lastIndexOf(true) + 1);
  if (!crossed.includes(true) || to <= from) return null;
  let start = 0;
  for (let i = 1; i <= from; i++)
    start += Math.hypot(pixels[i][0] - pixels[i - 1][0], pixels[i][1] - pixels[i - 1][1]);
  return {
    points: pixels.slice(from, to + 1),
    spans: spans
      .filter(([a, b]) => b > from && a < to)
      .map(([a, b, leg, kin, left, right]) => [
        Math.max(0, a - from),
        Math.min(b, to) - from,
        leg,
        kin,
        left,
        right,
      ]),
    start,
    cutStart: from > 0,
    cutEnd: to < points.length - 1,
  };
}

/** Pieces that look alike together: what steps back lies lowest, then what hinders most.
 * @param {Piece[]} pieces
 * @param {Map<number, Item>} owners
 */
function grouped(pieces, owners) {
  /** @type {Map<string, ColoredPiece[]>} */
  const groups = new Map();
  for (const piece of pieces) {
    const own = piece.legs.map((n) => owners.get(n)).filter((item) => item !== undefined);
    const back = own.every((item) => item.back);
    const ink = own[0].ink.color;
    const grey = app.config.styles.route_states.unknown[app.command.theme].color;
    const color = mixed(piece.look.state === "unknown" ? grey : ink, ground().halo, back ? 0.3 : 1);
    const rank = [back ? 0 : 1, ORDER.indexOf(piece.look.state), piece.strand].join(" ");
    groups.set(rank, [...(groups.get(rank) || []), { ...piece, color }]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, alike]) => alike);
}

/** One strand in one state: rims of all its stretches, then ties and edges, then cores.
 * @param {ColoredPiece[]} pieces
 * @param {(line: Line) => L.LatLng[]} back
 */
function paint(pieces, back) {
  const rules = app.config.ways;
  const halo = ground().halo;
  /**
   * @param {ColoredPiece} piece
   * @param {L.PolylineOptions} options
   */
  const stroke = (piece, options) =>
    new Fine(back(piece.line), {
      pane: PANE,
      renderer: svgOf(PANE),
      interactive: false,
      smoothFactor: 0,
      noClip: true,
      lineCap: "round",
      lineJoin: "round",
      ...options,
    }).addTo(/** @type {L.LayerGroup} */ (group));
  /** @type {(piece: ColoredPiece, dash: [number, number]) => L.PolylineOptions} */
  const dashed = ({ start }, [on, off]) => ({
    dashArray: `${on} ${off}`,
    dashOffset: String(start % (on + off)),
    lineCap: "butt",
  });
  for (const piece of pieces)
    stroke(piece, { color: halo, weight: piece.look.width + 2 * HALO, className: "cx-rim" });
  for (const piece of pieces) {
    const { look, color } = piece;
    if (look.ties)
      stroke(piece, { color, weight: look.width + 2 * rules.tie, ...dashed(piece, rules.ties) });
    const dash = rules.dash[look.state];
    /** @type {L.PolylineOptions} */
    const cap = look.state === "unknown" ? { lineCap: "round" } : {};
    stroke(piece, {
      color,
      weight: look.width,
      className: `cx-way cx-${look.state}`,
      ...(dash ? { ...dashed(piece, dash), ...cap } : {}),
    });
  }
  for (const piece of pieces)
    if (piece.look.state === "closed")
      stroke(piece, {
        color: mixed(piece.color, halo, rules.tint),
        weight: piece.look.width - 2 * rules.edge,
        className: "cx-core",
      });
}
