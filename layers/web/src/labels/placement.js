/* One engine for all labels: by rank, nothing overlaps, no line is hidden. The rules are those of
 * briefing/canvas/labels.py; tests/client/places.json holds both to them. */

const PAD = 1.5; // room around a text that nothing else takes
const HIGH = 1.15; // of a line, in its size

/* Boxes in a grid of cells, so that a test is a look at a few. */
class Boxes {
  constructor() {
    /** @type {Map<number, Box[]>} */
    this.cells = new Map();
  }
  /** @param {Box} box */
  *keys(box) {
    for (let x = Math.floor(box.x0 / 64); x <= Math.floor(box.x1 / 64); x++)
      for (let y = Math.floor(box.y0 / 64); y <= Math.floor(box.y1 / 64); y++) yield x * 4096 + y;
  }
  /** @param {Box} box */
  add(box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }
  /**
   * @param {Box} box
   * @param {string} [owner]
   */
  hits(box, owner) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) || [])
        if (other.owner !== owner || owner === undefined)
          if (box.x0 < other.x1 && box.x1 > other.x0 && box.y0 < other.y1 && box.y1 > other.y0)
            return true;
    return false;
  }
}

/* Sixteen directions from the east against the clock, with their price in ems, the cheapest first. */
const PRICES = [0, 0.1, 0.2, 0.5, 0.5, 0.6, 0.45, 0.35, 0.3, 0.4, 0.5, 0.65, 0.55, 0.55, 0.3, 0.15];
/* Rings of places: farther by so many ems, at a price. */
const NEAR = [
  { more: 0, price: 0, lead: false },
  { more: 0.3, price: 0.35, lead: false },
  { more: 0.6, price: 0.8, lead: false },
];
const FAR = [1.6, 2.6, 3.8, 5.2, 7, 9].map((more) => ({
  more,
  price: 1.6 + more * 0.5,
  lead: true,
}));

/** Places around a mark by the text's corner, never by its middle: a long name begins at its mark.
 * @param {Label} label
 * @param {number} w
 * @param {number} h
 * @returns {Spot[]}
 */
function around(label, w, h) {
  /** @type {(Spot & { price: number })[]} */
  const spots = [];
  for (const { more, price, lead } of label.must ? [...NEAR, ...FAR] : NEAR)
    for (let turn = 0; turn < 16; turn++) {
      const cos = Math.cos((turn * Math.PI) / 8);
      const sin = -Math.sin((turn * Math.PI) / 8);
      const radius = (label.gap || 5) + more * label.size;
      const flush = (/** @type {number} */ part) =>
        part > 0.7 ? 0.5 : part < -0.7 ? -0.5 : part / Math.SQRT2;
      spots.push({
        x: label.x + cos * radius + flush(cos) * w,
        y: label.y + sin * radius + flush(sin) * h,
        away: more * label.size,
        price: price + PRICES[turn],
        lead,
      });
    }
  return spots.sort((a, b) => a.price - b.price);
}

/**
 * @param {Box} box
 * @param {Box} other
 */
const apart = (box, other) =>
  Math.hypot(
    Math.max(0, other.x0 - box.x1, box.x0 - other.x1),
    Math.max(0, other.y0 - box.y1, box.y0 - other.y1),
  );

/** A name nearer to a foreign mark than to its own would be read as that one's.
 * @param {Label} label
 * @param {Spot} spot
 * @param {Box} box
 * @param {Box[]} marks
 */
function misleads(label, spot, box, marks) {
  const own = spot.lead ? 0.25 * label.size : 3 + (spot.away || 0);
  return marks.some(
    (mark) =>
      !(label.owner && mark.owner === label.owner) &&
      !(mark.x0 <= label.x && label.x <= mark.x1 && mark.y0 <= label.y && label.y <= mark.y1) &&
      apart(box, mark) < own - 0.01,
  );
}

/** The line that leads from a mark to a name that stands apart; null if it would pass another mark
 * or a name.
 * @param {Label} label
 * @param {Box} box
 * @param {Box[]} marks
 * @param {Box[]} named
 * @returns {Point[] | null}
 */
function leader(label, box, marks, named) {
  const clamp = (/** @type {number} */ v, /** @type {number} */ a, /** @type {number} */ b) =>
    Math.min(b, Math.max(a, v));
  const end = { x: clamp(label.x, box.x0, box.x1), y: clamp(label.y, box.y0 + 4, box.y1 - 4) };
  const far = Math.hypot(end.x - label.x, end.y - label.y) || 1;
  const rim = ((label.gap || 5) - 2) / far;
  const start = { x: label.x + (end.x - label.x) * rim, y: label.y + (end.y - label.y) * rim };
  const foreign = [
    ...marks.filter((mark) => !(label.owner && mark.owner === label.owner)),
    ...named,
  ];
  for (let i = 0; i <= 24; i++) {
    const x = start.x + ((end.x - start.x) * i) / 24;
    const y = start.y + ((end.y - start.y) * i) / 24;
    if (foreign.some((one) => one.x0 < x && x < one.x1 && one.y0 < y && y < one.y1)) return null;
  }
  return [start, end];
}

