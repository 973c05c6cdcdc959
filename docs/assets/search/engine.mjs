// Finds: which parts of the index a query needs, what fits it, and in which order. No DOM here; `get` fetches.
import { distance, spans, stems, words } from "./words.mjs";

// Which shape of the index this script reads. A page that was opened before the site was published with another one says
// that it cannot search now, and does not guess.
const FORMAT = 1;
const LAST = "\u{10ffff}";
// A longer query is cut off: nobody means the hundredth word.
const MOST_WORDS = 12;
const MOST_LETTERS = 60;
// How well a word fits what was typed.
const [FORM, BEGINNING, JOINED, NEAR] = [0.85, 0.6, 0.9, 0.4];
// The beginning of a word, and words that only look alike, are not looked for in less than this.
const [FOR_BEGINNING, FOR_NEAR, FOR_NEAR_TWICE] = [3, 4, 8];
// Results must hold this much of what the best one holds of the query.
const ENOUGH = 0.75;
const YET = 0.1;
const PERHAPS = 0.7;
const EXCERPT = 180;

/** The site was published anew after the query: the numbers that it found mean other entries now. */
export class Outdated extends Error {}

/** The number of the last of `firsts` that is not after `value`: where it stands, if anywhere. */
export function at(firsts, value) {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** What was typed as terms: each a word, and longer ones that it may be a part of (co-operation, regio deal). */
export function terms(query, stop) {
  const typed = words(query).slice(0, MOST_WORDS).map((word) => word.slice(0, MOST_LETTERS));
  const kept = typed.filter((word) => !stop.has(word));
  const found = kept.length ? kept : typed.slice(-1);
  return found.map((word, n) => ({
    word,
    joined: [found[n - 1] + word, word + found[n + 1]].slice(n ? 0 : 1, n + 1 < found.length ? 2 : 1),
  }));
}

/** How well `word` fits a term; 0 is not at all. `forms` are the term's stems. */
export function fit(word, term, forms, lang) {
  if (word === term.word) return 1;
  if (term.joined.includes(word)) return JOINED;
  if (stems(word, lang).some((stem) => forms.includes(stem))) return FORM;
  if (!word.startsWith(term.word) || term.word.length < FOR_BEGINNING) return 0;
  return BEGINNING * (0.5 + term.word.length / word.length / 2);
}

/** The search of one language; `get` gives the JSON of a path below the folder of the search. */
export async function open(lang, get) {
  const head = async (again) => {
    const found = await get(`${lang}.json`, again);
    if (found.format !== FORMAT) throw new Error(`format ${found.format}`);
    return found;
  };
  let index = await head();
  let stop = new Set(index.stop.split(" "));
  const kept = new Map();

  // What was fetched once is kept. The site may have been published anew since: then the list of parts is asked for again.
  const part = (name) => {
    const path = `${lang}/${index.folder}/${name}.json`;
    if (!kept.has(path)) kept.set(path, get(path).catch((error) => { kept.delete(path); throw error; }));
    return kept.get(path);
  };
  const renew = async () => {
    index = await head(true);
    stop = new Set(index.stop.split(" "));
    kept.clear();
  };
  const sure = async (work, changed = work) => {
    const { folder } = index;
    try {
      return await work();
    } catch {
      await renew();
      return index.folder === folder ? work() : changed();
    }
  };
  const outdated = () => {
    throw new Outdated();
  };

  /** The parts in which a word that begins with one of `beginnings` can stand. */
  const around = (beginnings) => {
    const numbers = new Set();
    for (const beginning of beginnings) {
      const end = beginning.length < FOR_BEGINNING ? beginning : beginning + LAST;
      for (let n = at(index.words, beginning); n <= at(index.words, end); n += 1) numbers.add(n);
    }
    return Promise.all([...numbers].sort((a, b) => a - b).map((n) => part(`w/${n}`)));
  };

  const matches = async (term) => {
    const forms = stems(term.word, lang);
    const parts = await around([...forms, ...term.joined]);
    const found = [];
    for (const one of parts) {
      for (const word of Object.keys(one)) {
        const factor = fit(word, term, forms, lang);
        if (factor) found.push({ word, factor, numbers: one[word] });
      }
    }
    return found.length ? { found } : near(term.word);
  };

  /** Nothing fits: what looks like it, or what does it begin with? A slip in the first two letters is not mended. */
  const near = async (typed) => {
    const most = typed.length >= FOR_NEAR_TWICE ? 2 : 1;
    if (typed.length < FOR_NEAR || /\d/.test(typed)) return { found: [] };
    const candidates = [];
    for (const one of await around([typed.slice(0, 2) + typed[2], typed.slice(0, 3)])) {
      for (const word of Object.keys(one)) {
        const far = distance(typed, word, most);
        if (far <= most) candidates.push({ word, far, factor: NEAR / far, numbers: one[word] });
        // krimpgebied: krimp
        else if (word.length >= FOR_NEAR && typed.startsWith(word)) {
          candidates.push({ word, far: typed.length - word.length + most, factor: NEAR, numbers: one[word] });
        }
      }
    }
    const least = Math.min(...candidates.map(({ far }) => far));
    const found = candidates.filter(({ far }) => far === least);
    return { found, instead: found[0]?.word };
  };

  /** What a term says of each entry: its number and how much. */
  const weigh = ({ found }) => {
    const weights = new Map();
    let all = 0;
    for (const { factor, numbers } of found) {
      let [n, entry] = [0, 0];
      if (numbers[0] < 0 && numbers.length % 2) {
        all = Math.max(all, -numbers[0]);
        n = 1;
      }
      for (; n < numbers.length; n += 2) {
        entry += numbers[n];
        weights.set(entry, Math.max(weights.get(entry) ?? 0, numbers[n + 1] * factor));
      }
    }
    return { weights, cut: all > 0, rare: Math.log(1 + index.entries / Math.max(1, all, weights.size)) };
  };

  const find = async (query) => {
    const asked = terms(query, stop);
    if (!asked.length) return { numbers: [], words: new Set(), instead: [] };
    const matched = await Promise.all(asked.map(matches));
    const weighed = matched.map(weigh);
    // The first letters of a word that is still being typed say little.
    const typing = asked.at(-1).word;
    if (asked.length > 1 && typing.length < FOR_BEGINNING && !/\d/.test(typing)) weighed.at(-1).rare *= YET;
    const whole = weighed.reduce((sum, { rare }) => sum + rare, 0);
    const scores = new Map();
    for (const { weights, rare } of weighed) {
      for (const [entry, weight] of weights) {
        const score = scores.get(entry) ?? { sum: 0, held: 0 };
        score.sum += weight * rare;
        score.held += rare / whole;
        scores.set(entry, score);
      }
    }
    // Of a word that stands everywhere not every entry is known: the others may hold it.
    for (const { weights, rare } of weighed.filter(({ cut }) => cut)) {
      for (const [entry, score] of scores) if (!weights.has(entry)) score.held += (rare / whole) * PERHAPS;
    }
    const best = Math.max(...[...scores.values()].map(({ held }) => held));
    const order = [...scores].filter(([, { held }]) => held >= best * ENOUGH);
    const worth = ({ sum, held }) => sum * held ** 2;
    order.sort(([a, first], [b, second]) => worth(second) - worth(first) || a - b);
    return {
      numbers: order.map(([entry]) => entry),
      words: new Set(matched.flatMap(({ found }) => found.map(({ word }) => word))),
      instead: matched.flatMap(({ instead }, n) => (instead ? [[asked[n].word, instead]] : [])),
    };
  };

  const entry = async (number) => {
    const n = at(index.shown, number);
    const [address, kind, title, when, ...passages] = (await part(`e/${n}`))[number - index.shown[n]];
    const text = (one) => (Array.isArray(one) ? { text: one[0], lang: one[1] } : { text: one });
    return { address, kind: index.kinds[kind], title: text(title), when, passages: passages.map(text) };
  };

  return {
    /** The words that the page says around the results. */
    say: index.say,
    /** What fits `query`, best first: entries by number, the words that were met, and words taken for others. */
    find: (query) => sure(() => find(query)),
    /** What is shown of entries. Fails with Outdated when they must be found again. */
    entries: (numbers) => sure(() => Promise.all(numbers.map(entry)), outdated),
  };
}

/** The passage that tells most of the `met` words, cut to what is shown, as [text, is a hit] in turn. */
export function excerpt(passages, met) {
  let best = { kinds: 0, text: passages[0]?.text ?? "", lang: passages[0]?.lang, first: 0 };
  for (const { text, lang } of passages) {
    const hits = spans(text).filter(([, , word]) => met.has(word));
    const kinds = new Set(hits.map(([, , word]) => word)).size;
    if (kinds > best.kinds) best = { kinds, text, lang, first: hits[0][0] };
  }
  return { lang: best.lang, parts: marked(cut(best.text, best.first), met) };
}

function cut(text, first) {
  if (text.length <= EXCERPT) return text;
  const start = first > EXCERPT / 2 ? text.lastIndexOf(" ", first - EXCERPT / 3) + 1 : 0;
  const end = start + EXCERPT >= text.length ? text.length : text.lastIndexOf(" ", start + EXCERPT);
  const whole = text.slice(start, end > start ? end : start + EXCERPT);
  return `${start ? "… " : ""}${whole}${end < text.length ? " …" : ""}`;
}

/** A text in pieces: [piece, whether it is a word that was met]. */
export function marked(text, met) {
  const parts = [];
  let done = 0;
  for (const [start, end, word] of spans(text)) {
    if (!met.has(word)) continue;
    if (start > done) parts.push([text.slice(done, start), false]);
    parts.push([text.slice(start, end), true]);
    done = end;
  }
  if (done < text.length) parts.push([text.slice(done), false]);
  return parts;
}
