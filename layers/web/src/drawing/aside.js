/* The marks of gates, and marks that stand beside their place. */
import { app, panes } from "../state.js";

/** The marks of gates in sight, in px.
 * @returns {Circle[]}
 */
export function gateMarks() {
  const gates = panes.get("crossings");
  if (!gates?.on) return [];
  return [...gates.items.values()]
    .filter((gate) => gate.shown)
    .map(({ latlng, reach, aside = [0, 0] }) => {
      const { x, y } = app.map.latLngToLayerPoint(latlng);
      return { x: x + aside[0], y: y + aside[1], r: reach };
    });
}

/**
 * @param {L.Marker} mark
 * @param {Shift} pair
 */
export function moveAside(mark, [x, y]) {
  const node = mark.getElement();
  if (!node) return;
  const half = Number.parseFloat(node.style.width) / 2;
  node.style.marginLeft = `${x - half}px`;
  node.style.marginTop = `${y - half}px`;
}
