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

const tables = new Map(); // zoom -> {legs, paths} or null while it comes
let group = null;
let laid = ""; // what is drawn
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

const states = () => [...panes.values()].filter(({ layer }) => layer.file === "routes");

function lay() {
  const shown = new Map();
  for (const state of states())
    if (state.on)
      for (const [id, item] of state.items) if (item.shown) shown.set(id, { state, item });
  if (!group) group = L.layerGroup().addTo(app.map);
  const table = shown.size ? tableAt(app.map.getZoom()) : { legs: [], paths: [] };
  if (!table) return;
  const key = keyOf(shown);
  if (key === laid) return;
  laid = key;
  draw(table, shown);
  mark();
}

function keyOf(shown) {
  const { map, command } = app;
  const view = map.getZoom() >= CLOSE ? map.getBounds().toBBoxString() : "";
  const legs = [...shown].map(([id, { item }]) => `${id}${item.now}${item.back ? "-" : ""}`);
  return [map.getZoom(), view, command.theme, ...legs].join(" ");
}

/* The shared stretches of the zoom that is nearest; null while they are fetched. */
function tableAt(zoom) {
  const own = nearest(app.config.ways.zooms, zoom);
  if (tables.has(own)) return tables.get(own);
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

function draw(table, shown) {
  const rules = app.config.ways;
  const numbers = new Map(table.legs.map((id, n) => [id, n]));
  const owners = new Map();
  const legs = new Map();
  for (const [id, { state, item }] of shown) {
    const n = numbers.get(id);
    if (n === undefined) continue;
    owners.set(n, { state, item });
    legs.set(n, { strand: strandOf(item.p), state: item.now, level: item.p.traffic_class || 0 });
  }
  const near = app.map.getZoom() >= CLOSE ? app.map.getBounds().pad(0.6) : null;
  const paths = table.paths.map((path) => onScreen(path, near)).filter(Boolean);
  const { pieces, lines } = drawn(rules, paths, legs);
  const back = (line) => line.map(([x, y]) => app.map.layerPointToLatLng([x, y]));
  for (const [n, line] of lines) {
    const { item } = owners.get(n);
    item.coords = back(line);
    item.hit?.setLatLngs(item.coords);
  }
  group.clearLayers();
  for (const one of grouped(pieces, owners)) paint(one, back);
}

/* A path in pixels; near the view alone if that is given, null if nothing of it is. */
function onScreen({ points, spans }, near) {
  const pixels = points.map(([lon, lat]) => {
    const { x, y } = app.map.latLngToLayerPoint([lat, lon]);
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
      .map(([a, b, ...rest]) => [Math.max(0, a - from), Math.min(b, to) - from, ...rest]),
    start,
    cutStart: from > 0,
    cutEnd: to < points.length - 1,
  };
}

/* Pieces that look alike together: what steps back lies lowest, then what hinders most. */
function grouped(pieces, owners) {
  const groups = new Map();
  for (const piece of pieces) {
    const own = piece.legs.map((n) => owners.get(n));
    const back = own.every(({ item }) => item.back);
    const ink = own[0].item.ink.color;
    const grey = app.config.styles.route_states.unknown[app.command.theme].color;
    const color = mixed(piece.look.state === "unknown" ? grey : ink, ground().halo, back ? 0.3 : 1);
    const rank = [back ? 0 : 1, ORDER.indexOf(piece.look.state), piece.strand].join(" ");
    if (!groups.has(rank)) groups.set(rank, []);
    groups.get(rank).push({ ...piece, color });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, alike]) => alike);
}

/* One strand in one state: rims of all its stretches, then ties and edges, then cores. */
function paint(pieces, back) {
  const rules = app.config.ways;
  const halo = ground().halo;
  const stroke = (piece, options) =>
    L.polyline(back(piece.line), {
      pane: PANE,
      renderer: svgOf(PANE),
      interactive: false,
      smoothFactor: 0,
      noClip: true,
      lineCap: "round",
      lineJoin: "round",
      ...options,
    }).addTo(group);
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
