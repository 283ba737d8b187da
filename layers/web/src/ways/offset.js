/* Move a line beside its own axis, by an offset that changes softly along it: the same rules as
   layers/lines/offset.py. Lines are lists of [x, y] in pixels, y downward. */

export const STEP = 1.5;
const SMOOTH = 5;
const EASE = 14;
const BRIDGE = 60;

/** @param {Line} line */
const lengths = (line) => {
  const along = [0];
  for (let i = 1; i < line.length; i++)
    along.push(along[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]));
  return along;
};

/** Half to even, as Python rounds.
 * @param {number} value
 */
function even(value) {
  const low = Math.floor(value);
  const part = value - low;
  return part < 0.5 || (part === 0.5 && low % 2 === 0) ? low : low + 1;
}

/** Points at equal distances along a line, and where each is among its points (0 to n - 1).
 * @param {Line} line
 * @param {number} step
 */
export function resampled(line, step) {
  const along = lengths(line);
  const whole = along[along.length - 1];
  const count = Math.max(2, even(whole / step) + 1);
  /** @type {Line} */
  const points = [];
  const places = [];
  for (let i = 0, k = 0; i < count; i++) {
    const at = (whole * i) / (count - 1);
    while (k < along.length - 2 && along[k + 1] < at) k++;
    const gap = along[k + 1] - along[k];
    const part = gap > 0 ? Math.min(1, (at - along[k]) / gap) : 0;
    const [a, b] = [line[k], line[k + 1]];
    points.push([a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])]);
    places.push(k + part);
  }
  return { points, places };
}

/** @param {number[]} weights */
const normalised = (weights) => {
  const sum = weights.reduce((total, one) => total + one, 0);
  return weights.map((one) => one / sum);
};

/** @param {number} reach */
const range = (reach) => Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);

/** @param {number} spread */
const bell = (spread) =>
  normalised(range(Math.ceil(3 * spread)).map((i) => Math.exp(-0.5 * (i / spread) ** 2)));

/** @param {number} half */
const hill = (half) =>
  normalised(range(Math.ceil(half)).map((i) => 1 + Math.cos((Math.PI * i) / (half + 1))));

/** Smooth values; beyond the ends they are as at the ends.
 * @param {number[]} values
 * @param {number[]} weights
 */
function smoothed(values, weights) {
  const reach = (weights.length - 1) / 2;
  const last = values.length - 1;
  return values.map((_, i) => {
    let sum = 0;
    for (let k = -reach; k <= reach; k++)
      sum += weights[k + reach] * values[Math.max(0, Math.min(last, i + k))];
    return sum;
  });
}

/** Smooth a line; its ends stay, as if it went on beyond them turned by half.
 * @param {Line} line
 * @param {number[]} weights
 * @returns {Line}
 */
function pinned(line, weights) {
  const last = line.length - 1;
  const middle = (weights.length - 1) / 2;
  const reach = Math.min(middle, last);
  const part = normalised(weights.slice(middle - reach, middle + reach + 1));
  /** @type {(i: number, axis: 0 | 1) => number} */
  const at = (i, axis) => {
    if (i < 0) return 2 * line[0][axis] - line[-i][axis];
    if (i > last) return 2 * line[last][axis] - line[2 * last - i][axis];
    return line[i][axis];
  };
  return line.map((_, i) => {
    let x = 0,
      y = 0;
    for (let k = -reach; k <= reach; k++) {
      x += part[k + reach] * at(i + k, 0);
      y += part[k + reach] * at(i + k, 1);
    }
    return [x, y];
  });
}

/** Carry the offset over short gaps between common stretches, changing evenly.
 * @param {number[]} offset
 * @param {boolean[]} shared
 */
function bridged(offset, shared) {
  const result = offset.map((one, i) => (shared[i] ? one : 0));
  let before = -1;
  shared.forEach((here, i) => {
    if (!here) return;
    const gap = i - before;
    if (before >= 0 && gap > 1 && gap <= BRIDGE / STEP)
      for (let k = before; k <= i; k++)
        result[k] = offset[before] + ((offset[i] - offset[before]) * (k - before)) / gap;
    before = i;
  });
  return result;
}

const SOFT = { axis: bell(SMOOTH / STEP), ease: hill(EASE / STEP), along: bell(2), end: bell(1.5) };

/** A line of equal steps, smoothed, moved to the left of its own axis.
 * @param {Line} line
 * @param {number[]} offset
 * @param {boolean[]} shared
 */
export function beside(line, offset, shared) {
  const axis = pinned(line, SOFT.axis);
  const eased = smoothed(bridged(offset, shared), SOFT.ease);
  if (!eased.some(Boolean)) return axis;
  const course = pinned(axis, SOFT.along);
  const last = course.length - 1;
  /** @type {Line} */
  const moved = axis.map(([x, y], i) => {
    const [a, b] = [course[Math.max(0, i - 1)], course[Math.min(last, i + 1)]];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const long = Math.max(Math.hypot(dx, dy), 1e-9);
    return [x + (dy / long) * eased[i], y - (dx / long) * eased[i]];
  });
  return pinned(moved, SOFT.end);
}
