/* One engine for all labels: by rank, nothing overlaps, no line is hidden. The rules are those of
 * briefing/canvas/labels.py; tests/client/places.json holds both to them. */

import { inColumns } from "./column.js";
import { leader } from "./leaders.js";
import { around, extentOf, HIGH, PITCH } from "./places.js";

const PAD = 1.5; // room around a text that nothing else takes
const TRIES = 8; // so often names that must stand are placed anew where one finds no place
const MAIN = -1; // rank of what the map is about
const LOOSER = [2, 3, 4]; // where a name that must stand finds no place

/* Boxes in a grid of cells, so that a test is a look at a few. */
class Boxes {
  /** @param {Boxes} [under] What lies there already. */
  constructor(under) {
    this.under = under;
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
    if (this.under?.hits(box, owner)) return true;
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) || [])
        if (other.owner !== owner || owner === undefined)
          if (box.x0 < other.x1 && box.x1 > other.x0 && box.y0 < other.y1 && box.y1 > other.y0)
            return true;
    return false;
  }
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
export function boxesOf(w, size, { x, y, angle = 0, lines = [""] }) {
  const h = size * (HIGH + (lines.length - 1) * PITCH);
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

/** The cheapest place for a name; null if there is none.
 * @param {Label} label
 * @param {Board} board
 * @param {number} [loose] A leader may be so many times longer, and hide lines for longer.
 * @returns {(Spot & { own: Box[], path?: Point[] }) | null}
 */
function cheapest(label, board, loose = 1) {
  const { frame, boxes, lines, width } = board;
  const marks = board.marks.filter((mark) => !(label.owner && mark.owner === label.owner));
  const foreign = [...marks.filter((mark) => !holds(mark, label)), ...board.named];
  let best = null;
  let least = Infinity;
  for (const spot of spotsOf(label, width, loose)) {
    const price = spot.price || 0;
    // Given places stand in the order in which they are wanted.
    if (price >= least || (best && spot.price === undefined)) break;
    const { w } = extentOf(label, spot.lines || [label.text], width);
    const own = boxesOf(w, label.size, spot);
    if (own.some((b) => b.x0 < frame.x0 || b.x1 > frame.x1 || b.y0 < frame.y0 || b.y1 > frame.y1))
      continue;
    if (own.some((b) => boxes.hits(b, label.owner) || lines.hits(b, label.owner))) continue;
    // Beside its line a name lies on none, its own included.
    const near = (/** @type {Box} */ b) =>
      lines.hits(b) || lines.hits(grown(b, spot.clear || 0), label.owner);
    if (spot.clear && own.some(near)) continue;
    if (spot.price !== undefined && misleads(label, spot, own[0], marks)) continue;
    if (!spot.lead) {
      best = { ...spot, own };
      least = price;
      continue;
    }
    const hides = (/** @type {Box} */ box) => lines.hits(box);
    const led = leader(label, own[0], foreign, hides, board.leads, loose);
    if (!led || (led.price && !label.cross) || price + led.price >= least) continue;
    best = { ...spot, own, path: led.path };
    least = price + led.price;
  }
  return best;
}

/** @type {(box: Box, by: number) => Box} */
const grown = ({ x0, x1, y0, y1 }, by) => ({
  ...{ x0: x0 - by, x1: x1 + by, y0: y0 - by, y1: y1 + by },
});

/** @type {(box: Box, point: Point) => boolean} */
const holds = (box, { x, y }) => box.x0 <= x && x <= box.x1 && box.y0 <= y && y <= box.y1;

/** @type {(label: Label, width: Measure, loose: number) => Spot[]} */
const spotsOf = (label, width, loose) =>
  label.spots || (label.centred ? [{ x: label.x, y: label.y }] : around(label, width, loose));

/** How many places at its mark a name could take.
 * @param {Label} label
 * @param {Board} board
 */
const room = (label, { boxes, lines, width }) =>
  around({ ...label, must: false }, width).filter((spot) => {
    const { w } = extentOf(label, spot.lines || [label.text], width);
    const [own] = boxesOf(w, label.size, spot);
    return !boxes.hits(own, label.owner) && !lines.hits(own, label.owner);
  }).length;

/** candidates: [{text, x, y, rank, size, weight, italic, colour, halo, gap, centred, angle, dot, owner, spots}]
 * obstacles: [{x0,y0,x1,y1,owner}]; frame: {x0,y0,x1,y1}; width: as text.js has it. Gives the placed ones.
 * @param {Label[]} candidates
 * @param {Box[]} obstacles
 * @param {Box} frame
 * @param {Measure} width
 * @param {Box[]} [traces] Routes and the border, which no name but their own hides.
 */
export function place(candidates, obstacles, frame, width, traces = []) {
  /** @type {Board} */
  const board = {
    ...{ frame, width, boxes: new Boxes(), lines: new Boxes(), named: [], leads: [] },
    marks: obstacles.filter((box) => box.owner),
    said: [],
  };
  for (const box of obstacles) board.boxes.add(box);
  for (const box of traces) board.lines.add(box);
  const order = candidates.toSorted((a, b) => a.rank - b.rank);
  const first = order.filter(({ must }) => must);
  let best = tried(first, board);
  const columns = inColumns(first, best.placed, board);
  if (columns.length) {
    // A column that leaves no room for another name that must stand is none.
    const trial = fork(board);
    for (const one of columns) keep(one, [boxOf(one)], trial);
    const left = first.filter((label) => !columns.some((one) => one.label === label));
    const found = tried(left, trial);
    const placed = [...columns, ...found.placed];
    if (worth(placed) >= worth(best.placed)) best = { board: found.board, placed };
  }
  const others = order.filter(({ must }) => !must);
  return [...best.placed, ...settle(others, best.board)];
}

/** What the map is about counts before all others.
 * @param {Placed[]} placed
 */
const worth = (placed) => placed.length + 100 * placed.filter(({ label }) => label.column).length;

/** Place names that must stand; again with those first that found no place, until all do.
 * @param {Label[]} labels
 * @param {Board} board
 */
function tried(labels, board) {
  /** @type {Label[]} */
  let urgent = [];
  let best = { board, placed: /** @type {Placed[]} */ ([]) };
  for (let n = 0; n < TRIES; n++) {
    const trial = fork(board);
    const order = withLeastRoom(labels, trial);
    const placed = settle([...urgent, ...order.filter((one) => !urgent.includes(one))], trial);
    if (!n || worth(placed) > worth(best.placed)) best = { board: trial, placed };
    const said = new Set(placed.map(({ label }) => label.text));
    const missed = order.filter((one) => !said.has(one.text) && !urgent.includes(one));
    if (!missed.length) break;
    urgent = [...missed, ...urgent];
  }
  return best;
}

/** The same board, for a trial.
 * @param {Board} board
 * @returns {Board}
 */
const fork = (board) => ({
  ...board,
  boxes: new Boxes(/** @type {any} */ (board.boxes)),
  named: [...board.named],
  leads: [...board.leads],
  said: [...board.said],
});

/** @type {(placed: Placed) => Box} */
const boxOf = ({ x, y, w, h }) => ({
  ...{ x0: x - w / 2 - PAD, x1: x + w / 2 + PAD, y0: y - h / 2, y1: y + h / 2 },
});

/** Give each label the cheapest place that is free, in this order.
 * @param {Label[]} labels
 * @param {Board} board
 * @returns {Placed[]}
 */
function settle(labels, board) {
  const placed = [];
  for (const label of labels) {
    const again = board.said.some(
      (one) =>
        one.text === label.text &&
        Math.hypot(one.x - label.x, one.y - label.y) < (label.repeat || 260),
    );
    if (again) continue;
    let found = cheapest(label, board);
    for (const loose of label.must && !label.spots ? LOOSER : [])
      found = found || cheapest(label, board, loose);
    if (!found) continue;
    const { own, path, x, y, angle = 0, lines = [label.text], side = 0 } = found;
    const extent = extentOf(label, lines, board.width);
    // A town's dot under a mark would only spoil the mark.
    const dot = { x0: label.x - 3, x1: label.x + 3, y0: label.y - 3, y1: label.y + 3 };
    const dotted = Boolean(label.dot) && !board.boxes.hits(dot, label.owner);
    const one = { label, x, y, ...extent, angle, dotted, lead: path, lines, side };
    keep(one, dotted ? [...own, dot] : own, board);
    placed.push(one);
  }
  return placed;
}

/** What stands is in the way of what comes after.
 * @param {Placed} placed
 * @param {Box[]} own
 * @param {Board} board
 */
function keep({ label, lead }, own, board) {
  for (const box of own) board.boxes.add(box);
  board.named.push(...own);
  board.said.push(label);
  if (!lead) return;
  board.leads.push(lead);
  for (const box of traced(lead, 1, label.owner || "", board.frame)) board.boxes.add(box);
}

/** Of those that must be named before all others the ones with the least room choose first.
 * @param {Label[]} labels
 * @param {Board} board
 */
const withLeastRoom = (labels, board) =>
  labels
    .map((label) => ({ label, room: label.spots ? 0 : room(label, board) }))
    .sort((a, b) => Number(a.label.rank > MAIN) - Number(b.label.rank > MAIN) || a.room - b.room)
    .map(({ label }) => label);
