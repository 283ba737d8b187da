/* What is shown on a day, and as what: the same rules as in catalog/validity.py, layers/view/filters.py
   and layers/palette.py. p: a feature's properties. */
import { DAY } from "./dates.js";

/**
 * @param {Held} p
 * @param {string} day
 */
export const holds = (p, day) =>
  (!p.valid_from || p.valid_from <= day) && (!p.valid_to || day < p.valid_to);

/**
 * @param {Held} p
 * @param {string} day
 * @param {number | null} days
 */
export const within = (p, day, days) =>
  Boolean(p.valid_from && p.valid_from <= day) &&
  (days === null || (Date.parse(day) - Date.parse(p.valid_from || "")) / DAY < days);

/**
 * @param {Held} p
 * @param {string | null} known
 */
export const knows = (p, known) =>
  (!known || !p.known_from || p.known_from <= known) &&
  (known ? !p.known_to || known < p.known_to : !p.known_to);

/**
 * @param {LayerConfig} layer
 * @param {Properties} p
 */
export const belongs = (layer, p) =>
  Object.entries(layer.where || {}).every(([key, values]) => values.includes(p[key]));

/** As Python's casefold has it: a sharp s is a double one.
 * @param {string} name
 */
export const folded = (name) => name.toUpperCase().toLowerCase();

const BASED = ["incidents", "incidents_ucdp", "crossings", "ports", "engagements"];

/** filter: kinds, actor, deaths, trust, basis.
 * @param {string} file
 * @param {Properties} p
 * @param {ClientFilter | undefined} filter
 */
export function passes(file, p, filter) {
  const f = filter || {};
  if (f.basis && p.basis && BASED.includes(file) && !f.basis.includes(p.basis)) return false;
  if (file !== "incidents" && file !== "incidents_ucdp") return true;
  return (
    (file !== "incidents" || !f.kinds || f.kinds.includes(p.kind || "")) &&
    (!f.actor ||
      (p.actors || [p.dyad || ""]).some((name) => folded(String(name)).includes(f.actor || ""))) &&
    (p.size || 0) >= (f.deaths || 0) &&
    (!f.trust || f.trust.includes(p.confidence || ""))
  );
}

/**
 * @param {LayerConfig} layer
 * @param {Properties} p
 * @param {Command} command
 */
export const shows = (layer, p, command) =>
  belongs(layer, p) &&
  passes(layer.file, p, command.filter) &&
  knows(p, command.known) &&
  holds(p, command.day) &&
  (!layer.windowed || within(p, command.day, command.window));

/**
 * @param {Properties} p
 * @param {Command} command
 */
export const stateOf = (p, command) =>
  (p.states || []).find((state) => holds(state, command.day) && knows(state, command.known)) ||
  null;

/**
 * @param {LayerConfig} layer
 * @param {Properties} p
 * @param {string} worldview
 * @returns {string}
 */
export function kindOf(layer, p, worldview) {
  if (layer.classes) return p.classes?.[worldview] || p.kind || "*";
  if (layer.file === "ports" && p.status_kind && p.status_kind !== "unknown")
    return `${p.kind}_${p.status_kind}`;
  return (layer.file === "routes" ? p.mode : p.kind) || "*";
}

/** @param {Properties} p */
export const hollow = (p) => Boolean(p.disputed) || p.confidence === "low";
/** @param {Properties} p */
export const cited = (p) => p.basis === "s"; // second-hand: another text cites the page
