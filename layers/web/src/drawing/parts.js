/* Marks of one place, put where they stand at this zoom. */
import { app } from "../state.js";
import { moveAside } from "./aside.js";
import { parts } from "./joining.js";

/** Put a layer's marks where they stand at this zoom.
 * @param {Pane} state
 */
export function joinParts(state) {
  const shown = [...state.items.values()].filter((item) => item.shown);
  const order = (/** @type {Item} */ { p }) => `${p.site && p.site !== p.place ? 1 : 0} ${p.place}`;
  shown.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const at = shown.map((item) => app.map.latLngToLayerPoint(item.latlng));
  const drawn = parts(
    shown.map(({ p, reach }, i) => ({
      ...{ x: at[i].x, y: at[i].y, r: reach, site: p.site || p.id },
      look: [p.kind, p.status_kind, p.letter].join(" "),
    })),
  );
  shown.forEach((item, i) => {
    item.aside = [drawn[i].x - at[i].x, drawn[i].y - at[i].y];
    item.within = drawn[i].one === i ? undefined : shown[drawn[i].one];
    item.joined = shown.filter((_, j) => drawn[j].one === i);
    moveAside(item.parts[0], item.aside);
  });
}
