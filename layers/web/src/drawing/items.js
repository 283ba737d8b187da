/* The drawn features of a layer, shown and hidden. */

export function show(state, item) {
  for (const part of item.parts) part.addTo(state.group);
  item.shown = true;
}

export function hide(state, item) {
  for (const part of item.parts) state.group.removeLayer(part);
  item.shown = false;
}

export function clear(state) {
  state.group.clearLayers();
  state.items.clear();
  state.file = null;
}

/* A mark that is a node of its own; still: it takes no pointer. */
export function nodeMark(latlng, node, className, size, options) {
  return L.marker(latlng, {
    icon: L.divIcon({ html: node, className: `cx-mark ${className}`, iconSize: [size, size] }),
    ...options,
  });
}

export const STILL = { interactive: false, keyboard: false };
