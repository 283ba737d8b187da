/* The chosen feature, its ring, and the way into its card and back. */
import { uncover } from "./frame.js";
import * as host from "./host.js";
import { ground } from "./look.js";
import * as motion from "./motion.js";
import { svgOf } from "./paths.js";
import { tell } from "./questions.js";
import { app, panes } from "./state.js";

/** @type {L.Path | null} */
let ring = null; // what marks the chosen feature
let ringed = ""; // the places that are highlighted
/** @type {{ key: string, from: Element | null }} */
const keyboard = { key: "", from: null }; // chosen by the keyboard, from this node

/** @param {string} key */
export function find(key) {
  const cut = key.indexOf("/");
  const state = panes.get(key.slice(0, cut));
  if (!state) return null;
  const id = key.slice(cut + 1);
  const exact = state.items.get(id);
  if (exact) return { state, item: exact };
  for (const item of state.items.values())
    if (item.p.place === id && item.shown) return { state, item };
  return null;
}

/**
 * @param {string} key
 * @param {boolean} [byKey]
 */
export function choose(key, byKey = false) {
  app.selected = key || null;
  mark();
  const found = key ? find(key) : null;
  if (found?.item.latlng) uncover([found.item.latlng], motion.wanted());
  keyboard.key = byKey ? key : "";
  if (byKey) keyboard.from = document.activeElement;
  if (!host.openCard(key || "", byKey)) tell(key);
}

/* Draw the ring around what is chosen, where it stands now. */
export function mark() {
  if (ring) {
    ring.remove();
    ring = null;
  }
  const found = app.selected ? find(app.selected) : null;
  if (!found?.state.on) return;
  const { item } = found;
  const on = {
    pane: "cx-highlight",
    renderer: svgOf("cx-highlight"),
    color: ground().accent,
    fill: false,
    interactive: false,
  };
  if (item.latlng) {
    const { map } = app;
    const middle = map.layerPointToLatLng(
      map.latLngToLayerPoint(item.latlng).add(item.aside || [0, 0]),
    );
    ring = L.circleMarker(middle, { ...on, radius: (item.reach || 5) + 5, weight: 2.5 });
  } else {
    /** @type {(coords: Coords, options: L.PolylineOptions) => L.Path} */
    const shape = found.state.layer.geometry === "polygon" ? L.polygon : L.polyline;
    ring = shape(item.coords, { ...on, weight: (item.width || 2) + 7, opacity: 0.28 });
  }
  ring.addTo(app.map);
}

/** @type {L.Path | null} */
let lit = null; // what is pointed at in the page

/** Ring a feature that is pointed at in the page, as long as it is.
 * @param {string} key
 */
export function light(key) {
  if (lit) lit.remove();
  lit = null;
  const found = key ? find(key) : null;
  if (!found?.state.on || !found.item.latlng || !found.item.shown) return;
  const { item } = found;
  const at = app.map.latLngToLayerPoint(item.latlng).add(item.aside || [0, 0]);
  lit = L.circleMarker(app.map.layerPointToLatLng(at), {
    pane: "cx-highlight",
    renderer: svgOf("cx-highlight"),
    color: ground().accent,
    fill: false,
    interactive: false,
    radius: (item.reach || 5) + 7,
    weight: 2,
  }).addTo(app.map);
}

/** Rings around places that the command names.
 * @param {RingedPlace[]} places
 */
export function highlight(places) {
  const wanted = JSON.stringify(places) + app.command.theme;
  if (ringed === wanted) return;
  ringed = wanted;
  app.highlights.clearLayers();
  for (const place of places) {
    L.circleMarker([place.lat, place.lon], {
      pane: "cx-highlight",
      renderer: svgOf("cx-highlight"),
      radius: 13,
      // What changed has no name; thin, and not in the border's colour: rings meet where gates crowd.
      color: place.name ? ground().accent : ground().text,
      weight: place.name ? 3 : 1.8,
      fill: false,
      interactive: false,
    }).addTo(app.highlights);
  }
}

/* Who opens a card by the keyboard goes on in it; Escape leads back to the mark. */
export function handOver() {
  if (!keyboard.key || keyboard.key !== app.selected) return;
  keyboard.key = "";
  host.focusCard(4000);
}

export function comeBack() {
  if (!app.selected) return;
  choose("");
  window.focus();
  const { from } = keyboard;
  const back = from?.isConnected ? /** @type {HTMLElement} */ (from) : app.map.getContainer();
  back.focus({ preventScroll: true });
}
