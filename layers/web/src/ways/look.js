/* How a strand looks: the rules of layers/lines/looks.py, its numbers from the settings. */

/**
 * @param {WayRules} rules
 * @param {string} state
 * @param {number} level
 * @param {string} mode
 * @returns {StrandLook}
 */
export function lookOf(rules, state, level, mode) {
  return {
    state,
    width: rules.widths[state][Math.max(0, Math.min(3, level) - 1)],
    ties: mode.endsWith("rail") && state !== "unknown",
  };
}

/** What it takes beside others: with its ties and ground on both sides.
 * @param {WayRules} rules
 * @param {StrandLook} look
 */
export const roomOf = (rules, look) =>
  look.width +
  2 * (look.state === "closed" ? rules.room_empty : rules.room) +
  (look.ties ? 2 * rules.tie : 0);

/** How a strand looks where some legs go along it: as its best one, as wide as the busiest.
 * @param {WayRules} rules
 * @param {Leg[]} legs
 */
export function lookAt(rules, legs) {
  const best = Math.min(...legs.map(({ state }) => rules.helps.indexOf(state)));
  const level = Math.max(...legs.map((leg) => leg.level));
  return lookOf(rules, rules.helps[best], level, legs[0].strand.split("/")[1]);
}

/** A colour mixed with its ground: opaque, so that nothing under it shows through.
 * @param {string} color
 * @param {string} ground
 * @param {number} part
 */
export function mixed(color, ground, part) {
  /** @type {(hex: string, n: number) => number} */
  const at = (hex, n) => Number.parseInt(hex.slice(n, n + 2), 16);
  return `#${[1, 3, 5]
    .map((n) => Math.round(part * at(color, n) + (1 - part) * at(ground, n)))
    .map((value) => value.toString(16).padStart(2, "0").toUpperCase())
    .join("")}`;
}
