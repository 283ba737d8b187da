/* What can be found: crossings, ports and meeting places from their files, towns with all their names. */
import { fetchJson } from "../files.js";
import { app, files } from "../state.js";
import { folded, search } from "./match.js";

const MOST = 8;
const WORDS = [
  ["crossings", "crossing", 9],
  ["ports", "port", 9],
  ["venues", "meeting place", 7],
];
const OF_NO_PART = / (road|rail|port)$/i;

/** @type {Promise<Folded[]> | null} */
let all = null;

/** The two sides of a crossing, the town of a port; a railway goes by the names of its road.
 * @param {string} layer
 * @param {string} name
 */
function partsOf(layer, name) {
  if (layer === "venues" || / rail$/.test(name)) return [];
  const apart = layer === "crossings" ? /[-/()]/ : / - |[()]/;
  return name.replace(OF_NO_PART, "").split(apart).filter(Boolean);
}

/** @param {string} file */
async function featuresOf(file) {
  const there = await files.get(file);
  const data = there || (await fetchJson(app.config.files[file]));
  return /** @type {Feature[]} */ (data.features);
}

/** @returns {Promise<Folded[]>} */
async function load() {
  const told = /** @type {FinderFile} */ (await fetchJson(app.config.files.finder));
  /** @type {Map<string, Findable>} */
  const found = new Map();
  for (const [layer, word, zoom] of WORDS)
    for (const { properties: p, geometry } of await featuresOf(String(layer))) {
      const place = p.place || p.id;
      const key = `${layer}/${place}`;
      if (found.has(key)) continue;
      const [lon, lat] = geometry.coordinates;
      const name = String(p.name);
      found.set(key, {
        name,
        note: p.kind === "strait" ? "strait" : String(word),
        key,
        link: place,
        lat,
        lon,
        zoom: Number(zoom),
        order: found.size,
        parts: partsOf(String(layer), name),
        others: (told.gateways[place] || "").split("|").filter(Boolean),
      });
    }
  const gateways = [...found.values()];
  const towns = told.towns.map(([name, country, lon, lat, zoom, link, others], at) => ({
    name,
    note: country,
    key: "",
    link: link || name,
    lat,
    lon,
    zoom,
    order: gateways.length + at,
    others: others.split("|").filter(Boolean),
  }));
  return [...gateways, ...towns].map(folded);
}

/** Look for places; the data come with the first question.
 * @param {string} text
 * @param {"all" | "ends" | "gateways"} [what] for an end of a route towns go first
 * @returns {Promise<Hit[]>}
 */
export async function find(text, what = "all") {
  all ||= load();
  try {
    const known = await all;
    const gateway = (/** @type {Findable} */ one) => /^(crossings|ports)/.test(one.key);
    if (what === "gateways")
      return search(
        known.filter(({ place }) => gateway(place)),
        text,
        MOST,
      );
    const hits = search(known, text, what === "ends" ? 40 : MOST);
    if (what === "all") return hits;
    const ends = hits.filter((hit) => (!hit.key || gateway(hit)) && hit.note !== "strait");
    const town = (/** @type {Hit} */ hit) => Math.floor(hit.score) * 2 + (hit.key ? 1 : 0);
    return ends.sort((a, b) => town(a) - town(b)).slice(0, MOST);
  } catch (error) {
    all = null; // asked again, it is fetched again
    throw error;
  }
}
