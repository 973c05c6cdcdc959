import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, fold, spans, stems, words } from "../../../docs/assets/search/words.mjs";

test("accents, capitals, apostrophes and the points of a number make no difference", () => {
  assert.deepEqual(words("Eén thema’s, FRYSLÂN: 40.000 euro"), ["een", "themas", "fryslan", "40000", "euro"]);
  assert.deepEqual(words("40,000 in 12.2008 (Zuid-Oost)"), ["40000", "in", "12", "2008", "zuid", "oost"]);
  assert.deepEqual(words("’s avonds, e\u0301\u0301n, ĳs"), ["s", "avonds", "en", "ijs"]);
  assert.equal(fold("ΟΔΟΣ"), fold("οδοσ"));
  for (const nothing of ["", " ", "!?", "\u0301", "’", "\0"]) assert.deepEqual(words(nothing), []);
});

test("a word's place is where it stands in the text itself", () => {
  for (const [text, wanted] of [
    ["De thema’s: 40.000 cafe\u0301s", ["De", "thema’s", "40.000", "cafe\u0301s"]],
    ["'s-Gravenhage", ["s", "Gravenhage"]],
    ["𝒜b-c", ["𝒜b", "c"]],
  ]) {
    assert.deepEqual(spans(text).map(([from, to]) => text.slice(from, to)), wanted);
    assert.deepEqual(spans(text).map(([, , word]) => word), words(text));
  }
});

const family = (lang, a, b) => stems(a, lang).some((stem) => stems(b, lang).includes(stem));

test("forms of a Dutch word are one family", () => {
  for (const [a, b] of [
    ["alliantie", "allianties"], ["gemeente", "gemeenten"], ["gemeente", "gemeentes"], ["taak", "taken"], ["rol", "rollen"],
    ["brief", "brieven"], ["prijs", "prijzen"], ["sociaal", "sociale"], ["cultureel", "culturele"], ["park", "parken"],
    ["bezuiniging", "bezuinigen"], ["bezuinigingen", "bezuinigen"], ["ondertekend", "ondertekening"], ["ondertekenen", "ondertekend"],
    ["agenda", "agendas"], ["waterschap", "waterschappen"], ["besluit", "besluiten"], ["wethouder", "wethouders"],
  ]) assert.ok(family("nl", a, b), `${a} ${b}`);
  for (const [a, b] of [["provincie", "provinciaal"], ["assen", "emmen"], ["2008", "2009"], ["2008", "200"], ["raad", "rand"], ["rol", "rood"]]) {
    assert.ok(!family("nl", a, b), `${a} ${b}`);
  }
});

test("forms of an English word are one family", () => {
  for (const [a, b] of [
    ["alliance", "alliances"], ["municipality", "municipalities"], ["sign", "signed"], ["plan", "planned"], ["merge", "merging"],
    ["merger", "mergers"], ["cut", "cuts"], ["policy", "policies"], ["adopt", "adopts"],
  ]) assert.ok(family("en", a, b), `${a} ${b}`);
  for (const [a, b] of [["council", "counsel"], ["province", "provincial"], ["area", "are"]]) assert.ok(!family("en", a, b), `${a} ${b}`);
});

test("how far two words are from one another", () => {
  for (const [a, b, far] of [
    ["hoogeveen", "hoogeveen", 0], ["hogeveen", "hoogeveen", 1], ["convenent", "convenant", 1], ["covnenant", "convenant", 1], ["convenent", "convenants", 2],
    ["allaintie", "alliantie", 1], ["assen", "emmen", Infinity], ["a", "abcd", Infinity],
  ]) {
    assert.equal(distance(a, b, 2), far, `${a} ${b}`);
    assert.equal(distance(b, a, 2), far, `${b} ${a}`);
  }
});
