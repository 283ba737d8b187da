/* What each leg lets through on the day: of a way to the sea, what its worst leg does. The same rules
   as layers/ways/states.py. */
import { stateOf } from "../rules.js";

/* Of a leg: planned for what is not built. */
export const strandOf = (p) => `${p.built === false ? "planned" : p.gate}/${p.mode}`;

const wayOf = (rules, id, p) =>
  rules.to_sea.includes(p.gate) && p.built !== false ? id.slice(0, id.lastIndexOf("-")) : id;

/* features: all legs. Gives the kind of state of each by its id. */
export function kindsOf(rules, features, command) {
  const worst = new Map();
  const legs = features.map(({ id, properties: p }) => [id, wayOf(rules, id, p), p]);
  const rank = (kind) => rules.hinders.indexOf(kind);
  for (const [, way, p] of legs) {
    const kind = stateOf(p, command)?.kind || "unknown";
    if (!worst.has(way) || rank(kind) > rank(worst.get(way))) worst.set(way, kind);
  }
  return new Map(legs.map(([id, way, p]) => [id, p.built === false ? "planned" : worst.get(way)]));
}
