/* One place, one mark: a gate's road and railway, a port's quays are one mark, with parts where they
   differ. The rules are those of briefing/map/parts.py; tests/rules/parts.json holds both to them. */

const COVERS = 1.2; // radii: nearer marks cover each other
const JOINS = 2.2; // radii: nearer marks of one place are one
const BESIDE = 1.9; // radii between the parts of a mark

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
  for (const group of groups) {
    const looks = [...new Set(group.map((i) => marks[i].look))];
    const x = group.reduce((sum, i) => sum + marks[i].x, 0) / group.length;
    const y = group.reduce((sum, i) => sum + marks[i].y, 0) / group.length;
    const wide = BESIDE * Math.max(...group.map((i) => marks[i].r));
    for (const i of group) {
      const one = group.find((j) => marks[j].site === marks[i].site) ?? i;
      const along = looks.indexOf(marks[i].look) - (looks.length - 1) / 2;
      drawn[i] =
        looks.length > 1
          ? { x: x + along * wide, y, one }
          : { x: marks[one].x, y: marks[one].y, one };
    }
  }
  return drawn;
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
