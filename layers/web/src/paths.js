/* Lines and areas as Leaflet draws them, each layer on a pane of its own. */

/** Renderers of panes that several layers draw on.
 * @type {{ [pane: string]: L.Renderer }}
 */
const shared = {};
const DEPTH = { Point: -1, LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 };

/** @param {Geometry} geometry */
export const toLatLngs = (geometry) =>
  L.GeoJSON.coordsToLatLngs(geometry.coordinates, DEPTH[geometry.type]);

/** The renderer of a pane that several layers draw on.
 * @param {string} pane
 */
export function svgOf(pane) {
  if (!shared[pane]) shared[pane] = L.svg({ pane, padding: 0.5 });
  return shared[pane];
}

/** @param {Pane} state */
function rendererOf(state) {
  if (!state.renderer) {
    const options = {
      pane: `cx-${state.layer.id}`,
      padding: state.layer.id === "land" ? 0.6 : 0.5,
    };
    state.renderer = state.layer.id === "land" ? L.canvas(options) : L.svg(options);
  }
  return state.renderer;
}

/**
 * @param {Pane} state
 * @param {L.PathOptions} options
 * @returns {any}
 */
const onPane = (state, options) => ({
  renderer: rendererOf(state),
  pane: `cx-${state.layer.id}`,
  interactive: false,
  smoothFactor: 1,
  lineJoin: "round",
  ...options,
});

/**
 * @param {Pane} state
 * @param {Coords} coords
 * @param {L.CircleMarkerOptions} options
 */
export const lineOn = (state, coords, options) => L.polyline(coords, onPane(state, options));
/**
 * @param {Pane} state
 * @param {Coords} coords
 * @param {L.CircleMarkerOptions} options
 */
export const areaOn = (state, coords, options) => L.polygon(coords, onPane(state, options));
/**
 * @param {Pane} state
 * @param {L.LatLng} latlng
 * @param {L.CircleMarkerOptions} options
 */
export const discOn = (state, latlng, options) =>
  L.circleMarker(latlng, { ...onPane(state, {}), interactive: true, ...options });

/** The first part of a line, or the line where it has but one.
 * @param {Coords} coords
 */
export const firstRun = (coords) => (Array.isArray(coords[0]) ? coords[0] : coords);
