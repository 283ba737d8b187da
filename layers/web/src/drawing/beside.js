/* What happened at a gate stands beside the gate's own mark and beside other numbers, never under. The
   rule is that of briefing/map/aside.py; tests/rules/aside.json holds both to it. */

const STEP = 3; // px from one ring of tries to the next
const RINGS = 24;
const TURNS = 16;
const FIRST = 10; // where the tries of a ring begin: to the upper left, in sixteenths of a turn
const ROOM = 1; // px between marks

/** The nearest place for a mark where it covers nothing that stands; its own where no place is free.
 * @param {Circle} mark
 * @param {Circle[]} taken
 * @returns {Point}
 */
export function beside({ x, y, r }, taken) {
  const near = taken.filter((one) => Math.hypot(one.x - x, one.y - y) < one.r + r + RINGS * STEP);
  const free = (/** @type {number} */ a, /** @type {number} */ b) =>
    near.every((one) => Math.hypot(a - one.x, b - one.y) >= r + one.r + ROOM - 1e-6);
  if (free(x, y)) return { x, y };
  for (let ring = 1; ring <= RINGS; ring++)
    for (let n = 0; n < TURNS; n++) {
      const turn = ((FIRST + Math.floor((n + 1) / 2) * (n % 2 ? -1 : 1)) * 2 * Math.PI) / TURNS;
      const a = x + ring * STEP * Math.cos(turn);
      const b = y + ring * STEP * Math.sin(turn);
      if (free(a, b)) return { x: a, y: b };
    }
  return { x, y };
}
