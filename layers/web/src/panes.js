/* The map's panes, from the ground up. */
import { labelPane } from "./labels/labels.js";
import { answers, app, panes } from "./state.js";

/** @param {(layer: LayerConfig) => boolean} layer */
const heightOf = (layer) => 210 + app.config.layers.findIndex(layer) * 10;

/**
 * @param {string} name
 * @param {number} height
 */
function still(name, height) {
  const pane = app.map.createPane(name);
  pane.style.zIndex = String(height);
  pane.style.pointerEvents = "none";
  return pane;
}

export function createPanes() {
  const { map, config } = app;
  // Tab goes through the panes in the order in which they stand: what matters most comes first.
  for (const layer of config.layers.slice().reverse()) map.createPane(`cx-${layer.id}`);
  config.layers.forEach((layer, i) => {
    const pane = /** @type {HTMLElement} */ (map.getPane(`cx-${layer.id}`));
    // Numbers of incidents lie over all other marks, beside which they stand.
    pane.style.zIndex = String(210 + (layer.group_points ? config.layers.length : i) * 10);
    if (layer.geometry !== "point") pane.style.pointerEvents = "none";
    panes.set(layer.id, {
      layer,
      pane,
      items: new Map(),
      group: L.layerGroup(),
      file: null,
      on: false,
      crowds: [],
    });
  });
  // All routes are drawn together, under what the pointer meets of them.
  still("cx-casing", heightOf((layer) => layer.file === "routes") - 1);
  // The what-if's ways lie over all routes and borders, their numbers and rings over all marks.
  still("cx-answer", heightOf((layer) => layer.id === "border") + 5);
  still("cx-gates", 625);
  answers.ways = L.layerGroup().addTo(map);
  answers.gates = L.layerGroup().addTo(map);
  labelPane(still("cx-labels", 640));
  still("cx-highlight", 630);
  app.highlights = L.layerGroup().addTo(map);
}
