/* Which events of the timeline's file count under a command.
   Rows: d day, t title, k kind, a actors, n deaths, c confidence, b basis, f known from. */

const known = (row, command) => !command.known || !row.f || row.f <= command.known;

const lets = (row, f) =>
  (!f.kinds || !row.k || f.kinds.includes(row.k)) &&
  (!f.actor || [].concat(row.a || []).some((name) => name.toLowerCase().includes(f.actor))) &&
  (!f.deaths || (row.n || 0) >= f.deaths) &&
  (!f.trust || f.trust.includes(row.c)) &&
  (!f.basis || f.basis.includes(row.b));

const filtered = (rows, command) =>
  rows.filter((row) => known(row, command) && lets(row, command.filter || {}));
const all = (rows, command) => rows.filter((row) => known(row, command));

/* Rows by kind: incidents, ucdp, engagements, policy. */
export const eventsOf = (data, command) => ({
  incidents: filtered(data.incidents, command),
  ucdp: filtered(data.ucdp, command),
  engagements: all(data.engagements, command),
  policy: all(data.policy, command),
});
