/* How a mark looks whose report is no longer fresh: opaque, its fill mixed with the ground. The rules
   are those of layers/ageing.py and layers/palette.py; tests/rules/ageing.json holds both to them. */

/** How much of its colour is in a mark's fill: in the first, second and last third of its time. */
export const SHARES = [1, 0.65, 0.35];

/** The age of a report: 0, 1 or 2.
 * @param {number} days Since it was reported.
 * @param {number} limit Days after which the status is not known.
 */
export const step = (days, limit) =>
  Math.min(2, Math.max(0, Math.floor((3 * days) / Math.max(1, limit))));

/** A colour mixed with its ground.
 * @param {string} color
 * @param {string} ground
 * @param {number} part How much of the colour is left, 0 to 1.
 */
export const mixed = (color, ground, part) =>
  `#${[1, 3, 5]
    .map((n) => {
      const [a, b] = [color, ground].map((one) => Number.parseInt(one.slice(n, n + 2), 16));
      const value = Math.round(part * a + (1 - part) * b);
      return value.toString(16).padStart(2, "0").toUpperCase();
    })
    .join("")}`;
