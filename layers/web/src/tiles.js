/* Online tiles under the map, where the reader asks for them. */
import { speak } from "./notices.js";
import { app } from "./state.js";

/** @type {{ url: string, layer: L.TileLayer | null }} */
let shown = { url: "", layer: null };

/** @param {Tiles | null} wanted */
export function tiles(wanted) {
  const url = wanted ? wanted.url : "";
  if (url === shown.url) return;
  if (shown.layer) shown.layer.remove();
  shown = { url, layer: null };
  if (!url) return;
  const pane = app.map.getPane("cx-tiles") || app.map.createPane("cx-tiles");
  pane.style.zIndex = "215";
  shown.layer = L.tileLayer(url, { pane: "cx-tiles", maxZoom: 19, attribution: "" }).addTo(app.map);
  shown.layer.on("tileerror", () =>
    speak("Online tiles are unavailable; the offline base map stays"),
  );
}
