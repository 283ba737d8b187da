/* Which marks become one: by nearness, or by hexagon. Places are points in px: {x, y}. */

export const GROUPING = 26; // px: nearer marks would cover each other
export const HEX = 30; // px from a hexagon's middle to its corners
const HEAT = [
  [20, 0.85],
  [8, 0.65],
  [3, 0.45],
  [1, 0.25],
]; // from so many incidents, so strong

/** entries: [{at, item}]; each joins the first group whose first mark is near. Gives [{at, items}].
 * @template T
 * @param {{ at: Point, item: T }[]} entries
 */
export function clusters(entries) {
  /** @type {{ at: Point, items: T[] }[]} */
  const groups = [];
  for (const { at, item } of entries) {
    const near = groups.find(
      (group) => Math.hypot(group.at.x - at.x, group.at.y - at.y) < GROUPING,
    );
    if (near) near.items.push(item);
    else groups.push({ at, items: [item] });
  }
  return groups;
}

const SIZES = [
  [15, 19],
  [5, 15.5],
  [2, 12.5],
]; // from so many marks in a group, so large: px from its middle to its corners

/** How large the mark of a group is: by how many it stands for.
 * @param {number} count
 */
export const sizeOf = (count) => SIZES.find(([from]) => count >= from)?.[1] ?? 7;

/** The hexagon around a point: {key, middle}. Cells have one size on the screen and stay when the map is moved.
 * @param {Point} point
 */
export function hexagonOf(point) {
  const wide = HEX * Math.sqrt(3),
    tall = HEX * 1.5;
  /** @param {{ middle: Point }} options */
  const far = ({ middle }) => Math.hypot(middle.x - point.x, middle.y - point.y);
  const [upper, lower] = [Math.floor, Math.ceil].map((side) => {
    const row = side(point.y / tall);
    const shift = row % 2 ? 0.5 : 0;
    const column = Math.round(point.x / wide - shift);
    return { key: `${column}/${row}`, middle: { x: (column + shift) * wide, y: row * tall } };
  });
  return far(lower) < far(upper) ? lower : upper;
}

/** @param {Point} options */
export const hexagonCorners = ({ x, y }) =>
  [30, 90, 150, 210, 270, 330].map((angle) => {
    const turn = (angle * Math.PI) / 180;
    return { x: x + HEX * Math.cos(turn), y: y + HEX * Math.sin(turn) };
  });

/** How strong a hexagon with so many incidents is filled.
 * @param {number} count
 */
export const strengthOf = (count) => HEAT.find(([from]) => count >= from)?.[1] ?? 0;
