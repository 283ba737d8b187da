/* A click on the map that is taken for an end of a route: the nearest town goes before any line. */
import { tell } from "./questions.js";
import { app, panes } from "./state.js";

const NEAR = 12; // px

/** Put to Python what was pointed at: a town by its name, else the place itself.
 * @param {L.LatLng} latlng
 */
export function pick(latlng) {
  const town = townNear(latlng);
  tell(`!point=${town || `${latlng.lng.toFixed(4)},${latlng.lat.toFixed(4)}`}`);
}

export const dropPick = () => tell("!point=");

/** @param {L.LatLng} latlng */
function townNear(latlng) {
  const at = app.map.latLngToContainerPoint(latlng);
  /** @type {{ far: number, name: string | undefined } | null} */
  let best = null;
  for (const { properties, geometry } of panes.get("places")?.labelled || []) {
    const [lon, lat] = geometry.coordinates;
    const far = app.map.latLngToContainerPoint([lat, lon]).distanceTo(at);
    if (far <= NEAR && (!best || far < best.far)) best = { far, name: properties.name };
  }
  return best?.name;
}
