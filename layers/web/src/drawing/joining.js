/* One place, one mark: a gate's road and railway, a port's quays are one mark, with parts where they
   differ. The rules are those of briefing/map/parts.py; tests/rules/parts.json holds both to them. */

const COVERS = 1.2; // radii: nearer marks cover each other
const JOINS = 2.2; // radii: nearer marks of one place are one
const BESIDE = 1.9; // radii between the parts of a mark
const APART = 1.3; // radii between marks of places that cover each other and differ

/** Where marks are drawn, and with which of them each is one: by its number, its own if it stands alone.
 * @param {Part[]} marks The first of a place is the one that the others join.
 * @returns {{ x: number, y: number, one: number }[]}
 */
export function parts(marks) {
  /** @type {number[][]} */
  const groups = [];
  marks.forEach((mark, i) => {
    const own = groups.find(([first]) => together(marks[first], mark));
    if (own) own.push(i);
    else groups.push([i]);
  });
  const drawn = marks.map(({ x, y }, one) => ({ x, y, one }));
  for (const group of groups) spread(marks, group, drawn);
  return drawn;
}

/**
 * @param {Part[]} marks
 * @param {number[]} group
 * @param {{ x: number, y: number, one: number }[]} drawn
 */
function spread(marks, group, drawn) {
  const own = group.map((i) => marks[i]);
  const first = (/** @type {number} */ i) =>
    group.find((j) => marks[j].site === marks[i].site) ?? i;
  if (new Set(own.map(({ look }) => look)).size === 1) {
    for (const i of group) drawn[i] = { x: marks[first(i)].x, y: marks[first(i)].y, one: first(i) };
    return;
  }
  const x = own.reduce((sum, mark) => sum + mark.x, 0) / own.length;
  const y = own.reduce((sum, mark) => sum + mark.y, 0) / own.length;
  const alone = new Set(own.map(({ site }) => site)).size === 1;
  // Parts of one place stand level, the first at the left; places as they lie to each other.
  const ahead = alone ? { x: 1, y: 0 } : direction(own);
  const slotOf = (/** @type {Part} */ { site, look }) => `${site}|${look}`;
  const slots = [...new Set(own.map(slotOf))];
  if (!alone) {
    const along = (/** @type {string} */ slot) => {
      const some = own.filter((mark) => slotOf(mark) === slot);
      return some.reduce((sum, one) => sum + one.x * ahead.x + one.y * ahead.y, 0) / some.length;
    };
    slots.sort((a, b) => along(a) - along(b));
  }
  const wide = (alone ? BESIDE : APART) * Math.max(...own.map(({ r }) => r));
  for (const i of group) {
    const far = (slots.indexOf(slotOf(marks[i])) - (slots.length - 1) / 2) * wide;
    drawn[i] = { x: x + far * ahead.x, y: y + far * ahead.y, one: first(i) };
  }
}

/** Whither the mark lies that is farthest from the first: a vector of length 1.
 * @param {Part[]} marks
 */
function direction([first, ...others]) {
  let found = { x: 1, y: 0 };
  let most = 0;
  for (const one of others) {
    const far = Math.hypot(one.x - first.x, one.y - first.y);
    if (far > most) found = { x: (one.x - first.x) / far, y: (one.y - first.y) / far };
    most = Math.max(most, far);
  }
  return found;
}

/**
 * @param {Part} a
 * @param {Part} b
 */
const together = (a, b) =>
  Math.hypot(a.x - b.x, a.y - b.y) < (a.site === b.site ? JOINS : COVERS) * Math.max(a.r, b.r);

/** The name of a mark: what its parts are called together, then what each is called by itself.
 * @param {string[]} names
 */
export function joined(names) {
  const words = [...new Set(names)].map((name) => name.split(" "));
  let same = 0;
  while (words.every((own) => own.length > same + 1 && own[same] === words[0][same])) same++;
  if (!same || words.length < 2) return names[0];
  const rest = words.map((own) => own.slice(same).join(" "));
  return `${words[0].slice(0, same).join(" ")}, ${rest.slice(0, -1).join(", ")} and ${rest[rest.length - 1]}`;
}
