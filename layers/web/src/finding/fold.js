/* A name as it is compared: without case, accents and signs, and letters that are written one for the
   other in Arabic script made one. Two names are near if few letters are wrong. */

/* The letters of Urdu, Persian, Pashto and Arabic for one sound; tah and teh too: طورخم, تورخم. */
const ALIKE = Object.entries({
  ا: "أإآٱ",
  ب: "ٻ",
  ت: "طٹټة",
  د: "ڈډ",
  ر: "ڑړ",
  س: "صث",
  ز: "ضظذ",
  ک: "كڪګگ",
  ن: "ںڼ",
  ه: "ہھۀۃ",
  و: "ؤۇۋ",
  ی: "يىۍېےئ",
});
const LETTER = new Map(ALIKE.flatMap(([to, some]) => [...some].map((from) => [from, to])));
/* Letters of Latin script that no accent makes. */
const LATIN = new Map(Object.entries({ ø: "o", ı: "i", đ: "d", ł: "l", ə: "e", ß: "ss" }));

/** @param {string} text */
export const fold = (text) =>
  [...text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")]
    .map((sign) => LETTER.get(sign) || LATIN.get(sign) || sign)
    .join("")
    .replace(/\u200c|\u200d|['`ʻʼʿ‘’]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** How many letters are wrong, missing, too many or have changed places; most + 1 if more than most.
 * @param {string} one
 * @param {string} two
 * @param {number} most
 */
export function apart(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    let least = row;
    for (let at = 1; at <= two.length; at += 1) {
      const same = one[row - 1] === two[at - 1];
      let cost = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
      const turned = one[row - 1] === two[at - 2] && one[row - 2] === two[at - 1];
      if (row > 1 && at > 1 && turned) cost = Math.min(cost, before[at - 2] + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = next;
  }
  return Math.min(last[two.length], most + 1);
}

/** So many letters may be wrong in a name that is looked for.
 * @param {string} wanted
 */
export const slips = (wanted) => (wanted.length < 4 ? 0 : wanted.length < 6 ? 1 : 2);
