// Finding words by their beginning, whatever their accents and capitals. No DOM here.

const OTHERS = new Map(Object.entries({ ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ς: "σ" }));
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Take accents and capitals off: "Eén" becomes "een". */
export const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[ßæœøđłıς]/g, (c) => OTHERS.get(c));

/** A text as `finds` wants it: its words, folded, each after a blank. */
export const index = (text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").replace(/^ ?/, " ");

/** The folded words that a reader typed. */
export const asked = (text) => [...new Set(index(text).split(" ").filter(Boolean))];

/** Tell whether each of `words` begins a word of an index. */
export const finds = (indexed, words) => words.every((word) => indexed.includes(` ${word}`));

/** Where words of `text` begin with one of `words`: [start, end] in the text itself, accents included. */
export function hits(text, words) {
  const found = [];
  for (const { 0: token, index: start } of text.matchAll(WORD)) {
    const folded = fold(token);
    const length = Math.max(0, ...words.filter((word) => folded.startsWith(word)).map((word) => word.length));
    if (length) found.push([start, start + reach(token, length)]);
  }
  return found;
}

/** How much of a token its first `length` folded letters take, with the accents that follow. */
function reach(token, length) {
  let end = 0;
  let folded = 0;
  for (const letter of token) {
    const size = fold(letter).length;
    if (folded >= length && size) break;
    folded += size;
    end += letter.length;
  }
  return end;
}
