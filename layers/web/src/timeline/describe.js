/* What happened on the days under the pointer, in words: [head, text]. */
import { isoOf, monthName, shortDay } from "../dates.js";
import { plural } from "../words.js";
import { OVER } from "./view.js";

const LONGEST = 230; // letters

/**
 * @param {Bin} bin
 * @param {string} key
 * @param {string} from
 */
function headOf(bin, key, from) {
  if (bin.name === "day") return shortDay(from);
  if (bin.name === "week") return `Week of ${shortDay(from)}`;
  return `${monthName(Number(key.slice(5)))} ${key.slice(0, 4)}`;
}

/**
 * @param {import("./view.js").TimelineView} view
 * @param {number} px
 * @param {number} py
 * @returns {[string, string]}
 */
export function describeAt(view, px, py) {
  if (py > view.height - OVER)
    return ["Whole time", "Drag to choose the days above; double-click for all"];
  const { bin, data, events } = view;
  const key = bin.key(isoOf(Math.floor(view.dayAt(px))));
  const from = isoOf(bin.start(key)),
    to = isoOf(bin.end(key));
  const [incidents, meetings, policy] = [events.incidents, events.engagements, events.policy].map(
    (rows) => rows.filter((row) => row.d >= from && row.d < to),
  );
  const head = headOf(bin, key, from);
  if (!incidents.length && data.gaps.some(([a, b]) => from >= a && from < b))
    return [head, "No data: not the same as no events"];
  const said = [plural(incidents.length, "incident")];
  if (meetings.length) said.push(plural(meetings.length, "meeting"));
  if (policy.length) said.push(`${plural(policy.length, "change")} of policy`);
  const titles = [...policy, ...meetings, ...incidents].slice(0, 3).map((row) => row.t);
  const text = `${said.join(", ")}${titles.length ? `: ${titles.join("; ")}` : ""}`;
  return [head, text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text];
}
