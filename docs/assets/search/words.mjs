// Words as the search compares them. The build folds the pages' words the same way (chronicle/search/folding.py). No DOM here.

const OTHERS = new Map(Object.entries({ ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ς: "σ" }));
const WORD = /[\p{L}\p{N}]+/gu;
// Within a word an apostrophe is nothing (thema's, thema’s), and within a number a point or comma (40.000, 40,000).
// No looking behind: browsers of 2022 would refuse the whole script.
const INSIDE = /(\p{L})['’](?=\p{L})|(\p{Nd})[.,](?=\p{Nd}{3}(?!\p{Nd}))/gu;
const SPAN = /\p{Nd}+(?:[.,]\p{Nd}{3}(?!\p{Nd}))+|[\p{L}\p{N}\p{M}]+(?:['’]\p{L}[\p{L}\p{N}\p{M}]*)*/gu;

/** Take accents and capitals off: "Eén" becomes "een". */
export const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[ßæœøđłıς]/g, (c) => OTHERS.get(c));

/** The folded words of a text, in its order. */
export const words = (text) => fold(text).replace(INSIDE, "$1$2").match(WORD) ?? [];

/** Where the words of a text stand: [start, end, the word folded]. */
export const spans = (text) =>
  [...text.matchAll(SPAN)].map(({ 0: word, index }) => [index, index + word.length, words(word).join("")]);

// Endings that leave a word's family: allianties, ondertekend, bezuiniging.
const ENDINGS = {
  nl: ["ingen", "ing", "enden", "ende", "end", "en", "es", "e", "s", "den", "ten", "de", "te", "d", "t"],
  en: ["ings", "ing", "es", "s", "ed", "e", "er", "ers"],
};
// What a Dutch word ends in alone, and in the plural: brief, brieven; prijs, prijzen.
const HARD = { v: "f", z: "s" };
const SHORTEST = 3;

/** What a word's family has in common, longest first: words with one of these in common are forms of one word. */
export function stems(word, lang) {
  const found = new Set([word]);
  if (/\d/.test(word)) return [word];
  const add = (stem) => {
    if (stem.length < SHORTEST) return;
    found.add(stem);
    const last = stem.at(-1);
    if (last === stem.at(-2) && !/[aeiou]/.test(last)) found.add(stem.slice(0, -1));
    if (lang === "nl") {
      if (HARD[last]) found.add(stem.slice(0, -1) + HARD[last]);
      // taak, taken; sociaal, sociale
      const long = /^(.*)([aeou])\2([^aeiou])$/.exec(stem);
      if (long && long[1].length + 2 >= SHORTEST) found.add(long[1] + long[2] + long[3]);
    }
  };
  add(word);
  if (lang === "en" && word.endsWith("ies")) add(`${word.slice(0, -3)}y`);
  for (const ending of ENDINGS[lang]) if (word.endsWith(ending)) add(word.slice(0, -ending.length));
  return [...found].sort((a, b) => b.length - a.length);
}

/** How many letters must be changed, added, left out or exchanged with their neighbour; more than `most` is Infinity. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return Infinity;
    [before, row] = [row, next];
  }
  return row[b.length] <= most ? row[b.length] : Infinity;
}
