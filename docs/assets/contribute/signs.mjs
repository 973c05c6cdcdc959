// Which characters may stand in a text: the same rules as chronicle/characters.py, told in the same words.

const REFUSED = /[\p{C}\p{Zl}\p{Zp}]/u;
// Nothing is seen of these, though Unicode counts them among letters and marks.
const UNSEEN = /[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0d\u{e0100}-\u{e01ef}]/u;
const MARK = /[\p{Mn}\p{Me}]/u;
const BEARS = /[\p{L}\p{N}#*]|[^\0-\x7f\p{Z}]/u;
const MOST_MARKS = 3;
const MIXED = /[A-Za-z\u00c0-\u024f][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][A-Za-z\u00c0-\u024f]/u;

/** `U+200B ZERO WIDTH SPACE`; `names` has what the build knows. */
function named(sign, names) {
  const code = sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return `U+${code} ${names[code] ?? ""}`.trimEnd();
}

function marked(signs) {
  let run = 0;
  for (const [place, sign] of signs.entries()) {
    run = sign > "\u02ff" && MARK.test(sign) ? run + 1 : 0;
    if (run > MOST_MARKS) return { kind: "stacked", sign };
    if (run === 1 && !(place && BEARS.test(signs[place - 1]))) return { kind: "loose", sign };
  }
  return null;
}

/** The first character that is written otherwise in Unicode's normalization form C. */
function decomposed(signs, composed) {
  let place = signs.findIndex((sign, at) => sign !== composed[at]);
  if (place < 0) place = Math.min(signs.length, composed.length);
  // A mark belongs to the letter before it.
  while (place && /\p{Mn}/u.test(signs[place] ?? "")) place -= 1;
  return { kind: "decomposed", sign: signs[place], instead: composed[place] ?? "" };
}

function first(text) {
  const signs = [...text];
  const refused = signs.find((sign) => sign !== "\t" && sign !== "\n" && (REFUSED.test(sign) || UNSEEN.test(sign)));
  if (refused) return { kind: "invisible", sign: refused };
  const found = marked(signs);
  if (found) return found;
  const composed = text.normalize("NFC");
  return composed === text ? null : decomposed(signs, [...composed]);
}

/** The first thing in `text` that may not stand there, as { kind, name, instead }, or null. */
export function oddity(text, names) {
  const found = first(text);
  return found && { ...found, name: named(found.sign, names) };
}

/** The first spot where letters of two scripts stand side by side, or null. */
export function mixed(text, names) {
  const found = MIXED.exec(text);
  return found && { kind: "mixed", name: named([...found[0]][1], names) };
}
