/* What each leg lets through on the day: of a way to the sea, what its worst leg does. The same rules
   as layers/lines/states.py. */
import { stateOf } from "../rules.js";

/** What a leg is part of: planned for what is not built.
 * @param {Properties} p
 */
export const strandOf = (p) => `${p.built === false ? "planned" : p.gate}/${p.mode}`;

/** @type {(rules: WayRules, id: string, p: Properties) => string} */
const wayOf = (rules, id, p) =>
  rules.to_sea.includes(String(p.gate)) && p.built !== false
    ? id.slice(0, id.lastIndexOf("-"))
    : id;

/** Gives the kind of state of each leg by its id.
 * @param {WayRules} rules
 * @param {Feature[]} features all legs
 * @param {Command} command
 * @returns {Map<string, string>}
 */
export function kindsOf(rules, features, command) {
  /** @type {Map<string, string>} */
  const worst = new Map();
  const legs = features.map(({ id, properties: p }) => ({ id, p, way: wayOf(rules, id, p) }));
  /** @param {string} kind */
  const rank = (kind) => rules.hinders.indexOf(kind);
  for (const { way, p } of legs) {
    const kind = stateOf(p, command)?.kind || "unknown";
    const before = worst.get(way);
    if (before === undefined || rank(kind) > rank(before)) worst.set(way, kind);
  }
  return new Map(
    legs.map(({ id, way, p }) => [id, p.built === false ? "planned" : worst.get(way) || "unknown"]),
  );
}
