/* What is said of a feature at the pointer. */
import { stateOf } from "./rules.js";

/** @param {unknown} text */
export const plain = (text) =>
  String(text === null || text === undefined ? "" : text).replaceAll("_", " ");
/**
 * @param {number} n
 * @param {string} word
 */
export const plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;
/** @param {Properties} p */
export const nameOf = (p) => String(p.corridor_name || p.name || p.id);

/** The same words as catalog/dates.py: a page's day is the latest that the event can have.
 * @param {Properties} p
 */
function onDay(p) {
  const day = p.reported_text || p.date_text || "";
  return day.startsWith("by ") ? day : `on ${day}`;
}

/** @param {Properties} options */
const sinceDay = ({ since_text: day = "" }) =>
  day.startsWith("by ") ? `since ${day.slice(3)} at the latest` : `since ${day}`;

/** @param {Properties} p */
function ofCrossing(p) {
  if (p.phase === "unknown")
    return p.last_status
      ? `Unknown; last reported ${plain(p.last_status)} ${onDay(p)}`
      : "Unknown: no report";
  if (p.phase === "ageing") return `Last reported ${plain(p.status)} ${onDay(p)}`;
  return `${plain(p.status)} ${sinceDay(p)}`;
}

/**
 * @param {Properties} p
 * @param {Command} command
 */
function ofRoute(p, command) {
  const now = stateOf(p, command);
  const length =
    p.length_km === null || p.length_km === undefined
      ? ""
      : `, ${Math.round(p.length_km).toLocaleString("en")} km`;
  return `${plain(p.from_name)} to ${plain(p.to_name)}, ${plain(p.mode)}${length}${now ? `: ${now.kind}` : ""}`;
}

/** The line under a feature's name.
 * @param {LayerConfig} layer
 * @param {Properties} p
 * @param {Command} command
 */
export function describe(layer, p, command) {
  if (layer.file === "crossings") return ofCrossing(p);
  if (layer.file === "routes") return ofRoute(p, command);
  if (layer.file === "ports" && p.status_title)
    return p.phase === "reported"
      ? `${p.status_title}, ${sinceDay(p)}`
      : `${p.status_title}; last reported ${onDay(p)}`;
  if (layer.file === "venues") return `${plural(p.count || 0, "meeting")} held`;
  if (layer.file === "boundaries" || layer.file === "disputed_areas")
    return plain(p.note || p.kind);
  if (layer.file === "border") return plain(p.caveat || "");
  return [plain(p.date_text), plain(p.kind === "gate" ? "port" : p.kind)]
    .filter(Boolean)
    .join(", ");
}
