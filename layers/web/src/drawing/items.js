/* The drawn features of a layer, shown and hidden. */

/** @param {Partial<Item>} given */
export const newItem = (given) =>
  Object.assign(/** @type {Item} */ ({}), { shown: false, parts: [] }, given);

/**
 * @param {Pane} state
 * @param {Item} item
 */
export function show(state, item) {
  for (const part of item.parts) part.addTo(state.group);
  item.shown = true;
}

/**
 * @param {Pane} state
 * @param {Item} item
 */
export function hide(state, item) {
  for (const part of item.parts) state.group.removeLayer(part);
  item.shown = false;
}

/** @param {Pane} state */
export function clear(state) {
  state.group.clearLayers();
  state.items.clear();
  state.file = null;
}

/** A mark that is a node of its own; still: it takes no pointer.
 * @param {L.LatLngExpression} latlng
 * @param {Element} node
 * @param {string} className
 * @param {number} size
 * @param {L.MarkerOptions} options
 */
export function nodeMark(latlng, node, className, size, options) {
  return L.marker(latlng, {
    icon: L.divIcon({ html: node, className: `cx-mark ${className}`, iconSize: [size, size] }),
    ...options,
  });
}

export const STILL = { interactive: false, keyboard: false };
