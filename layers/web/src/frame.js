/* What part of the world is seen: the first frame, the frame's size, what a card would cover. */
import * as host from "./host.js";
import { adopt } from "./pair.js";
import { app } from "./state.js";

const CARD = 460; // px from the right that a card may cover
const LEGEND = 270; // px from the left that the legend may cover
/** @type {[number, number][]} */
const WORLD = [
  [0, 20],
  [60, 100],
]; // south-west and north-east of what we hold

/** @type {{ bounds: L.LatLngBounds | null, at: number }} */
let kept = { bounds: null, at: 0 };

/* Take the frame's size; the map always fills it, so that no edge of the world that we hold is seen. */
export function fill() {
  app.map.invalidateSize({ animate: false, pan: false });
  const least = app.map.getBoundsZoom(WORLD, true);
  app.map.options.minZoom = Math.max(app.start.minzoom, least);
}

/** Put the map there at once, whatever is on its way.
 * @param {L.LatLngExpression} center
 * @param {number} [zoom]
 */
export function jump(center, zoom) {
  app.map.setView(center, zoom, /** @type {L.ZoomPanOptions} */ ({ animate: false, reset: true }));
}

/* The first frame: the place of the link, or the region, whatever the screen. */
export function home() {
  if (app.command?.paired && adopt()) return;
  const { fit, center, zoom } = app.start;
  if (fit)
    app.map.fitBounds(fit, {
      animate: false,
      paddingTopLeft: [10, 40],
      paddingBottomRight: [10, 60],
    });
  else jump(center, zoom);
}

/* The same ground in another frame: when the presentation begins or ends. */
export function keepGround() {
  kept = { bounds: app.map.getBounds().pad(-0.04), at: Date.now() };
}

export function refit() {
  if (!kept.bounds || Date.now() - kept.at > 1500) return;
  app.map.fitBounds(kept.bounds, { animate: false });
}

/** Where a command's goto asks for.
 * @param {Goto} goto
 */
export function goTo(goto) {
  app.touched = true;
  const { bounds, center, zoom } = goto;
  if (bounds) app.map.fitBounds(/** @type {[number, number][]} */ (bounds), { animate: false });
  else if (center) jump(/** @type {[number, number]} */ (center), zoom);
}

/** To a place that was looked for.
 * @param {number} lat
 * @param {number} lon
 * @param {number} zoom
 */
export const goToPlace = (lat, lon, zoom) => goTo({ seq: 0, center: [lat, lon], zoom });

/** A card opens over the map's right: what it would cover moves to its left, not under the legend.
 * @param {L.LatLngExpression[]} places
 * @param {boolean} [animate]
 */
export function uncover(places, animate = false) {
  const free = app.map.getSize().x - CARD;
  if (!host.cardsCover() || !places.length || free < CARD) return;
  const across = places.map((place) => app.map.latLngToContainerPoint(place).x);
  const by = Math.min(Math.max(...across) - (free - 40), Math.min(...across) - LEGEND);
  if (by > 0) app.map.panBy([Math.round(by), 0], { animate });
}
