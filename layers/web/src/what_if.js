/* The what-if: its ways, and the gates that it closes and reopens. */
import { nodeMark, STILL } from "./drawing/items.js";
import { fetchJson } from "./files.js";
import { show as showFit } from "./fitting.js";
import * as host from "./host.js";
import { settle } from "./labels/labels.js";
import { ground } from "./look.js";
import { make } from "./nodes.js";
import { complain } from "./notices.js";
import { svgOf, toLatLngs } from "./paths.js";
import { sayAt } from "./pointer.js";
import { answers, app, files } from "./state.js";
import * as symbols from "./symbols.js";

/** The ways of the what-if are a file of their own, fetched once for each answer.
 * @param {string | null} name
 */
export function answer(name) {
  const key = name ? `${name} ${app.command.theme}` : null;
  answers.file = name || null;
  if (key === answers.drawn) return;
  if (!name) {
    answers.drawn = null;
    answers.features = [];
    answers.ways.clearLayers();
    return;
  }
  const loading = files.get(name) || fetchJson(name);
  files.set(name, loading);
  Promise.resolve(loading).then(
    (data) => {
      files.set(name, data);
      if (answers.file !== name) return;
      answers.drawn = `${name} ${app.command.theme}`;
      answers.features = data.features;
      drawWays(data.features);
      settle();
      showFit();
    },
    (error) => {
      files.delete(name);
      complain(
        `The routes of the scenario could not be loaded (${error.message}). Reload the page to try again.`,
      );
    },
  );
}

/** @param {Properties} p */
function styleOf(p) {
  const kinds = app.config.styles.scenario;
  return kinds[p.style || ""] || kinds[`${p.kind}_${p.mode}`] || kinds[p.kind || ""] || kinds["*"];
}

/** The pieces of each way together.
 * @param {Feature[]} features
 */
function byWay(features) {
  /** @type {{ [way: string]: Feature[] }} */
  const found = {};
  for (const feature of features) {
    const { kind, rank } = feature.properties;
    const key = `${kind} ${rank}`;
    found[key] = found[key] || [];
    found[key].push(feature);
  }
  return Object.values(found);
}

/** @param {Feature[]} features */
function drawWays(features) {
  answers.ways.clearLayers();
  for (const way of byWay(features.filter((feature) => feature.geometry.type !== "Point")))
    drawWay(way);
  for (const { properties: p, geometry } of features) {
    const [lon, lat] = geometry.coordinates;
    if (p.kind === "spot") drawSpot(p, [lat, lon]);
    if (p.kind === "number") {
      const node = make("b", p.rank === 1 ? "cx-best" : "", p.name);
      nodeMark([lat, lon], node, "cx-number", 20, { ...STILL, pane: "cx-gates" }).addTo(
        answers.ways,
      );
    }
  }
}

const onPane = () => ({ renderer: svgOf("cx-answer"), pane: "cx-answer" });

/**
 * @param {Coords} coords
 * @param {L.PolylineOptions} options
 */
function addLine(coords, options) {
  return L.polyline(coords, {
    ...onPane(),
    interactive: false,
    smoothFactor: 1,
    lineJoin: "round",
    ...options,
  }).addTo(answers.ways);
}

/** First the casings of a way, then its strokes, so that its legs join; one way after the other.
 * @param {Feature[]} way
 */
function drawWay(way) {
  const pieces = way.map(({ properties: p, geometry }) => {
    const style = styleOf(p);
    return { p, style, coords: toLatLngs(geometry), width: p.width || style.width };
  });
  for (const { coords, style, width } of pieces)
    if (style.casing)
      addLine(coords, {
        color: ground().halo,
        weight: width + 2 * style.casing,
        opacity: 0.95,
        className: "cx-way-casing",
      });
  for (const { p, coords, style, width } of pieces) {
    const { color } = style[app.command.theme];
    addLine(coords, {
      color,
      weight: width,
      lineCap: style.dash ? "butt" : "round",
      dashArray: style.dash || "",
      className: `cx-way cx-way-${p.kind} cx-way-no-${p.rank}`,
    });
    if (style.ticks)
      addLine(coords, { color, weight: style.width + 5, dashArray: "1.5 9", lineCap: "butt" });
    if (!p.name) continue;
    const hit = addLine(coords, {
      color: "#000",
      opacity: 0,
      weight: 14,
      interactive: true,
      className: "cx-hit",
      bubblingMouseEvents: true,
    });
    sayAt(
      hit,
      () => p.name || "",
      () => (p.mode ? `by ${p.mode}` : ""),
    );
    hit.on("mouseover", () => host.pointAt(`way/${p.rank}`));
    hit.on("mouseout", () => host.pointAt(""));
  }
}

/**
 * @param {Properties} p
 * @param {[number, number]} latlng
 */
function drawSpot(p, latlng) {
  const ink = styleOf(p)[app.command.theme];
  const spot = L.circleMarker(latlng, {
    ...onPane(),
    radius: 5,
    color: p.style === "gate_none" ? ink.color : ground().halo,
    weight: 1.5,
    fillColor: ink.fill || ink.color,
    fillOpacity: 1,
  });
  sayAt(
    spot,
    () => p.name || "",
    () => "",
  );
  spot.addTo(answers.ways);
}

/** Make a route stand out while its card is pointed at.
 * @param {number | null} rank
 */
export function lightWay(rank) {
  for (const line of document.querySelectorAll(".cx-way.cx-lit")) line.classList.remove("cx-lit");
  if (rank !== null)
    for (const line of document.querySelectorAll(`.cx-way-no-${Number(rank)}`))
      line.classList.add("cx-lit");
}

/** Rings around the gates that the what-if closes or reopens; the gate's own mark says what is reported.
 * @param {ScenarioGateway[]} gates
 */
export function rings(gates) {
  const wanted = JSON.stringify(gates) + app.command.theme;
  if (answers.rings === wanted) return;
  answers.rings = wanted;
  answers.gates.clearLayers();
  for (const gate of gates) {
    const node = symbols.point(app.config.styles.scenario[gate.kind], app.command.theme, ground(), {
      room: 16,
    });
    const size = Number(node.getAttribute("width"));
    nodeMark([gate.lat, gate.lon], node, `cx-still cx-gate-${gate.kind}`, size, {
      ...STILL,
      pane: "cx-gates",
    }).addTo(answers.gates);
  }
}
