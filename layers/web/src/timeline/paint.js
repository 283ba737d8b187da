/* The timeline painted. Bars count incidents; squares are meetings, triangles changes of policy.
   Hatched: no data, which is not the same as no events. */
import { numberOf } from "../dates.js";
import { penOf } from "../nodes.js";
import { axis } from "./axis.js";
import { MONTHS, tally } from "./scale.js";
import { AXIS, OVER } from "./view.js";

const TOP = 24; // marks and the key stand above the bars, px

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("./view.js").TimelineView} view
 */
export function paint(canvas, view) {
  const { width: w, height: h } = view;
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(w * ratio) || canvas.height !== Math.round(h * ratio)) {
    canvas.width = Math.round(w * ratio);
    canvas.height = Math.round(h * ratio);
  }
  const pen = penOf(canvas);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, w, h);
  pen.font = '400 11px "Noto Sans", sans-serif';
  const base = h - OVER - AXIS;
  gaps(pen, view, base);
  window_(pen, view, base);
  axis(pen, view, base);
  bars(pen, view, base);
  marks(pen, view);
  lines(pen, view, base);
  overview(pen, view);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 */
function stroke(pen, ax, ay, bx, by) {
  pen.beginPath();
  pen.moveTo(ax, ay);
  pen.lineTo(bx, by);
  pen.stroke();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 * @param {number} base
 */
function gaps(pen, view, base) {
  pen.strokeStyle = view.ground.line;
  pen.lineWidth = 1;
  for (const [from, to] of view.data.gaps) {
    const a = Math.max(0, view.x(numberOf(from))),
      b = Math.min(view.width, view.x(numberOf(to)));
    if (b <= a) continue;
    pen.save();
    pen.beginPath();
    pen.rect(a, 0, b - a, base);
    pen.clip();
    for (let s = a - base; s < b; s += 6) stroke(pen, s, base, s + base, 0);
    pen.restore();
  }
}

/** The days whose events the map shows.
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 * @param {number} base
 */
function window_(pen, view, base) {
  const to = view.day + 1;
  const from = view.command.window === null ? view.seen[0] : to - view.command.window;
  pen.globalAlpha = 0.12;
  pen.fillStyle = view.ground.accent;
  pen.fillRect(view.x(from), 0, view.x(to) - view.x(from), base);
  pen.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 * @param {number} base
 */
function bars(pen, view, base) {
  const { bin, events } = view;
  const counts = tally(events.incidents, bin);
  const other = view.command.layers.includes("incidents_ucdp")
    ? tally(events.ucdp, bin)
    : new Map();
  const most = Math.max(1, ...counts.values(), ...other.values());
  const both = other.size > 0; // then each takes half of the width
  /**
   * @param {string} key
   * @param {number} number
   * @param {string} style
   * @param {boolean} right
   */
  const bar = (key, number, style, right) => {
    const a = view.x(bin.start(key)),
      b = view.x(bin.end(key));
    if (b < 0 || a > view.width) return;
    const full = Math.max(1, b - a - (b - a > 3 ? 1 : 0));
    const tall = Math.max(2, (number / most) * (base - TOP));
    pen.fillStyle = style;
    pen.fillRect(right ? a + full / 2 : a, base - tall, both ? full / 2 : full, tall);
  };
  for (const [key, number] of counts) bar(key, number, view.ink.incident, false);
  for (const [key, number] of other) bar(key, number, view.ground.soft, true);
  legend(pen, view, TOP + 3, `incidents, at most ${most} a ${bin.name}`);
}

/** What the marks mean, in one line under them.
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 * @param {number} y
 * @param {string} incidents
 */
function legend(pen, view, y, incidents) {
  const { ground, ink } = view;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  let px = 4;
  /**
   * @param {string} words
   * @param {(px: number) => void} mark
   */
  const entry = (words, mark) => {
    const wide = pen.measureText(words).width + 22;
    if (px + wide > view.width) return;
    pen.fillStyle = ground.panel;
    pen.globalAlpha = 0.85;
    pen.fillRect(px - 2, y - 6, wide - 4, 12);
    pen.globalAlpha = 1;
    mark(px + 4);
    pen.fillStyle = ground.soft;
    pen.fillText(words, px + 11, y + 0.5);
    px += wide;
  };
  entry(incidents, (a) => {
    pen.fillStyle = ink.incident;
    pen.fillRect(a - 3, y - 4, 6, 8);
  });
  entry("meetings", (a) => square(pen, view, a, y, true));
  entry("not held", (a) => square(pen, view, a, y, false));
  entry("policy", (a) => triangle(pen, view, a, y - 3));
  entry("no data", (a) => {
    pen.strokeStyle = ground.soft;
    for (let i = 0; i < 3; i++) stroke(pen, a - 5 + i * 4, y + 4, a - 1 + i * 4, y - 4);
  });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} options
 * @param {number} px
 * @param {number} y
 * @param {boolean} held
 */
function square(pen, { ground, ink }, px, y, held) {
  pen.fillStyle = held ? ink.venue : ground.panel;
  pen.strokeStyle = ink.venue;
  pen.lineWidth = 1.2;
  pen.beginPath();
  pen.roundRect(px - 3, y - 3, 6, 6, 1.5);
  pen.fill();
  pen.stroke();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} options
 * @param {number} px
 * @param {number} y
 */
function triangle(pen, { ground }, px, y) {
  pen.fillStyle = ground.text;
  pen.beginPath();
  pen.moveTo(px - 3.6, y);
  pen.lineTo(px + 3.6, y);
  pen.lineTo(px, y + 6.5);
  pen.fill();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 */
function marks(pen, view) {
  /**
   * @param {TimelineRow} row
   * @param {(px: number) => void} draw
   */
  const place = (row, draw) => {
    const px = view.x(numberOf(row.d) + 0.5);
    if (px >= -4 && px <= view.width + 4) draw(px);
  };
  for (const row of view.events.engagements)
    place(row, (px) => square(pen, view, px, 5, row.k === "held"));
  for (const row of view.events.policy) place(row, (px) => triangle(pen, view, px, 12));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 * @param {number} base
 */
function lines(pen, view, base) {
  const { command, ground } = view;
  const [from, to] = command.span || [];
  if (from) {
    // The days of which the claim that is told speaks.
    const a = view.x(numberOf(from)),
      b = view.x(to ? numberOf(to) : numberOf(from) + 1);
    pen.fillStyle = ground.accent;
    pen.fillRect(a, base - 4, Math.max(3, b - a), 4);
  }
  if (command.since) line(pen, view, base, command.since, ground.text, [4, 3], "compared");
  if (command.known) line(pen, view, base, command.known, ground.soft, [1.5, 2.5], "known by");
  line(pen, view, base, command.day, ground.accent, [], "");
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 * @param {number} base
 * @param {string} day
 * @param {string} colour
 * @param {number[]} dash
 * @param {string} words
 */
function line(pen, view, base, day, colour, dash, words) {
  const px = Math.round(view.x(numberOf(day) + 0.5)) + 0.5;
  if (px < 0 || px > view.width) return;
  pen.strokeStyle = colour;
  pen.lineWidth = dash.length ? 1.5 : 2;
  pen.setLineDash(dash);
  stroke(pen, px, 0, px, base);
  pen.setLineDash([]);
  if (!words) return;
  const left = px > view.width - 80;
  pen.fillStyle = colour;
  pen.textAlign = left ? "right" : "left";
  pen.textBaseline = "bottom";
  pen.strokeStyle = view.ground.panel;
  pen.lineWidth = 3;
  pen.strokeText(words, px + (left ? -4 : 4), base - 2);
  pen.fillText(words, px + (left ? -4 : 4), base - 2);
  pen.textAlign = "left";
}

/** The whole time, with what is in sight as a frame.
 * @param {CanvasRenderingContext2D} pen
 * @param {import("./view.js").TimelineView} view
 */
function overview(pen, view) {
  const { width: w, height: h, total, ground } = view;
  const top = h - OVER;
  const counts = tally(view.events.incidents, MONTHS);
  const most = Math.max(1, ...counts.values());
  pen.fillStyle = ground.land;
  pen.fillRect(0, top, w, OVER);
  pen.fillStyle = ground.soft;
  const month = (w / (total[1] - total[0])) * 30.4;
  for (const [key, number] of counts) {
    const tall = Math.max(1, (number / most) * (OVER - 2));
    pen.fillRect(view.x(MONTHS.start(key), total), h - tall, Math.max(1, month - 0.5), tall);
  }
  const [a, b] = view.seen.map((number) => view.x(number, total));
  pen.strokeStyle = ground.text;
  pen.lineWidth = 1;
  pen.strokeRect(a + 0.5, top + 0.5, Math.max(4, b - a - 1), OVER - 1);
  pen.fillStyle = ground.accent;
  pen.fillRect(Math.round(view.x(view.day + 0.5, total)) - 1, top, 2, OVER);
}
