/* The next click on the map is taken for a place that is asked for: a crossing or a port that is hit, else
   the nearest town, which goes before any line; else the point itself. */
import { fold } from "./finding/fold.js";
import { speak } from "./notices.js";
import { app, files, panes } from "./state.js";

const NEAR = 12; // px
const GATEWAYS = ["crossings", "ports"];
/** @type {((place: string) => void) | null} */
let wanting = null;
let ending = false; // the click that ended it is still on its way through the map

export const picking = () => Boolean(wanting) || ending;

/** Ask for a place; gives its name for a link, "" if none was chosen.
 * @param {string} words what it is for, "" to ask no more
 * @returns {Promise<string>}
 */
export function point(words) {
  finish("");
  if (!words) return Promise.resolve("");
  app.map.getContainer().classList.add("cx-pointing");
  speak(`Choose on the map ${words}. Esc to stop`, 3600000);
  return new Promise((resolve) => {
    wanting = resolve;
  });
}

/** @param {string} place */
function finish(place) {
  const told = wanting;
  if (!told) return;
  wanting = null;
  ending = true;
  setTimeout(() => {
    ending = false;
  });
  app.map.getContainer().classList.remove("cx-pointing");
  speak("");
  told(place);
}

export const dropPick = () => finish("");

/** Take a place on the map.
 * @param {L.LatLng} latlng
 */
export function pick(latlng) {
  if (wanting) finish(townNear(latlng) || `${latlng.lng.toFixed(4)},${latlng.lat.toFixed(4)}`);
}

/** Take a mark: a crossing or a port by its id, anything else by where it is.
 * @param {string} layer
 * @param {Properties} p
 * @param {L.LatLng | undefined} latlng
 */
export function pickMark(layer, p, latlng) {
  if (GATEWAYS.includes(layer) && p.place) finish(p.place);
  else if (latlng) pick(latlng);
}

/** The nearest town of those that can be told apart at this zoom; of two of one name the first is meant.
 * @param {L.LatLng} latlng
 */
function townNear(latlng) {
  const at = app.map.latLngToContainerPoint(latlng);
  const shown = new Set(panes.get("places")?.labelled || []);
  /** @type {{ far: number, name: string } | null} */
  let best = null;
  for (const feature of /** @type {Feature[]} */ (files.get("places")?.features || [])) {
    const { properties: p, geometry } = feature;
    if (!shown.has(feature) && (p.minzoom || 0) > app.map.getZoom() + 1) continue;
    const [lon, lat] = geometry.coordinates;
    const far = app.map.latLngToContainerPoint([lat, lon]).distanceTo(at);
    if (far <= NEAR && fold(p.name || "") && (!best || far < best.far))
      best = { far, name: String(p.name) };
  }
  return best?.name;
}
