/* Which events of the timeline's file count under a command.
   Rows: d day, t title, k kind, a actors, n deaths, c confidence, b basis, f known from. */
import { folded } from "../rules.js";

/**
 * @param {TimelineRow} row
 * @param {Command} command
 */
const known = (row, command) => !command.known || !row.f || row.f <= command.known;

/**
 * @param {TimelineRow} row
 * @param {ClientFilter} f
 */
const lets = (row, f) =>
  (!f.kinds || !row.k || f.kinds.includes(row.k)) &&
  (!f.actor || [row.a || []].flat().some((name) => folded(name).includes(f.actor || ""))) &&
  (!f.deaths || (row.n || 0) >= f.deaths) &&
  (!f.trust || f.trust.includes(row.c || "")) &&
  (!f.basis || f.basis.includes(row.b || ""));

/**
 * @param {TimelineRow[]} rows
 * @param {Command} command
 */
const filtered = (rows, command) =>
  rows.filter((row) => known(row, command) && lets(row, command.filter || {}));
/**
 * @param {TimelineRow[]} rows
 * @param {Command} command
 */
const all = (rows, command) => rows.filter((row) => known(row, command));

/** Rows by kind: incidents, ucdp, engagements, policy.
 * @param {TimelineRows} data
 * @param {Command} command
 */
export const eventsOf = (data, command) => ({
  incidents: filtered(data.incidents, command),
  ucdp: filtered(data.ucdp, command),
  engagements: all(data.engagements, command),
  policy: all(data.policy, command),
});
