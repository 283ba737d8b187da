/* How well a place goes by what is looked for: the lower, the better; null if it does not. */
import { apart, fold, slips } from "./fold.js";

const [WHOLE, START, WORD, OTHER, INSIDE, NEAR, SLIP] = [0, 1, 2, 3, 6, 8, 0.9];

/** A place with its names folded, which takes a while for all of them: once.
 * @param {Findable} place
 * @returns {Folded}
 */
export const folded = (place) => ({
  place,
  own: [place.name, ...(place.parts || [])].map(fold),
  others: place.others.map((name) => ({ name, key: fold(name) })),
});

/** @param {string} key */
const bare = (key) => key.replaceAll(" ", "");

/** @param {string} key
 * @param {string} wanted
 */
function rank(key, wanted) {
  if (key === wanted || bare(key) === bare(wanted)) return WHOLE;
  if (key.startsWith(wanted)) return START;
  if (` ${key}`.includes(` ${wanted}`)) return WORD;
  if (wanted.length > 2 && bare(key).includes(bare(wanted))) return INSIDE;
  return null;
}

/** @param {string} key
 * @param {string} wanted
 */
function near(key, wanted) {
  const most = slips(wanted);
  if (!most || !key) return null;
  const away = Math.min(
    apart(key, wanted, most),
    ...(key.includes(" ") ? key.split(" ").map((word) => apart(word, wanted, most)) : []),
  );
  return away > most ? null : NEAR + away;
}

/**
 * @param {Folded} one
 * @param {string} wanted folded
 * @param {boolean} loose also if letters are wrong
 * @returns {{ score: number, by: string } | null}
 */
export function match(one, wanted, loose) {
  const how = loose ? near : rank;
  /** @type {{ score: number, by: string } | null} */
  let best = null;
  /** @param {number | null} score
   * @param {string} by */
  const take = (score, by) => {
    if (score !== null && (!best || score < best.score)) best = { score, by };
  };
  for (const key of one.own) take(how(key, wanted), "");
  for (const { name, key } of one.others) {
    const score = how(key, wanted);
    take(score === null ? null : score + (loose ? 0.5 : OTHER), name);
  }
  return best;
}

/** Crossings and ports of which a name of their own has one wrong letter go before other places of which
 * a name only begins so: Torkam is Torkham rather than Torkaman.
 * @param {Folded[]} all
 * @param {Hit[]} exact
 * @param {string} wanted
 */
function slipped(all, exact, wanted) {
  const there = new Set(exact.map((hit) => hit.key));
  return all.flatMap((one) => {
    if (!one.place.key || there.has(one.place.key) || !slips(wanted)) return [];
    const near = one.own.some((key) => apart(key, wanted, 1) === 1);
    return near ? [{ ...one.place, by: "", score: SLIP }] : [];
  });
}

/** The places that go by what is looked for, the best first; of two alike the one that stands first.
 * @param {Folded[]} all
 * @param {string} text
 * @param {number} most
 * @returns {Hit[]}
 */
export function search(all, text, most) {
  const wanted = fold(text);
  if (!wanted) return [];
  /** @param {boolean} loose */
  const found = (loose) =>
    all.flatMap((one) => {
      const how = match(one, wanted, loose);
      return how ? [{ ...one.place, by: how.by, score: how.score }] : [];
    });
  const exact = found(false);
  const hits = exact.length ? [...exact, ...slipped(all, exact, wanted)] : found(true);
  return hits.sort((a, b) => a.score - b.score || a.order - b.order).slice(0, most);
}
