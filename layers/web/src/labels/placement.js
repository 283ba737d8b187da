/* One engine for all labels: by rank, nothing overlaps, nothing is cut off. */

const PAD = 2;

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

const AROUND = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [0.75, -0.8],
  [0.75, 0.8],
  [-0.75, -0.8],
  [-0.75, 0.8],
];

/** Boxes of a turned label: small squares along it.
 * @param {number} x
 * @param {number} y
 * @param {number} w
 * @param {number} h
 * @param {number} angle
 */
export function turned(x, y, w, h, angle) {
  const steps = Math.max(1, Math.ceil(w / h));
  const boxes = [];
  for (let i = 0; i <= steps; i++) {
    const along = -w / 2 + (w * i) / steps;
    const cx = x + Math.cos(angle) * along;
    const cy = y + Math.sin(angle) * along;
    boxes.push({ x0: cx - h / 2, x1: cx + h / 2, y0: cy - h / 2, y1: cy + h / 2 });
  }
  return boxes;
}

/** candidates: [{text, x, y, rank, size, weight, italic, colour, halo, gap, centred, angle, dot, owner, spots}]
 * obstacles: [{x0,y0,x1,y1,owner}]; frame: {x0,y0,x1,y1}; width: as text.js has it. Gives the placed ones.
 * @param {Label[]} candidates
 * @param {Box[]} obstacles
 * @param {Box} frame
 * @param {Measure} width
 */
export function place(candidates, obstacles, frame, width) {
  const boxes = new Boxes();
  for (const box of obstacles) boxes.add(box);
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
    const h = label.size * 1.15;
    const near = texts.get(label.text);
    if (near?.some((p) => Math.hypot(p.x - label.x, p.y - label.y) < (label.repeat || 260)))
      continue;
    /** @param {number} gap */
    const ring = (gap) =>
      AROUND.map(([dx, dy]) => ({
        x: label.x + dx * (gap + w / 2),
        y: label.y + dy * (gap + h / 2),
      }));
    /** @type {Spot[]} */
    const spots =
      label.spots ||
      (label.centred
        ? [{ x: label.x, y: label.y }]
        : [...ring(label.gap || 5), ...(label.wide ? ring(label.wide) : [])]);
    for (const spot of spots) {
      const angle = spot.angle || 0;
      /** @type {Box[]} */
      const own = angle
        ? turned(spot.x, spot.y, w + PAD, h, angle)
        : [
            {
              x0: spot.x - w / 2 - PAD,
              x1: spot.x + w / 2 + PAD,
              y0: spot.y - h / 2,
              y1: spot.y + h / 2,
            },
          ];
      const out = own.some(
        (b) => b.x0 < frame.x0 || b.x1 > frame.x1 || b.y0 < frame.y0 || b.y1 > frame.y1,
      );
      if (out || own.some((b) => boxes.hits(b, label.owner))) continue;
      for (const box of own) boxes.add(box);
      // A town's dot under a mark would only spoil the mark.
      const dot = { x0: label.x - 3, x1: label.x + 3, y0: label.y - 3, y1: label.y + 3 };
      const dotted = Boolean(label.dot) && !boxes.hits(dot, label.owner);
      if (dotted) boxes.add(dot);
      placed.push({ label, x: spot.x, y: spot.y, w, h, angle, dotted });
      if (!near) texts.set(label.text, [label]);
      else near.push(label);
      break;
    }
  }
  return placed;
}
