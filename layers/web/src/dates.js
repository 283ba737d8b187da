/* Days as ISO texts ("2026-11-28") and as numbers of days since 1970. */

export const DAY = 86400000; // ms
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** @param {string} day */
export const numberOf = (day) => Date.parse(day) / DAY;
/** @param {number} number */
export const isoOf = (number) => new Date(Math.round(number) * DAY).toISOString().slice(0, 10);

/** @param {string} day */
const partsOf = (day) => day.split("-").map(Number);

/** Month of a year in short: 1 is Jan.
 * @param {number} month
 */
export const monthName = (month) => MONTHS[month - 1].slice(0, 3);

/** @param {string} text */
export function shortDay(text) {
  const [year, month, day] = partsOf(text);
  return `${day} ${monthName(month)} ${year}`;
}

/** @param {string} text */
export function longDay(text) {
  const [year, month, day] = partsOf(text);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}
