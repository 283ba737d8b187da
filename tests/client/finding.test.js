/* A place is found in Latin letters, in Arabic script, and with a letter or two wrong. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, fold } from "../../layers/web/src/finding/fold.js";
import { folded, search } from "../../layers/web/src/finding/match.js";

const place = (name, order, others = [], parts = []) => ({
  name,
  note: "",
  key: order < 5 ? `crossings/${name}` : "",
  link: name,
  lat: 0,
  lon: 0,
  zoom: 7,
  order,
  parts,
  others,
});
const ALL = [
  place("Torkham", 0, ["طورخم", "تورخم"]),
  place("Spin Boldak-Chaman", 1, ["Wesh", "چمن"], ["Spin Boldak", "Chaman"]),
  place("Khaf-Herat rail", 2, ["Rozanak"]),
  place("Bandar Abbas - Shahid Rajaee", 3, ["بندر عباس"], ["Bandar Abbas", "Shahid Rajaee"]),
  place("Karachi Port", 4, [], ["Karachi"]),
  place("Karachi", 5, ["کراچی", "كراتشي"]),
  place("Kabul", 6, ["کابل", "كابل"]),
  place("Chaman", 7, ["چمن"]),
  place("Herat", 8, ["هرات"]),
  place("Şūfīān", 9),
  place("Bandar-e Torkaman", 10, ["Torkaman"]),
].map(folded);
const first = (text) => search(ALL, text, 8)[0]?.name;

test("in whatever script, and with letters that are written one for the other", () => {
  for (const text of ["طورخم", "تورخم", "torkham", "TORKHAM", "Torkam", "turkham", "tokrham"])
    assert.equal(first(text), "Torkham", text);
  for (const text of ["کراچی", "كراچى", "ڪراچی"]) assert.equal(first(text), "Karachi", text);
  for (const text of ["بندر عباس", "بندرعباس", "Bandar Abas", "bandarabbas"])
    assert.equal(first(text), "Bandar Abbas - Shahid Rajaee", text);
  assert.equal(first("كابل"), "Kabul");
  assert.equal(first("sufian"), "Şūfīān");
});

test("of two alike a gateway goes first, but a town before a railway that is called after it", () => {
  assert.deepEqual(
    search(ALL, "chaman", 8).map((one) => one.name),
    ["Spin Boldak-Chaman", "Chaman"],
  );
  assert.equal(first("چمن"), "Spin Boldak-Chaman");
  assert.equal(first("karachi"), "Karachi Port");
  assert.equal(first("herat"), "Herat");
  assert.equal(first("khaf"), "Khaf-Herat rail");
});

test("a hit says by which other name it was found", () => {
  assert.equal(search(ALL, "wesh", 8)[0].by, "Wesh");
  assert.equal(search(ALL, "torkham", 8)[0].by, "");
});

test("nothing is found by what is too far from every name, or by a slip in a short one", () => {
  for (const text of ["", " ", "xyzzy", "tarkhamabad", "kab ul x", "hrt"])
    assert.equal(first(text), undefined, text);
});

test("what is written exactly keeps what is only near away", () => {
  assert.deepEqual(
    search(ALL, "kabul", 8).map((one) => one.name),
    ["Kabul"],
  );
});

test("the distance counts a change of places as one and stops where it is too great", () => {
  assert.equal(apart("kabul", "kabul", 2), 0);
  assert.equal(apart("kabul", "kbaul", 2), 1);
  assert.equal(apart("kabul", "kabl", 2), 1);
  assert.equal(apart("kabul", "karachi", 2), 3);
  for (const [one, two] of [
    ["ab", "ba"],
    ["", "ab"],
    ["chaman", "chamn"],
  ])
    assert.equal(apart(one, two, 2), apart(two, one, 2));
});

test("folding twice is folding once", () => {
  for (const text of ["Bandar-e ‘Abbās", "خواف-هرات", "ميناء الشهيد رجائي", "Ürümqi"])
    assert.equal(fold(fold(text)), fold(text));
});
