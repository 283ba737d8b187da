/* Keeps the map still where the reader's system asks for less motion: nothing glides, zooms or fades.

   The wish is asked for at each move, so that a change of the setting needs no reload. */
const wish = window.matchMedia("(prefers-reduced-motion: reduce)");

/** @param {any} map */
export function calm(map) {
  /** @type {any} */
  const usual = L.Map.prototype;
  for (const name of ["_tryAnimatedZoom", "_tryAnimatedPan"])
    map[name] = (/** @type {unknown[]} */ ...given) =>
      wish.matches ? false : usual[name].apply(map, given);
  map.panBy = (/** @type {L.PointExpression} */ offset, /** @type {L.PanOptions} */ options) =>
    usual.panBy.call(map, offset, wish.matches ? { ...options, animate: false } : options);
  Object.defineProperty(map.options, "inertia", { get: () => !wish.matches });
}

export const wanted = () => !wish.matches;
