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

export const numberOf = (day) => Date.parse(day) / DAY;
export const isoOf = (number) => new Date(Math.round(number) * DAY).toISOString().slice(0, 10);

const partsOf = (day) => day.split("-").map(Number);

/* Month of a year in short: 1 is Jan. */
export const monthName = (month) => MONTHS[month - 1].slice(0, 3);

export function shortDay(text) {
  const [year, month, day] = partsOf(text);
  return `${day} ${monthName(month)} ${year}`;
}

export function longDay(text) {
  const [year, month, day] = partsOf(text);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}
