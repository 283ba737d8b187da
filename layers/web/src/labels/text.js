/* Labels as the browser measures and draws them. */
import { el, make, penOf } from "../nodes.js";
import { PITCH } from "./places.js";

const FONT = '"Noto Sans", sans-serif';
const pen = penOf(make("canvas"));
const widths = new Map();

/**
 * @param {string} text
 * @param {number} size
 * @param {number} weight
 * @param {boolean | undefined} italic
 */
export function width(text, size, weight, italic) {
  const font = `${italic ? "italic " : ""}${weight} ${size}px ${FONT}`;
  const key = font + text;
  if (!widths.has(key)) {
    pen.font = font;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

/**
 * @param {Element} group
 * @param {Placed[]} placed
 * @param {Ground} ground
 */
export function draw(group, placed, ground) {
  const nodes = [];
  for (const { label, x, y, w, angle, dotted, lead, lines, side } of placed) {
    if (lead)
      for (const [stroke, wide] of [
        [ground.halo, 3],
        [ground.soft, 1],
      ])
        nodes.push(
          el("path", {
            d: `M${lead.map((one) => `${one.x.toFixed(1)} ${one.y.toFixed(1)}`).join("L")}`,
            fill: "none",
            stroke,
            "stroke-width": wide,
          }),
        );
    if (dotted)
      nodes.push(
        el("circle", {
          cx: label.x,
          cy: label.y,
          r: label.dot,
          fill: ground.soft,
          stroke: ground.halo,
          "stroke-width": 1,
        }),
      );
    const text = el("text", {
      x: 0,
      y: 0,
      "text-anchor": lines.length < 2 || !side ? "middle" : side > 0 ? "start" : "end",
      "dominant-baseline": "central",
      "font-size": label.size,
      "font-weight": label.weight || 400,
      fill: label.colour,
      stroke: label.halo || ground.halo,
      "stroke-width": label.haloWidth || 3,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
      transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})${angle ? ` rotate(${((angle * 180) / Math.PI).toFixed(1)})` : ""}`,
    });
    if (label.italic) text.setAttribute("font-style", "italic");
    if (label.spacing) text.setAttribute("letter-spacing", String(label.spacing));
    if (lines.length < 2) text.textContent = label.text;
    lines.forEach((line, n) => {
      if (lines.length < 2) return;
      const row = el("tspan", {
        x: (-side * w) / 2,
        y: (n - (lines.length - 1) / 2) * PITCH * label.size,
      });
      // What is read aloud or copied is the whole name.
      row.textContent = n && !/[-/]$/.test(lines[n - 1]) ? ` ${line}` : line;
      text.appendChild(row);
    });
    nodes.push(text);
  }
  group.replaceChildren(...nodes);
}
