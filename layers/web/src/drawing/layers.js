/* Each layer drawn by its geometry. */
import { fileOf, load } from "../files.js";
import { hush } from "../pointer.js";
import { mark } from "../selection.js";
import { app, panes } from "../state.js";
import { arcs } from "./arcs.js";
import { areas, image } from "./areas.js";
import { crowd } from "./clusters.js";
import { clear } from "./items.js";
import { lines } from "./lines.js";
import { joinParts } from "./parts.js";
import { ages, points } from "./points.js";
import { layRoutes } from "./routes.js";

/** @type {{ [geometry: string]: (state: Pane, data: Collection) => void }} */
const BY_GEOMETRY = {
  polygon: areas,
  line: lines,
  point: points,
  label: (state, data) => {
    state.labelled = data.features;
  },
};

/** Whether a layer is drawn only nearer than the map is.
 * @param {Pane} state
 */
const far = ({ layer }) => app.map.getZoom() < (layer.minzoom || 0);

/** @param {Pane} state */
function draw(state) {
  const { layer } = state;
  // What is drawn near by alone is not even fetched before.
  if (layer.geometry !== "point" && far(state)) {
    clear(state);
    return;
  }
  if (layer.geometry === "image") {
    image(state);
    return;
  }
  const name = fileOf(layer);
  load(name, (data) => {
    if (!state.on || fileOf(layer) !== name) return;
    if (state.file !== name) {
      clear(state);
      state.file = name;
    }
    state.data = data;
    BY_GEOMETRY[layer.geometry](state, data);
  });
}

/**
 * @param {Pane} state
 * @param {boolean} on
 */
export function put(state, on) {
  if (on !== state.on) {
    state.on = on;
    if (on) state.group.addTo(app.map);
    else {
      state.group.remove();
      hush();
      if (state.layer.file === "routes") layRoutes();
    }
  }
  if (on) draw(state);
}

/* What depends on how near marks are to each other, drawn anew. */
export function regroup() {
  if (!app.command) return;
  layRoutes();
  // Others make room for the gates, where these stand at this zoom.
  for (const state of panes.values()) if (state.on && ages(state.layer)) joinParts(state);
  for (const state of panes.values()) {
    if (state.on && state.layer.minzoom && state.layer.geometry !== "point") draw(state);
    if (!state.on || !state.data) continue;
    if (state.layer.id === "engagements") arcs(state);
    if (state.layer.group_points) crowd(state);
    else if (state.layer.minzoom && state.layer.geometry === "point") points(state, state.data);
  }
}

/* What depends on the day, drawn anew. */
export function redraw() {
  for (const state of panes.values()) if (state.on && state.layer.geometry !== "image") draw(state);
  regroup();
  mark();
}

/* Layers that have more detail from a zoom on. */
export function switchDetail() {
  for (const state of panes.values()) if (state.on && state.layer.detail_file) draw(state);
}
