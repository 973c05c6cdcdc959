// The known word that was probably meant: what Python's difflib finds (`get_close_matches`, one, from 0.6).

const CUTOFF = 0.6;

/** How many characters two texts share in their longest common pieces, left and right of each other. */
function shared(one, other) {
  if (!one.length || !other.length) return 0;
  let best = { size: 0, from: 0, to: 0 };
  let row = [];
  for (let from = 0; from < one.length; from += 1) {
    const next = [];
    for (let to = 0; to < other.length; to += 1) {
      if (one[from] !== other[to]) continue;
      next[to] = (row[to - 1] ?? 0) + 1;
      if (next[to] > best.size) best = { size: next[to], from: from - next[to] + 1, to: to - next[to] + 1 };
    }
    row = next;
  }
  if (!best.size) return 0;
  return best.size + shared(one.slice(0, best.from), other.slice(0, best.to))
    + shared(one.slice(best.from + best.size), other.slice(best.to + best.size));
}

const compare = (one, other) => (one < other ? -1 : Number(one > other));

/** The word of `known` that `word` is nearest to, or is the Dutch for (`dutch`), or undefined. */
export function nearest(word, known, dutch) {
  const english = dutch[word.toLowerCase()];
  if (known.includes(english)) return english;
  const typed = [...word.toLowerCase()];
  const scored = known.map((one) => {
    const signs = [...one];
    const both = signs.length + typed.length;
    // No more can be shared than the shorter one has.
    const most = (2 * Math.min(signs.length, typed.length)) / both;
    return [most < CUTOFF ? 0 : (2 * shared(signs, typed)) / both, one];
  }).filter(([score]) => score >= CUTOFF);
  scored.sort(([one, a], [other, b]) => other - one || compare(b, a));
  return scored[0]?.[1] ?? known.find((one) => [...word].length > 3 && one.startsWith(word.toLowerCase()));
}
