/* The timeline's axis: years, months, and days where there is room. */
import { DAY, monthName } from "../dates.js";

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 * @param {number} base
 */
export function axis(pen, view, base) {
  const [from, to] = view.seen;
  const day = view.width / (to - from);
  pen.strokeStyle = view.ground.line;
  pen.fillStyle = view.ground.text;
  pen.lineWidth = 1;
  pen.textBaseline = "top";
  pen.textAlign = "left";
  pen.beginPath();
  pen.moveTo(0, base + 0.5);
  pen.lineTo(view.width, base + 0.5);
  pen.stroke();
  months(pen, view, base, [1, 3, 6, 12].find((n) => n * 30 * day > 44) || 12);
  if (30 * day > 250) days(pen, view, base);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 * @param {number} base
 * @param {number} every
 */
function months(pen, view, base, every) {
  const [from, to] = view.seen;
  let last = -100,
    named = false;
  for (let year = new Date(from * DAY).getUTCFullYear(), month = 0; ; month += every) {
    if (month >= 12) {
      year += 1;
      month = 0;
    }
    const number = Date.UTC(year, month, 1) / DAY;
    if (number > to) break;
    if (number < from) continue;
    const px = view.x(number);
    pen.beginPath();
    pen.moveTo(px + 0.5, base);
    pen.lineTo(px + 0.5, base + 4);
    pen.stroke();
    const words =
      month === 0 || every === 12
        ? String(year)
        : `${monthName(month + 1)}${named ? "" : ` ${year}`}`;
    const wide = pen.measureText(words).width;
    if (px < last + 5 || px + 3 + wide > view.width) continue;
    pen.fillText(words, px + 3, base + 2);
    last = px + 3 + wide;
    named = true;
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 * @param {number} base
 */
function days(pen, view, base) {
  const [from, to] = view.seen;
  pen.fillStyle = view.ground.soft;
  for (let number = Math.ceil(from); number < to; number += 1) {
    const date = new Date(number * DAY).getUTCDate();
    if (date % 5 === 0 && date !== 30) pen.fillText(String(date), view.x(number) + 1, base + 2);
  }
}
