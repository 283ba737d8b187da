/* Places that a name may take around its mark, with what each costs before anything is in the way. The
 * rules are those of briefing/canvas/places.py. */

export const HIGH = 1.15; // room for a line of text, in its size
export const PITCH = 1.1; // from one line of a broken name to the next, in its size
const LONG = 11; // a name of more letters may be broken in two
const BROKEN = 0.45; // what that costs, in ems

/* Sixteen directions from the east against the clock, with their price in ems. */
const PRICES = [0, 0.1, 0.2, 0.5, 0.5, 0.6, 0.45, 0.35, 0.3, 0.4, 0.5, 0.65, 0.55, 0.55, 0.3, 0.15];
/* Rings of places: farther by so many ems, at a price. */
const NEAR = [
  [0, 0],
  [0.3, 0.35],
  [0.6, 0.8],
];
/* Rings from which a line leads to the mark. */
const FAR = [
  [1.6, 2.2],
  [2.6, 2.6],
  [3.8, 3.1],
  [5.2, 3.7],
  [7, 4.5],
  [9, 5.5],
  [11.5, 7],
];

/** The ways to set a name: in a line, and a long one in two of about equal length.
 * @param {string} text
 * @returns {string[][]}
 */
export function breaks(text) {
  const whole = [[text]];
  if (text.length <= LONG) return whole;
  const parts = text.split(/(?<=[-/]) ?|(?<=,) | /).filter(Boolean);
  if (parts.length < 2) return whole;
  const found = [];
  let at = 0;
  for (const one of parts.slice(0, -1)) {
    at = text.indexOf(one, at) + one.length;
    found.push([text.slice(0, at).trimEnd(), text.slice(at).trimStart()]);
  }
  const longest = (/** @type {string[]} */ two) => Math.max(...two.map((one) => one.length));
  found.sort((a, b) => longest(a) - longest(b));
  return [...whole, found[0]];
}

/** Width and height of the room of a name set in these lines.
 * @param {Label} label
 * @param {string[]} lines
 * @param {Measure} width
 */
export function extentOf({ size, weight, italic, spacing }, lines, width) {
  const wide = lines.map(
    (line) => width(line, size, weight || 400, italic) + (spacing || 0) * line.length,
  );
  return { w: Math.max(...wide), h: size * (HIGH + (lines.length - 1) * PITCH) };
}

/** Places around a mark by the text's corner, never by its middle: a long name begins at its mark. The
 * cheapest first.
 * @param {Label} label
 * @param {Measure} width
 * @param {number} [far] Stretches the distance of those to which a line leads.
 * @returns {Spot[]}
 */
export function around(label, width, far = 1) {
  /** @type {(Spot & { price: number })[]} */
  const spots = [];
  const rings = NEAR.map(([more, price]) => ({ more, price, lead: false }));
  if (label.must)
    rings.push(
      ...FAR.map(([more, price]) => ({ more: more * far, price: price * far, lead: true })),
    );
  breaks(label.text).forEach((lines, broken) => {
    const { w, h } = extentOf(label, lines, width);
    for (const { more, price, lead } of rings)
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
          price: price + PRICES[turn] + (broken ? BROKEN : 0),
          lead,
          lines,
          side: cos > 0.5 ? 1 : cos < -0.5 ? -1 : 0,
        });
      }
  });
  return spots.sort((a, b) => (a.price || 0) - (b.price || 0));
}
