/* Where along a line a name can stand. run: the line's points {x, y} in px; w: the name's width;
   size: the frame {x, y}. Spots: {x, y, angle, score}, the more score the better. */

const STEP = 6; // px between the points that count
const STRAIGHT = 0.82; // of the name's width that lies between its ends

/**
 * @param {Point} a
 * @param {Point} b
 */
const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/** Where no straight stretch is free, the name stands level beside the line.
 * @param {Point[]} run
 * @param {number} w
 * @param {Point} size
 */
export function beside(run, w, size) {
  const spots = [];
  for (let i = 0; i < run.length; i += Math.max(1, Math.floor(run.length / 40))) {
    const p = run[i];
    if (p.x < 40 || p.y < 40 || p.x > size.x - 40 || p.y > size.y - 40) continue;
    const middle = Math.abs(i / run.length - 0.5);
    for (const side of [1, -1])
      spots.push({
        x: p.x + side * (w / 2 + 9),
        y: p.y,
        angle: 0,
        clear: 14, // px from every other line
        score: -middle * 100 - (side < 0 ? 1 : 0),
      });
  }
  return spots;
}

/**
 * @param {Point[]} run
 * @param {number} w
 * @param {Point} size
 */
export function stretches(run, w, size) {
  const points = thinned(run);
  const sums = [0];
  for (let i = 1; i < points.length; i++) sums.push(sums[i - 1] + far(points[i], points[i - 1]));
  const total = sums[sums.length - 1];
  if (total < w) return [];
  const found = [];
  const step = Math.max(24, (total - w) / 60);
  for (let from = 0; from + w <= total; from += step) {
    const [a, m, b] = [from, from + w / 2, from + w].map((along) => pointAt(points, sums, along));
    const spot = stretch(a, m, b, w, size);
    if (spot) found.push(spot);
  }
  return found;
}

/** @param {Point[]} run */
function thinned(run) {
  /** @type {Point[]} */
  const points = [];
  for (const p of run)
    if (!points.length || far(p, points[points.length - 1]) >= STEP) points.push(p);
  return points;
}

/**
 * @param {Point[]} points
 * @param {number[]} sums
 * @param {number} along
 */
function pointAt(points, sums, along) {
  let i = 1;
  while (i < sums.length - 1 && sums[i] < along) i++;
  const t = (along - sums[i - 1]) / Math.max(1e-6, sums[i] - sums[i - 1]);
  return {
    x: points[i - 1].x + (points[i].x - points[i - 1].x) * t,
    y: points[i - 1].y + (points[i].y - points[i - 1].y) * t,
  };
}

/** The stretch from a over m to b as a spot; null where it leaves the frame or is too bent.
 * @param {Point} a
 * @param {Point} m
 * @param {Point} b
 * @param {number} w
 * @param {Point} size
 */
function stretch(a, m, b, w, size) {
  if (m.x < 30 || m.y < 20 || m.x > size.x - 30 || m.y > size.y - 20) return null;
  const chord = far(a, b);
  if (chord < w * STRAIGHT) return null;
  let angle = Math.atan2(b.y - a.y, b.x - a.x);
  if (angle > Math.PI / 2) angle -= Math.PI;
  if (angle < -Math.PI / 2) angle += Math.PI;
  const bow = Math.abs((b.y - a.y) * m.x - (b.x - a.x) * m.y + b.x * a.y - b.y * a.x) / chord;
  const middle = Math.hypot(m.x - size.x / 2, m.y - size.y / 2) / Math.hypot(size.x, size.y);
  return {
    x: (a.x + b.x) / 2,
    y: (a.y + b.y) / 2,
    angle,
    score: -bow - Math.abs(angle) * 6 - middle * 20,
  };
}
