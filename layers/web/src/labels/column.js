/* A column of names beside a crowd of marks, from north to south, with lines that lead to them. The rules
 * are those of briefing/canvas/column.py. */
import { crosses, leader } from "./leaders.js";
import { extentOf, HIGH } from "./places.js";

const FAR = 3; // ems: two leaders longer than this are many enough for a column
const CROWD = 5; // ems: marks nearer to another one crowd together
const ROW = 1.3; // ems from one name to the next
const STEP = 0.6; // ems between the columns that are tried
const REACH = 14; // ems that a column may stand over or under its marks
const TRIED = 1500;

/** Names that crowd, set in columns; empty where each finds a place at its mark.
 * @param {Label[]} labels Those that must be named; those without a column are no part of one.
 * @param {Placed[]} alone How they would stand without.
 * @param {Board} board
 * @returns {Placed[]}
 */
export function inColumns(labels, alone, board) {
  const keys = new Set(labels.map(({ column }) => column).filter(Boolean));
  return [...keys].flatMap((key) =>
    crowds(labels.filter(({ column }) => column === key)).flatMap((crowd) => {
      const far = crowd.filter((label) => {
        const own = alone.find((one) => one.label === label);
        return !own || (own.lead && length(own.lead) > FAR * label.size);
      });
      if (far.length < 2) return [];
      // Where no column holds all of them, one without the outermost may.
      for (const some of [crowd, crowd.slice(0, -1), crowd.slice(1)]) {
        const found = some.length > 1 ? column(some, board) : [];
        if (found.length) return found;
      }
      return [];
    }),
  );
}

/** @param {Point[]} path */
const length = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);

/** Names parted into those whose marks are near each other.
 * @param {Label[]} labels
 */
function crowds(labels) {
  /** @type {Label[][]} */
  let found = [];
  for (const label of labels.toSorted((a, b) => a.y - b.y)) {
    const joins = (/** @type {Label[]} */ crowd) =>
      crowd.some((o) => Math.hypot(o.x - label.x, o.y - label.y) < CROWD * label.size);
    const near = found.filter(joins);
    found = [...found.filter((crowd) => !near.includes(crowd)), [label, ...near.flat()]];
  }
  return found.filter((crowd) => crowd.length > 1).map((c) => c.sort((a, b) => a.y - b.y));
}

/** The cheapest column for names from north to south; empty if there is none.
 * @param {Label[]} labels
 * @param {Board} board
 * @returns {Placed[]}
 */
function column(labels, board) {
  const em = Math.max(...labels.map(({ size }) => size));
  const wide = labels.map((label) => extentOf(label, [label.text], board.width).w);
  const [xs, ys] = [labels.map(({ x }) => x), labels.map(({ y }) => y)];
  const tried = [];
  for (const side of [-1, 1])
    for (let x = Math.min(...xs) - 16 * em; x < Math.max(...xs) + 16 * em; x += STEP * em) {
      if (xs.some((own) => (x - own) * side <= 0.8 * em)) continue;
      const top = Math.min(...ys) - REACH * em - (labels.length * ROW * em) / 2;
      for (let y = top; y < Math.max(...ys) + REACH * em; y += STEP * em) {
        const boxes = wide.map((w, n) => ({
          x0: (side < 0 ? x - w : x) - 1.5,
          x1: (side < 0 ? x : x + w) + 1.5,
          y0: y + n * ROW * em,
          y1: y + n * ROW * em + HIGH * em,
        }));
        if (!boxes.every((box) => free(box, board))) continue;
        const far = boxes.map((box, n) => Math.hypot(x - xs[n], (box.y0 + box.y1) / 2 - ys[n]));
        const cost = far.reduce((a, b) => a + b, 0) + Math.max(...far);
        tried.push({ cost, boxes, side });
      }
    }
  tried.sort((a, b) => a.cost - b.cost);
  for (const { boxes, side } of tried.slice(0, TRIED)) {
    const paths = leads(labels, boxes, board);
    if (paths) return labels.map((label, n) => placed(label, boxes[n], side, paths[n]));
  }
  return [];
}

/** @type {(box: Box, board: Board) => boolean} */
const free = (box, { frame, boxes, lines }) =>
  box.x0 >= frame.x0 &&
  box.x1 <= frame.x1 &&
  box.y0 >= frame.y0 &&
  box.y1 <= frame.y1 &&
  !boxes.hits(box) &&
  !lines.hits(box);

/** The lines that lead to a column; null if one would pass a mark or cross another.
 * @param {Label[]} labels
 * @param {Box[]} boxes
 * @param {Board} board
 */
function leads(labels, boxes, board) {
  /** @type {Point[][]} */
  const paths = [];
  for (const [n, label] of labels.entries()) {
    const foreign = [
      ...board.marks.filter((mark) => mark.owner !== label.owner),
      ...board.named,
      ...boxes.filter((_, other) => other !== n),
    ];
    const led = leader(label, boxes[n], foreign, (box) => board.lines.hits(box), board.leads, 3);
    if (!led) return null;
    if (paths.some(([a, b]) => crosses(a, b, led.path[0], led.path[1]))) return null;
    paths.push(led.path);
  }
  return paths;
}

/** @type {(label: Label, box: Box, side: number, lead: Point[]) => Placed} */
const placed = (label, { x0, x1, y0, y1 }, side, lead) => ({
  ...{ label, side, lead, angle: 0, dotted: false, lines: [label.text] },
  ...{ x: (x0 + x1) / 2, y: (y0 + y1) / 2, w: x1 - x0 - 3, h: y1 - y0 },
});
