/* Two days side by side are seen from the same place: who is moved moves the other. */
import * as host from "./host.js";
import { app } from "./state.js";

let following = false;

export function lead() {
  if (following) return;
  for (const { client } of host.otherMaps()) client.follow(app.map.getCenter(), app.map.getZoom());
}

/**
 * @param {LatLng} center
 * @param {number} zoom
 */
export function follow(center, zoom) {
  const { map } = app;
  if (!map || (map.getZoom() === zoom && map.getCenter().distanceTo(center) < 1)) return;
  following = true;
  app.touched = true;
  map.options.minZoom = Math.min(map.getMinZoom(), zoom);
  map.setView([center.lat, center.lng], zoom, { animate: false });
  following = false;
}

export const place = () =>
  app.map ? { center: app.map.getCenter(), zoom: app.map.getZoom() } : null;

/* The other day takes the frame of the View's own; false if that is not there yet. */
export function adopt() {
  for (const { client } of host.otherMaps()) {
    const there = client.place();
    if (!there) continue;
    follow(there.center, there.zoom);
    return true;
  }
  return false;
}
