/* Crosses where a closed gate cuts its ways. */
import { ground } from "../look.js";
import { firstRun } from "../paths.js";
import { stateOf } from "../rules.js";
import { app } from "../state.js";
import * as symbols from "../symbols.js";
import { nodeMark, STILL } from "./items.js";

const BESIDE = 19; // px from a gate's or port's own mark

/** @param {Pane} state */
export function cuts(state) {
  for (const cut of state.cuts) state.group.removeLayer(cut);
  state.cuts = [];
  const gates = new Set();
  for (const item of state.items.values()) {
    if (!item.shown || !item.cut) continue;
    const place = stateOf(item.p, app.command)?.place;
    const port = place && !place.startsWith("XG-");
    const key = port ? `${place} ${item.p.corridor}` : item.p.after_break === place && place;
    if (!key || gates.has(key)) continue;
    gates.add(key);
    const node = symbols.point(
      { shape: "cross", radius: 4.5, light: item.ink, dark: item.ink },
      app.command.theme,
      ground(),
    );
    const at = port ? along(item.coords) : before(state, item);
    const cut = nodeMark(at, node, "cx-still", 20, { ...STILL, pane: `cx-${state.layer.id}` });
    cut.addTo(state.group);
    state.cuts.push(cut);
  }
}

/** A point along a way from its start: the cross stands beside the port's own mark.
 * @param {Coords} coords
 */
function along(coords) {
  const run = firstRun(coords);
  const begin = app.map.latLngToLayerPoint(run[0]);
  return (
    run.find(
      (/** @type {L.LatLng} */ one) => app.map.latLngToLayerPoint(one).distanceTo(begin) >= BESIDE,
    ) || run[run.length - 1]
  );
}

/** A point on the way to a gate, before it: the cross stands beside the gate's own mark.
 * @param {Pane} state
 * @param {Item} beyond
 */
function before(state, beyond) {
  const { map } = app;
  const gate = beyond.coords[0];
  const end = map.latLngToLayerPoint(gate);
  for (const item of state.items.values()) {
    if (!item.shown || item.p.corridor !== beyond.p.corridor) continue;
    const last = item.coords[item.coords.length - 1];
    if (Math.abs(last.lat - gate.lat) + Math.abs(last.lng - gate.lng) > 0.02) continue;
    for (let i = item.coords.length - 1; i > 0; i--) {
      const point = map.latLngToLayerPoint(item.coords[i - 1]);
      if (point.distanceTo(end) < BESIDE) continue;
      const from = map.latLngToLayerPoint(item.coords[i]);
      const t = Math.max(
        0,
        Math.min(1, (BESIDE - from.distanceTo(end)) / Math.max(1, point.distanceTo(from))),
      );
      return map.layerPointToLatLng(from.add(point.subtract(from).multiplyBy(t)));
    }
  }
  return gate;
}
