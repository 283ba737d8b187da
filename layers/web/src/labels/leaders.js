/* Lines that lead from a mark to a name that stands apart from it. */

const STEP = 2; // px between the points that count
const ALONG = 26; // px that a leader may run over lines: it crosses them, it never runs along one
const HIDES = 0.12; // price in ems of a pixel of line that it hides

/** The line that leads from a mark to a name; null if it would pass another mark, a name or another
 * leader, or hide a line for long. Its price is what it hides.
 * @param {Label} label
 * @param {Box} box
 * @param {Box[]} foreign Marks that are not its own, and names.
 * @param {(box: Box) => boolean} hides Whether a line lies there.
 * @param {Point[][]} leads Those that stand.
 * @param {number} loose So many times more of a line may be hidden.
 * @returns {{ path: Point[], price: number } | null}
 */
export function leader(label, box, foreign, hides, leads, loose) {
  const clamp = (/** @type {number} */ v, /** @type {number} */ a, /** @type {number} */ b) =>
    Math.min(b, Math.max(a, v));
  const end = { x: clamp(label.x, box.x0, box.x1), y: clamp(label.y, box.y0 + 4, box.y1 - 4) };
  const far = Math.hypot(end.x - label.x, end.y - label.y) || 1;
  const rim = (label.gap || 5) - 2;
  const start = {
    x: label.x + ((end.x - label.x) * rim) / far,
    y: label.y + ((end.y - label.y) * rim) / far,
  };
  if (leads.some(([a, b]) => crosses(start, end, a, b))) return null;
  const length = Math.max(0, far - rim);
  const steps = Math.max(1, Math.ceil(length / STEP));
  const over = new Set(foreign.filter((one) => passes(one, label.x, label.y, rim)));
  let hidden = 0;
  for (let i = 0; i <= steps; i++) {
    const x = start.x + ((end.x - start.x) * i) / steps;
    const y = start.y + ((end.y - start.y) * i) / steps;
    // Marks that lie over its own it leaves as soon as it can.
    const out = rim + i * (length / steps) > 2.5 * rim;
    const met = (/** @type {Box} */ one) => (out || !over.has(one)) && passes(one, x, y);
    if (foreign.some(met)) return null;
    // The lines at the mark itself are its own.
    if (i * (length / steps) > 3 && hides({ x0: x, x1: x + 0.01, y0: y, y1: y + 0.01 }))
      hidden += length / steps;
  }
  return hidden > ALONG * loose ? null : { path: [start, end], price: hidden * HIDES };
}

/** @type {(box: Box, x: number, y: number, room?: number) => boolean} */
const passes = ({ x0, x1, y0, y1 }, x, y, room = 1) =>
  x0 - room < x && x < x1 + room && y0 - room + 1 < y && y < y1 + room - 1;

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 */
const side = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 * @param {Point} d
 */
export const crosses = (a, b, c, d) =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
