/* Keeps the map still where the reader's system asks for less motion: nothing glides, zooms or fades.

   The wish is asked for at each move, so that a change of the setting needs no reload. */
const wish = window.matchMedia("(prefers-reduced-motion: reduce)");

export function calm(map) {
  const usual = L.Map.prototype;
  for (const name of ["_tryAnimatedZoom", "_tryAnimatedPan"])
    map[name] = (...given) => (wish.matches ? false : usual[name].apply(map, given));
  map.panBy = (offset, options) =>
    usual.panBy.call(map, offset, wish.matches ? { ...options, animate: false } : options);
  Object.defineProperty(map.options, "inertia", { get: () => !wish.matches });
}

export const wanted = () => !wish.matches;
