/* A layer switched in the page is switched here at once; Python's answer says what else follows. */
import { put, regroup } from "./drawing/layers.js";
import * as host from "./host.js";
import { settle } from "./labels/labels.js";
import { mark } from "./selection.js";
import { app, hoped, panes } from "./state.js";

const PATIENCE = 4000; // ms that a switch waits for its answer

/** The layers of a command, but for those that were switched since it was asked for.
 * @param {Command} next
 */
export function layersOf(next) {
  const wanted = new Set(next.layers);
  for (const [layer, { on, until }] of hoped) {
    if (wanted.has(layer) === on || Date.now() > until) hoped.delete(layer);
    else if (on) wanted.add(layer);
    else wanted.delete(layer);
  }
  return [...wanted];
}

/** Switch a layer; Python is told by who asked for it.
 * @param {string} layer
 * @param {boolean} on
 */
export function turn(layer, on) {
  const pane = panes.get(layer);
  if (!app.command || !pane || pane.on === on) return;
  hoped.set(layer, { on, until: Date.now() + PATIENCE });
  app.command = { ...app.command, layers: layersOf(app.command) };
  put(pane, on);
  regroup();
  mark();
  settle();
  host.tellShown();
}

export const listen = () => host.onSwitch(turn);
