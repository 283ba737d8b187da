/* Strands as they are drawn: for each stretch its look, and its line beside the others'. The same
   rules as layers/lines/strands.py. */
import { lookAt, roomOf } from "./look.js";
import { beside, resampled, STEP } from "./offset.js";
import { stopped } from "./stops.js";

const JOINT = 10; // points by which a branch reaches into its trunk

/** The zoom of a list that is nearest to one.
 * @param {number[]} zooms
 * @param {number} zoom
 */
export const nearest = (zooms, zoom) =>
  zooms.reduce((best, one) => (Math.abs(one - zoom) < Math.abs(best - zoom) ? one : best));

/** Gives the pieces to be drawn, and the line of each leg.
 * @param {WayRules} rules
 * @param {Path[]} paths of a zoom, their points in pixels
 * @param {Map<number, Leg>} shown legs by their number
 */
export function drawn(rules, paths, shown) {
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {Map<number, Line>} */
  const lines = new Map();
  for (const path of paths)
    if (path.spans.some((span) => shown.has(span[2]))) draw(rules, path, shown, pieces, lines);
  return { pieces: stopped(rules, pieces), lines };
}

/**
 * @param {WayRules} rules
 * @param {Path} path
 * @param {Map<number, Leg>} shown
 * @param {Piece[]} pieces
 * @param {Map<number, Line>} lines
 */
function draw(rules, path, shown, pieces, lines) {
  const { points, places } = resampled(path.points, STEP);
  const { spans } = path;
  let at = 0;
  const which = places.map((place) => {
    while (at < spans.length - 1 && spans[at][1] < place) at++;
    return at;
  });
  const rooms = spans.map(([, , , , left, right]) => [
    room(rules, left, shown),
    room(rules, right, shown),
  ]);
  const laid = beside(
    points,
    which.map((n) => (rooms[n][1] - rooms[n][0]) / 2),
    which.map((n) => rooms[n][0] + rooms[n][1] > 0),
  );
  for (const leg of new Set(spans.map((span) => span[2]))) {
    const first = which.findIndex((n) => spans[n][2] === leg);
    const last = which.findLastIndex((n) => spans[n][2] === leg);
    if (shown.has(leg) && last > first) lines.set(leg, laid.slice(first, last + 2));
  }
  const keys = spans.map((span) => keyOf(rules, span, shown));
  for (let start = 0; start < laid.length; ) {
    const key = keys[which[start]];
    let stop = start;
    while (stop < laid.length && keys[which[stop]]?.name === key?.name) stop++;
    if (key) {
      const low = Math.max(0, start - JOINT);
      pieces.push({
        ...key,
        line: laid.slice(low, stop + JOINT),
        start: (path.start || 0) + low * STEP,
        first: start === 0 && !path.cutStart,
        last: stop === laid.length && !path.cutEnd,
      });
    }
    start = stop;
  }
}

/** How a span looks; null where it is not shown, or drawn with another path.
 * @param {WayRules} rules
 * @param {PathSpan} span
 * @param {Map<number, Leg>} shown
 */
function keyOf(rules, [, , leg, kin], shown) {
  const legs = [leg, ...kin].filter((one) => shown.has(one)).sort((a, b) => a - b);
  if (legs[0] !== leg) return null;
  const along = legsOf(legs, shown);
  const look = lookAt(rules, along);
  const { strand } = along[0];
  return { name: `${strand} ${JSON.stringify(look)} ${legs}`, strand, look, legs };
}

/**
 * @param {number[]} numbers
 * @param {Map<number, Leg>} shown
 */
const legsOf = (numbers, shown) =>
  numbers.map((one) => shown.get(one)).filter((one) => one !== undefined);

/** What strands take beside each other, each once.
 * @param {WayRules} rules
 * @param {number[]} numbers
 * @param {Map<number, Leg>} shown
 */
function room(rules, numbers, shown) {
  /** @type {Map<string, Leg[]>} */
  const strands = new Map();
  for (const leg of legsOf(numbers, shown))
    strands.set(leg.strand, [...(strands.get(leg.strand) || []), leg]);
  let sum = 0;
  for (const legs of strands.values()) sum += roomOf(rules, lookAt(rules, legs));
  return sum;
}
