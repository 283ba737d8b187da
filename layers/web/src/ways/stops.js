/* A line that ends in another strand stops at its edge: the same rules as layers/lines/strands.py. */
import { roomOf } from "./look.js";
import { STEP } from "./offset.js";

const END = 32; // points of a line that may be left out where it ends in another strand

/**
 * @param {WayRules} rules
 * @param {Piece[]} pieces
 */
export function stopped(rules, pieces) {
  const boxes = pieces.map(({ line }) => boxOf(line));
  return pieces.map((piece) => {
    const { line } = piece;
    let low = 0,
      high = line.length;
    pieces.forEach((other, n) => {
      if (other.strand === piece.strand) return;
      const near = (roomOf(rules, piece.look) + roomOf(rules, other.look)) / 2;
      const on = (piece.look.width + other.look.width) / 2;
      if (piece.first && within(boxes[n], line[0], on) && yields(rules, piece, other, line[0], on))
        low = Math.max(low, clear(line, other.line, near));
      const end = line[line.length - 1];
      if (piece.last && within(boxes[n], end, on) && yields(rules, piece, other, end, on))
        high = Math.min(high, line.length - clear(line.slice().reverse(), other.line, near));
    });
    if (high - low < 2 || (low === 0 && high === line.length)) return piece;
    return { ...piece, line: line.slice(low, high), start: piece.start + low * STEP };
  });
}

/** @param {Line} line */
function boxOf(line) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of line) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/** @type {(box: number[], point: [number, number], room: number) => boolean} */
const within = ([x0, y0, x1, y1], [x, y], room) =>
  x > x0 - room && x < x1 + room && y > y0 - room && y < y1 + room;

/** @type {(one: [number, number], other: [number, number]) => number} */
const far = ([x, y], [a, b]) => Math.hypot(x - a, y - b);

/** Where both end there, the one with the worse state stops; of two alike the later by name.
 * @param {WayRules} rules
 * @param {Piece} piece
 * @param {Piece} other
 * @param {[number, number]} end
 * @param {number} near
 */
function yields(rules, piece, other, end, near) {
  let at = 0;
  for (let i = 1; i < other.line.length; i++)
    if (far(other.line[i], end) < far(other.line[at], end)) at = i;
  if (far(other.line[at], end) >= near) return false;
  const ends = (other.first && at < END) || (other.last && at >= other.line.length - END);
  /** @param {Piece} one */
  const rank = (one) => rules.helps.indexOf(one.look.state);
  if (!ends || rank(piece) !== rank(other)) return !ends || rank(piece) > rank(other);
  return piece.strand > other.strand;
}

/** How many points from its start on a line is too near to another; 0 if it stays near.
 * @param {Line} line
 * @param {Line} other
 * @param {number} near
 */
function clear(line, other, near) {
  for (let i = 0; i <= END && i < line.length; i++)
    if (other.every((point) => far(point, line[i]) >= near)) return i;
  return 0;
}
