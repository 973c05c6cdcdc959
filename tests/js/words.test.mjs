import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, finds, fold, hits, index } from "../../docs/assets/timeline/words.mjs";
import { chance } from "./chance.mjs";

test("accents and capitals make no difference", () => {
  assert.equal(fold("Eén Coördinatie, FRYSLÂN, Œuvre, Straße, ĳs"), "een coordinatie, fryslan, oeuvre, strasse, ijs");
  assert.equal(fold("e\u0301"), fold("\u00e9"));
  assert.equal(fold("ΟΔΟΣ"), fold("οδοσ"));
  assert.equal(fold("İstanbul"), "istanbul");
});

test("a word is found by its beginning, not by its middle", () => {
  const indexed = index("De gemeente Midden-Drenthe en de thema’s (2009).");
  for (const words of ["gem", "midden", "drenthe", "midden-drenthe", "thema's", "2009", "DE THEMA", "de de"]) {
    assert.ok(finds(indexed, asked(words)), words);
  }
  for (const words of ["emeente", "renthe", "009", "gemeente assen"]) assert.ok(!finds(indexed, asked(words)), words);
});

test("what has no letters asks for nothing", () => {
  for (const text of ["", "  ", "!?", "’", "\u0301", "\0"]) assert.deepEqual(asked(text), []);
  assert.ok(finds(index(""), []));
});

test("a hit is the typed beginning, with its accents, in the text itself", () => {
  const shown = (text, words) => hits(text, asked(words)).map(([from, to]) => text.slice(from, to));
  assert.deepEqual(shown("Coördinatie en coo\u0308rdinator", "coor"), ["Coör", "coo\u0308r"]);
  assert.deepEqual(shown("één alliantie", "een all"), ["één", "all"]);
  assert.deepEqual(shown("Straße", "stras"), ["Straß"]);
  assert.deepEqual(shown("alliantie", "a alli"), ["alli"]);
  assert.deepEqual(shown("𝒜lliantie 𐐀b", "al"), ["𝒜l"]);
  assert.deepEqual(shown("alliantie", ""), []);
});

test("law: a text is found if and only if each word has a hit", () => {
  const { pick, many } = chance(1);
  const letters = ["a", "b", "e", "é", "e\u0301", "Ö", "ß", "æ", "1", "Σ"];
  const between = [" ", "-", "’", ", ", "\n", "("];
  for (let round = 0; round < 3000; round += 1) {
    const text = many(12, () => pick([...letters, ...between])).join("");
    const words = asked(many(4, () => pick([...letters, " "])).join(""));
    const each = words.map((word) => hits(text, [word]).length > 0);
    assert.equal(finds(index(text), words), each.every(Boolean), JSON.stringify([text, words]));
    const all = hits(text, words);
    for (const [number, [from, to]] of all.entries()) {
      assert.ok(from < to && to <= text.length && from >= (all[number - 1]?.[1] ?? 0));
      assert.ok(words.some((word) => fold(text.slice(from, to)).startsWith(word)));
    }
  }
});
