/* The timeline's arithmetic. Days are numbers since 1970; a span is [from, to] in such days. */
import { isoOf, numberOf } from "../dates.js";

const LEAST = 14; // days that a span has at least

/** From a day to px in a chart so wide, and back.
 * @param {number} number
 * @param {Span} pair
 * @param {number} width
 */
export const xOf = (number, [from, to], width) => ((number - from) / (to - from)) * width;
/**
 * @param {number} px
 * @param {Span} pair
 * @param {number} width
 */
export const dayAt = (px, [from, to], width) => from + (px / width) * (to - from);

/** @type {Bin} */
const DAYS = {
  name: "day",
  key: (day) => day,
  start: (key) => numberOf(key),
  end: (key) => numberOf(key) + 1,
};

/** @type {Bin} */
const WEEKS = {
  name: "week",
  key: (day) => isoOf(Math.floor((numberOf(day) + 3) / 7) * 7 - 3), // its Monday
  start: (key) => numberOf(key),
  end: (key) => numberOf(key) + 7,
};

/** @type {Bin} */
export const MONTHS = {
  name: "month",
  key: (day) => day.slice(0, 7),
  start: (key) => numberOf(`${key}-01`),
  end: (key) => {
    const [year, month] = key.split("-").map(Number);
    return numberOf(
      `${month === 12 ? year + 1 : year}-${String(month === 12 ? 1 : month + 1).padStart(2, "0")}-01`,
    );
  },
};

/** The bars' widths: days, weeks or months, none narrower than 4 px (a month may be).
 * @param {Span} pair
 * @param {number} width
 */
export function binsOf([from, to], width) {
  const day = width / (to - from);
  if (day >= 4) return DAYS;
  return day * 7 >= 4 ? WEEKS : MONTHS;
}

/** How many rows fall into each bin, by its key.
 * @param {TimelineRow[]} rows
 * @param {Bin} bin
 */
export function tally(rows, bin) {
  const counts = new Map();
  for (const row of rows) counts.set(bin.key(row.d), (counts.get(bin.key(row.d)) || 0) + 1);
  return counts;
}

/** The span from and to, within the whole time; keep: it is moved there rather than cut.
 * null for the whole time.
 * @param {number} from
 * @param {number} to
 * @param {Span} pair
 * @param {boolean} [keep]
 * @returns {Span | null}
 */
export function clampSpan(from, to, [first, last], keep = false) {
  let a = from,
    b = to;
  if (keep) {
    const by = a < first ? first - a : b > last ? last - b : 0;
    a += by;
    b += by;
  }
  a = Math.max(first, a);
  b = Math.min(last, b);
  if (b - a < LEAST) {
    const middle = (a + b) / 2;
    a = Math.max(first, Math.min(middle - LEAST / 2, last - LEAST));
    b = a + LEAST;
  }
  return b - a >= last - first - 1 ? null : [a, b];
}

/** The day of the next event after (sign 1) or before (-1) a day; undefined if there is none.
 * @param {string[]} days
 * @param {string} day
 * @param {number} sign
 */
export function nextDay(days, day, sign) {
  const ahead = days.filter((one) => (sign > 0 ? one > day : one < day)).sort();
  return sign > 0 ? ahead[0] : ahead[ahead.length - 1];
}
