/* Days as ISO texts ("2026-11-28") and as numbers of days since 1970. */

export const DAY = 86400000; // ms

/** @param {"short" | "long"} length */
const monthsIn = (length) => new Intl.DateTimeFormat("en", { month: length, timeZone: "UTC" });
const SHORT = monthsIn("short");
const LONG = monthsIn("long");

/** @param {string} day */
export const numberOf = (day) => Date.parse(day) / DAY;
/** @param {number} number */
export const isoOf = (number) => new Date(Math.round(number) * DAY).toISOString().slice(0, 10);

/** The day on the reader's calendar, whatever the hour.
 * @param {Date} [now]
 */
export const today = (now = new Date()) =>
  isoOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY);

/** @param {string} day */
const partsOf = (day) => day.split("-").map(Number);

/** Month of a year in short: 1 is Jan.
 * @param {number} month
 */
export const monthName = (month) => SHORT.format(Date.UTC(2000, month - 1, 1));

/**
 * @param {string} text
 * @param {Intl.DateTimeFormat} months
 */
function dayIn(text, months) {
  const [year, , day] = partsOf(text);
  return `${day} ${months.format(Date.parse(text))} ${year}`;
}

/** @param {string} text */
export const shortDay = (text) => dayIn(text, SHORT);

/** @param {string} text */
export const longDay = (text) => dayIn(text, LONG);
