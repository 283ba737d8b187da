/* What part of the world is seen: the first frame, the frame's size, what a card would cover. */
import * as host from "./host.js";
import { adopt } from "./pair.js";
import { app } from "./state.js";

const CARD = 460; // px from the right that a card may cover
const LEGEND = 270; // px from the left that the legend may cover
const WORLD = [
  [0, 20],
  [60, 100],
]; // south-west and north-east of what we hold

let kept = { bounds: null, at: 0 };

/* Take the frame's size; the map always fills it, so that no edge of the world that we hold is seen. */
export function fill() {
  app.map.invalidateSize({ animate: false, pan: false });
  const least = app.map.getBoundsZoom(WORLD, true);
  app.map.options.minZoom = Math.max(app.start.minzoom, least);
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
  else app.map.setView(center, zoom, { animate: false, reset: true });
}

/* The same ground in another frame: when the presentation begins or ends. */
export function keepGround() {
  kept = { bounds: app.map.getBounds().pad(-0.04), at: Date.now() };
}

export function refit() {
  if (!kept.bounds || Date.now() - kept.at > 1500) return;
  app.map.fitBounds(kept.bounds, { animate: false });
}

/* Where a command's goto asks for. */
export function goTo(goto) {
  app.touched = true;
  if (goto.bounds) app.map.fitBounds(goto.bounds, { animate: false });
  else app.map.setView(goto.center, goto.zoom, { animate: false, reset: true });
}

/* Where a card opens over the map's right, what it would cover moves to its left, not under the legend. */
export function uncover(places, animate = false) {
  const free = app.map.getSize().x - CARD;
  if (!host.cardsCover() || !places.length || free < CARD) return;
  const across = places.map((place) => app.map.latLngToContainerPoint(place).x);
  const by = Math.min(Math.max(...across) - (free - 40), Math.min(...across) - LEGEND);
  if (by > 0) app.map.panBy([Math.round(by), 0], { animate });
}
