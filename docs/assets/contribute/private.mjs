// What looks like private data: the same rules as chronicle/privacy.py.

const WORD = "[\\p{L}\\p{N}_]";
// A match may not begin after these; looked at by hand, as not every browser can look back.
const KINDS = {
  "e-mail": {
    pattern: /[\p{L}\p{N}_.%+-]{1,64}(?:@|\s?[([]\s?(?:at|apenstaartje)\s?[)\]]\s?)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/iuy,
  },
  telephone: {
    before: /[\p{L}\p{N}_/.-]$/u,
    pattern: new RegExp(
      `(?![0-3][0-9][-. ][01][0-9][-. ][0-9]{4}(?!${WORD}))`
      + "(?:(?:(?:\\+|00)31[\\s.-]?(?:\\(0\\))?|\\(?0)[1-9](?:(?:[ \\xa0.()-]{0,2}|\\n)[0-9]){8}"
      + `|\\+[1-9](?:[ .()-]?[0-9]){8,13})(?![\\p{L}\\p{N}_/-])`,
      "uy",
    ),
  },
  "citizen-number": {
    before: /[\p{L}\p{N}_/.,-]$/u,
    pattern: /(?:[0-9]{9}|[0-9]{3}([ .])[0-9]{3}\1[0-9]{3}|[0-9]{4}\.[0-9]{2}\.[0-9]{3})(?![\p{L}\p{N}_/,-])/uy,
  },
  "handled-by": { pattern: /behandeld\s+door|behandelend\s+ambtenaar|doorkiesnummer/iuy },
};
const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** Whether nine digits could be a citizen service number (the Dutch eleven test). */
export function passesElevenTest(digits) {
  return digits !== "000000000" && WEIGHTS.reduce((sum, weight, at) => sum + weight * digits[at], 0) % 11 === 0;
}

/** A digit of any script, a wide sign or a dash as ASCII; one character for one. */
function ascii(sign) {
  if (/\p{Nd}/u.test(sign)) {
    // Digits stand in rows of ten, each from its nought on.
    let row = 0;
    for (let code = sign.codePointAt(0) - 1; /\p{Nd}/u.test(String.fromCodePoint(code)); code -= 1) row += 1;
    return `${row % 10}`;
  }
  if (/\p{Pd}/u.test(sign)) return "-";
  const wide = sign.normalize("NFKC");
  return /^[\0-\x7f]$/.test(wide) ? wide : sign;
}

function* matches(text, { before, pattern }) {
  for (let at = 0; at < text.length; at += 1) {
    // Within a pair of code units no match begins.
    if (/[\udc00-\udfff]/.test(text[at]) && at && /[\ud800-\udbff]/.test(text[at - 1])) continue;
    if (before && before.test(text.slice(Math.max(0, at - 2), at))) continue;
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) continue;
    yield { start: at, text: found[0] };
    at += found[0].length - 1;
  }
}

/** The kinds of private data that seem to be in `text`, unless they lie within one of the `allowed` texts. */
export function suspicions(text, allowed = []) {
  const plain = text.replace(/[^\0-\x7f]/gu, (sign) => {
    const one = ascii(sign);
    // The places must stay the same.
    return one.length < sign.length ? one.padEnd(sign.length, "\0") : one;
  });
  const spans = allowed.flatMap((item) => [...text.matchAll(new RegExp(item.replace(/[^\p{L}\p{N}\s_]/gu, "\\$&"), "gu"))]
    .map(({ index }) => [index, index + item.length]));
  const found = [];
  for (const [kind, one] of Object.entries(KINDS)) {
    for (const match of matches(plain, one)) {
      const end = match.start + match.text.length;
      if (spans.some(([from, to]) => from <= match.start && end <= to)) continue;
      if (kind !== "citizen-number" || passesElevenTest(match.text.replace(/[ .-]/g, ""))) found.push(kind);
    }
  }
  return found;
}
