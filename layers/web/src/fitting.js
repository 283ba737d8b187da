/* 'Fit to the answer' and 'Back to my view': what an answer is about is brought into sight on demand, and
   the view from before is a press away. Opening an answer moves nothing. */
import * as host from "./host.js";
import { make } from "./nodes.js";
import { answers, app, panes } from "./state.js";

const TALKS = ["venues", "rounds", "engagements"];
/** @type {{ kind: string, before: { center: L.LatLng, zoom: number } | null, moving: boolean }} */
const now = { kind: "", before: null, moving: false };
/** @type {{ box: HTMLElement, words: HTMLElement, button: HTMLButtonElement } | null} */
let bar = null;

/** @param {HTMLElement} root */
export function build(root) {
  const box = make("p", "cx-box cx-fit");
  const words = make("span");
  const button = make("button");
  button.type = "button";
  button.addEventListener("click", () => (now.before ? back() : fit()));
  box.append(words, button);
  box.hidden = true;
  L.DomEvent.disableClickPropagation(box);
  root.appendChild(box);
  bar = { box, words, button };
  // A hand that moves the map ends the fit: the view is the reader's own again.
  app.map.on("movestart", () => {
    if (!now.moving) now.before = null;
  });
  app.map.on("moveend", show);
}

/** Say which answer is open beside the map: "scenario" and "talks" have a place of their own.
 * @param {string} kind
 */
export function offer(kind) {
  if (kind !== now.kind) now.before = null;
  now.kind = kind;
  show();
}

/** @returns {L.LatLngBounds | null} */
function bounds() {
  const found = L.latLngBounds([]);
  if (now.kind === "scenario")
    for (const { geometry } of answers.features)
      for (const [lon, lat] of placesOf(geometry)) found.extend([lat, lon]);
  if (now.kind === "talks")
    for (const name of TALKS) {
      const pane = panes.get(name);
      if (pane?.on)
        for (const item of pane.items.values())
          if (item.latlng && (item.shown || item.crowded)) found.extend(item.latlng);
    }
  return found.isValid() ? found : null;
}

/** @param {Geometry} geometry */
function placesOf({ type, coordinates }) {
  if (type === "Point") return [coordinates];
  return type === "LineString" ? coordinates : coordinates.flat(type === "MultiPolygon" ? 2 : 1);
}

/** Offer what there is to do; nothing where all is in sight already. */
export function show() {
  if (!bar || !app.command) return;
  const box = now.before ? null : bounds();
  bar.box.hidden = !now.before && (!box || app.map.getBounds().contains(box));
  bar.words.textContent = now.before ? "Fitted to the answer" : "";
  bar.button.textContent = now.before ? "Back to my view" : "Fit to the answer";
}

/** @param {() => void} act */
function move(act) {
  now.moving = true;
  host.noteTouch();
  app.touched = true;
  act();
  now.moving = false;
  show();
}

function fit() {
  const wanted = bounds();
  if (!wanted) return;
  const { map, parts } = app;
  now.before = { center: map.getCenter(), zoom: map.getZoom() };
  const head = parts.title.parentElement?.offsetHeight || 0;
  const foot = parts.legend.parentElement?.offsetHeight || 0;
  move(() =>
    map.fitBounds(wanted, {
      animate: false,
      paddingTopLeft: [24, Math.min(head + 24, map.getSize().y / 4)],
      paddingBottomRight: [60, Math.min(foot + 44, map.getSize().y / 4)],
    }),
  );
}

function back() {
  const { before } = now;
  now.before = null;
  if (before) move(() => app.map.setView(before.center, before.zoom, { animate: false }));
}