/** What a line hides, as small boxes along it; the first of its name's own owner.
 * @param {Point[]} points
 * @param {number} reach
 * @param {string} owner
 * @param {Box} frame
 * @returns {Box[]}
 */
export function traced(points, reach, owner, frame) {
  const boxes = [];
  const step = Math.max(3, reach);
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const out =
      Math.max(a.x, b.x) < frame.x0 ||
      Math.min(a.x, b.x) > frame.x1 ||
      Math.max(a.y, b.y) < frame.y0 ||
      Math.min(a.y, b.y) > frame.y1;
    if (out) continue;
    const number = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / step));
    for (let k = 0; k <= number; k++) {
      const x = a.x + ((b.x - a.x) * k) / number;
      const y = a.y + ((b.y - a.y) * k) / number;
      boxes.push({ x0: x - reach, x1: x + reach, y0: y - reach, y1: y + reach, owner });
    }
  }
  return boxes;
}

/** The room that a label takes: of a turned one small squares along it. The same rule as
 * boxes_of in briefing/canvas/label.py.
 * @param {number} w
 * @param {number} size
 * @param {Spot} spot
 * @returns {Box[]}
 */
export function boxesOf(w, size, { x, y, angle = 0 }) {
  const h = size * HIGH;
  if (!angle) return [{ x0: x - w / 2 - PAD, x1: x + w / 2 + PAD, y0: y - h / 2, y1: y + h / 2 }];
  const steps = Math.max(1, Math.ceil((w + 2 * PAD) / h));
  // A turned square reaches farther than an upright one.
  const half = (h / 2) * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const along = (i / steps - 0.5) * (w + 2 * PAD - h);
    const cx = x + Math.cos(angle) * along;
    const cy = y + Math.sin(angle) * along;
    return { x0: cx - half, x1: cx + half, y0: cy - half, y1: cy + half };
  });
}

/** candidates: [{text, x, y, rank, size, weight, italic, colour, halo, gap, centred, angle, dot, owner, spots}]
 * obstacles: [{x0,y0,x1,y1,owner}]; frame: {x0,y0,x1,y1}; width: as text.js has it. Gives the placed ones.
 * @param {Label[]} candidates
 * @param {Box[]} obstacles
 * @param {Box} frame
 * @param {Measure} width
 * @param {Box[]} [lines] Routes and the border, which no name but their own hides.
 */
export function place(candidates, obstacles, frame, width, lines = []) {
  const boxes = new Boxes();
  for (const box of [...obstacles, ...lines]) boxes.add(box);
  const marks = obstacles.filter((box) => box.owner);
  /** @type {Box[]} */
  const named = [];
  /** @type {Placed[]} */
  const placed = [];
  /** @type {Map<string, Label[]>} */
  const texts = new Map();
  const order = candidates
    .map((label, i) => ({ label, i }))
    .sort((a, b) => a.label.rank - b.label.rank || a.i - b.i);
  for (const { label } of order) {
    const w =
      width(label.text, label.size, label.weight || 400, label.italic) +
      (label.spacing || 0) * label.text.length;
    const h = label.size * HIGH;
    const near = texts.get(label.text);
    if (near?.some((p) => Math.hypot(p.x - label.x, p.y - label.y) < (label.repeat || 260)))
      continue;
    /** @type {Spot[]} */
    const spots =
      label.spots || (label.centred ? [{ x: label.x, y: label.y }] : around(label, w, h));
    for (const spot of spots) {
      const angle = spot.angle || 0;
      const own = boxesOf(w, label.size, spot);
      const out = own.some(
        (b) => b.x0 < frame.x0 || b.x1 > frame.x1 || b.y0 < frame.y0 || b.y1 > frame.y1,
      );
      if (out || own.some((b) => boxes.hits(b, label.owner))) continue;
      if (spot.price !== undefined && misleads(label, spot, own[0], marks)) continue;
      const lead = spot.lead ? leader(label, own[0], marks, named) : undefined;
      if (lead === null) continue;
      for (const box of own) boxes.add(box);
      named.push(...own);
      // A town's dot under a mark would only spoil the mark.
      const dot = { x0: label.x - 3, x1: label.x + 3, y0: label.y - 3, y1: label.y + 3 };
      const dotted = Boolean(label.dot) && !boxes.hits(dot, label.owner);
      if (dotted) boxes.add(dot);
      placed.push({ label, x: spot.x, y: spot.y, w, h, angle, dotted, lead });
      if (!near) texts.set(label.text, [label]);
      else near.push(label);
      break;
    }
  }
  return placed;
}
