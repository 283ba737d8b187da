/* What happened at a gate stands beside the gate's own mark, not under it. */
import { app, panes } from "../state.js";

/** How far to move a mark of this reach, in px.
 * @param {L.LatLng} latlng
 * @param {number} reach
 * @returns {Shift}
 */
export function aside(latlng, reach) {
  const gates = panes.get("crossings");
  if (!gates?.on) return [0, 0];
  const own = app.map.latLngToLayerPoint(latlng);
  for (const gate of gates.items.values()) {
    if (!gate.shown) continue;
    const away = own.subtract(app.map.latLngToLayerPoint(gate.latlng).add(gate.aside || [0, 0]));
    const far = Math.hypot(away.x, away.y),
      wanted = reach + gate.reach + 1;
    if (far >= wanted) continue;
    const [x, y] = far < 1 ? [-0.77, -0.64] : [away.x / far, away.y / far];
    return [x * wanted - away.x, y * wanted - away.y];
  }
  return [0, 0];
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
