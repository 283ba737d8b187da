/* Point symbols and line samples, as SVG elements: the same for the map and for its legend. */
import { mixed, SHARES } from "./drawing/ageing.js";
import { el } from "./nodes.js";

/**
 * @param {number} size
 * @param {...(Node | null)} children
 */
export function svg(size, ...children) {
  return el(
    "svg",
    {
      width: size,
      height: size,
      viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`,
      "aria-hidden": "true",
      focusable: "false",
    },
    ...children,
  );
}

/**
 * @param {string} text
 * @param {string} colour
 * @param {number} size
 */
function letter(text, colour, size) {
  const node = el("text", {
    "text-anchor": "middle",
    "dominant-baseline": "central",
    "font-size": size,
    "font-weight": 700,
    fill: colour,
  });
  node.textContent = text;
  return node;
}

/** A letter at the shoulder of a mark, where nothing of the mark lies under it.
 * @param {string} text
 * @param {Ink & { ground: string }} ink
 * @param {number} r
 */
function badge(text, ink, r) {
  const node = letter(text, ink.color, r * 1.45);
  for (const [key, value] of Object.entries({
    x: r * 1.25,
    y: -r * 1.05,
    stroke: ink.ground,
    "stroke-width": 2.6,
    "paint-order": "stroke",
  }))
    node.setAttribute(key, String(value));
  return node;
}

/** Second-hand: an opening quotation mark at the other shoulder of a mark.
 * @param {number} x
 * @param {number} y
 * @param {Ink & { ground: string }} ink
 */
function quote(x, y, ink) {
  /** @param {number} at */
  const tick = (at) =>
    `M${(x + at + 1.1).toFixed(1)} ${(y - 2.9).toFixed(1)}Q${(x + at - 1.5).toFixed(1)} ${(y - 1.2).toFixed(1)} ${(x + at - 0.9).toFixed(1)} ${(y + 2.2).toFixed(1)}`;
  const d = tick(-2) + tick(2.2);
  return [
    [5, ink.ground],
    [2, ink.color],
  ].map(([width, stroke]) =>
    el("path", {
      d,
      fill: "none",
      stroke,
      "stroke-width": width,
      "stroke-linecap": "round",
      class: "cx-cited",
    }),
  );
}

/** A ring around another mark; bars across it, at these angles, make it a closed one.
 * @param {number} r
 * @param {Ink & { ground: string }} ink
 * @param {number[]} angles
 */
function ring(r, ink, angles) {
  /**
   * @param {number} angle
   * @param {number} far
   */
  const at = (angle, far) =>
    `${(far * Math.cos((angle * Math.PI) / 180)).toFixed(1)} ${(far * Math.sin((angle * Math.PI) / 180)).toFixed(1)}`;
  const bars = angles.map((angle) => `M${at(angle, r - 3.5)}L${at(angle, r + 5)}`).join("");
  return [
    [5.2, ink.ground],
    [2.6, ink.color],
  ].flatMap(([width, stroke]) => [
    el("circle", { r, fill: "none", stroke, "stroke-width": width }),
    bars ? el("path", { d: bars, fill: "none", stroke, "stroke-width": width }) : null,
  ]);
}

/** The square of a port.
 * @param {number} r
 * @param {string} fill
 * @param {string} stroke
 * @param {string} [dash]
 */
const plate = (r, fill, stroke, dash = "none") =>
  el("rect", {
    x: -r,
    y: -r,
    width: 2 * r,
    height: 2 * r,
    rx: 2,
    fill,
    stroke,
    "stroke-width": 1.6,
    "stroke-dasharray": dash,
  });

/** Drawn by radius, ink, letter, dash, and whether it is hollow. Crossings: never told apart by colour alone.
 * @type {{ [shape: string]: (r: number, ink: SymbolInk, mark: string, dash: string, hollow: boolean) => (Node | null)[] }}
 */
const shapes = {
  disc: (r, ink) => [
    el("circle", {
      r: ink.aged ? r - 0.8 : r,
      fill: ink.body,
      stroke: ink.rim,
      "stroke-width": 1.6,
    }),
  ],
  half: (r, ink, mark) => [
    el("circle", { r, fill: ink.ground, stroke: ink.color, "stroke-width": 2 }),
    el("path", { d: `M0 ${-r}A${r} ${r} 0 0 0 0 ${r}Z`, fill: ink.body }),
    el("circle", { r, fill: "none", stroke: ink.color, "stroke-width": 2 }),
    mark ? badge(mark, ink, r) : null,
  ],
  bar: (r, ink) => [
    ...shapes.disc(r, ink, "", "", false),
    el("path", { d: `M${-r * 0.55} 0H${r * 0.55}`, stroke: ink.rim, "stroke-width": r * 0.42 }),
  ],
  ring: (r, ink) => [
    el("circle", {
      r: r * 0.82,
      fill: ink.ground,
      stroke: ink.color,
      "stroke-width": 1.8,
      "stroke-dasharray": "2.6 2",
    }),
  ],
  anchor: (r, ink, mark) => [
    plate(r, ink.body, ink.rim),
    el("path", {
      d: `M0 ${-r * 0.35}V${r * 0.62}M${-r * 0.6} ${r * 0.12}Q${-r * 0.5} ${r * 0.62} 0 ${r * 0.62}Q${r * 0.5} ${r * 0.62} ${r * 0.6} ${r * 0.12}M${-r * 0.3} ${-r * 0.12}H${r * 0.3}`,
      fill: "none",
      stroke: ink.sign,
      "stroke-width": r * 0.2,
      "stroke-linecap": "round",
    }),
    el("circle", {
      cy: -r * 0.52,
      r: r * 0.17,
      fill: "none",
      stroke: ink.sign,
      "stroke-width": r * 0.18,
    }),
    mark ? badge(mark, { color: ink.fill || ink.color, ground: ink.ground }, r) : null,
  ],
  anchor_half: (r, ink, mark) => [
    plate(r, ink.ground, ink.color),
    el("path", {
      d: `M0 ${-r}V${r}H${-r + 2}Q${-r} ${r} ${-r} ${r - 2}V${-r + 2}Q${-r} ${-r} ${-r + 2} ${-r}Z`,
      fill: ink.body,
      stroke: ink.color,
    }),
    mark ? badge(mark, ink, r) : null,
  ],
  square_bar: (r, ink) => [
    plate(r, ink.body, ink.rim),
    el("path", { d: `M${-r * 0.6} 0H${r * 0.6}`, stroke: ink.rim, "stroke-width": r * 0.42 }),
  ],
  strait: (r, ink, mark) => [
    el("path", {
      d: `M${-r} ${-r}Q${r * 0.1} 0 ${-r} ${r}M${r} ${-r}Q${-r * 0.1} 0 ${r} ${r}`,
      fill: "none",
      stroke: ink.ground,
      "stroke-width": 6,
    }),
    el("path", {
      d: `M${-r} ${-r}Q${r * 0.1} 0 ${-r} ${r}M${r} ${-r}Q${-r * 0.1} 0 ${r} ${r}`,
      fill: "none",
      stroke: ink.color,
      "stroke-width": 3,
    }),
    mark ? badge(mark, ink, r) : null,
  ],
  blank: (r, ink) => [plate(r * 0.9, ink.ground, ink.color, "2.6 2")],
  ages: (r, ink) => [
    ...SHARES.map((share, i) =>
      el("rect", {
        x: r * (i * 0.66 - 1),
        y: -r * 0.45,
        width: r * 0.66,
        height: r * 0.9,
        fill: mixed(ink.color, ink.ground, share),
        stroke: ink.color,
      }),
    ),
  ],
  square: (r, ink, mark) => [plate(r, ink.body, ink.rim), mark ? badge(mark, ink, r) : null],
  venue: (r, ink, mark, dash) => [
    el("rect", {
      x: -r,
      y: -r,
      width: 2 * r,
      height: 2 * r,
      rx: r * 0.45,
      fill: ink.fill || ink.color,
      stroke: dash ? ink.color : ink.ground,
      "stroke-width": 1.5,
      "stroke-dasharray": dash || "none",
    }),
    mark ? letter(mark, ink.text || ink.ground, r * 1.25) : null,
  ],
  diamond: (r, ink, mark, _dash, hollow) => [
    el("path", {
      d: `M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`,
      fill: hollow ? ink.ground : ink.color,
      stroke: hollow ? ink.color : ink.ground,
      "stroke-width": hollow ? 1.8 : 1.2,
    }),
    mark ? letter(mark, hollow ? ink.color : ink.ground, r * 1.25) : null,
  ],
  plane: (r, ink) => [
    el("path", {
      d: `M0 ${-r * 1.3}L${r * 0.3} ${-r * 0.2}L${r * 1.3} ${r * 0.35}V${r * 0.7}L${r * 0.25} ${r * 0.4}L${r * 0.15} ${r}L${r * 0.5} ${r * 1.35}H${-r * 0.5}L${-r * 0.15} ${r}L${-r * 0.25} ${r * 0.4}L${-r * 1.3} ${r * 0.7}V${r * 0.35}L${-r * 0.3} ${-r * 0.2}Z`,
      fill: ink.color,
      stroke: ink.ground,
      "stroke-width": 0.8,
    }),
  ],
  dot: (r, ink) => [el("circle", { r, fill: ink.color, stroke: ink.ground, "stroke-width": 0.8 })],
  quote: (_r, ink) => quote(0, 0, ink),
  cross_ring: (r, ink) => ring(r, ink, [45, 135, 225, 315]),
  plain_ring: (r, ink) => ring(r, ink, []),
  cross: (r, ink) => [
    el("path", {
      d: `M${-r} ${-r}L${r} ${r}M${-r} ${r}L${r} ${-r}`,
      stroke: ink.ground,
      "stroke-width": 5,
    }),
    el("path", {
      d: `M${-r} ${-r}L${r} ${r}M${-r} ${r}L${r} ${-r}`,
      stroke: ink.color,
      "stroke-width": 2.4,
    }),
  ],
};

/** Its fill is opaque: of an older report mixed with the ground, with a rim in its full colour; of what is
 * only last known there is no fill at all.
 * @param {Ink} own
 * @param {string} ground
 * @param {number} age
 * @param {boolean} last
 * @returns {SymbolInk}
 */
const inkOf = (own, ground, age, last) => ({
  ...own,
  ground,
  aged: age > 0 || last,
  body: last
    ? ground
    : age
      ? mixed(own.fill || own.color, ground, SHARES[age])
      : own.fill || own.color,
  rim: age || last ? own.color : ground,
  sign: age || last ? own.color : own.text || ground,
});

/** style: as in CONFIG.styles; how: {mark, hollow, scale, halo}
 * @param {PointStyle} style
 * @param {Theme} theme
 * @param {Ground} ground
 * @param {How} [how]
 */
export function point(style, theme, ground, how) {
  const options = how || {};
  const r = (style.radius || 6) * (options.scale || 1);
  const ink = inkOf(style[theme], ground.panel, options.age || 0, Boolean(options.last));
  const draw = shapes[style.shape || ""] || shapes.dot;
  const size = Math.ceil(2 * r + (options.room || (options.halo ? 16 : 6)));
  const parts = [];
  if (options.halo)
    parts.push(
      el("circle", { r: r + 5, fill: "none", stroke: ground.accent, "stroke-width": 2.5 }),
    );
  const mark = options.mark === undefined ? style.letter : options.mark;
  parts.push(...draw(r, ink, mark || "", style.dash || "", Boolean(options.hollow)));
  if (options.cited)
    parts.push(
      ...quote(-r * 0.95 - 2.5, -r * 0.95 - 1.5, { color: ground.text, ground: ground.panel }),
    );
  if (options.last) parts.push(ageBeside(r, options.last, ground));
  return svg(size, ...parts);
}

/** How long ago a mark was last known to be so.
 * @param {number} r
 * @param {string} text
 * @param {Ground} ground
 */
function ageBeside(r, text, ground) {
  const node = el("text", {
    x: r + 3,
    y: 3.5,
    class: "cx-last",
    fill: ground.soft,
    stroke: ground.halo,
    "stroke-width": 3,
    "paint-order": "stroke",
  });
  node.textContent = text;
  return node;
}

/**
 * @param {Style} style
 * @param {Theme} theme
 */
export function line(style, theme) {
  const w = (style.widths ? style.widths[2] : style.width) || 1;
  const ink = style[theme];
  const node = el("svg", {
    width: 30,
    height: 14,
    viewBox: "0 0 30 14",
    "aria-hidden": "true",
    focusable: "false",
  });
  /** @param {{ [name: string]: unknown }} attributes */
  const path = (attributes) =>
    node.appendChild(el("path", { d: "M1 7H29", fill: "none", ...attributes }));
  path({
    stroke: ink.color || "none",
    "stroke-width": Math.min(w, 6),
    "stroke-dasharray": style.dash || "none",
    "stroke-linecap": style.round ? "round" : "butt",
  });
  if (style.ticks)
    path({ stroke: ink.color, "stroke-width": Math.min(w, 6) + 5, "stroke-dasharray": "1.5 7" });
  return node;
}

/**
 * @param {Style} style
 * @param {Theme} theme
 */
export function area(style, theme) {
  const ink = style[theme];
  return el(
    "svg",
    { width: 30, height: 14, viewBox: "0 0 30 14", "aria-hidden": "true", focusable: "false" },
    el("rect", {
      x: 4,
      y: 1,
      width: 22,
      height: 12,
      fill: ink.fill || ink.color,
      "fill-opacity": 0.3,
      stroke: ink.color,
    }),
  );
}
