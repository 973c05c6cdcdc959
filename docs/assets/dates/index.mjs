// Dates as a person types them, read in the page exactly as chronicle/dates reads them in the build. The first line of each
// module here says which of the package's it follows: who changes one changes the other. `words` is made of the package's
// tables (tools/write_date_words.py), and tests/dates/test_in_the_browser.py asks both the same.
import { isoDay, length } from "./basics.mjs";
import { DateError } from "./errors.mjs";
import { impossible, propose } from "./propose.mjs";
import { read } from "./reading.mjs";
import { ENGLISH_WORDS } from "./words.mjs";

export { wording } from "./wording.mjs";
export { DateError, propose };

const WORD = /[\p{L}\p{N}_]+/gu;
const ENGLISH = new Set(ENGLISH_WORDS.split("|"));

/**
 * The date that an EDTF text says: `edtf`, `earliest` and `latest` (days as texts, or null), `earliestKind` and `latestKind`
 * ("known", "open" or "unknown"), `precision`, `form`, `approximate`, `uncertain`, and `parts` for `wording`.
 * Throws a DateError; its `offset` counts characters, not UTF-16 units.
 */
export function parse(text) {
  try {
    const date = read(text);
    return { ...date, earliest: date.earliest && isoDay(date.earliest), latest: date.latest && isoDay(date.latest) };
  } catch (error) {
    if (!(error instanceof DateError)) throw error;
    error.offset = length(text.slice(0, error.offset));
    throw (!propose(text) && impossible(text)) || error;
  }
}

/**
 * The proposal for the date of a new event, as chronicle/drafts.py makes it.
 * Throws a DateError when it cannot be told, or when it names no year at all.
 */
export function dateOf(text) {
  // A long enumeration is EDTF without a proposal.
  const found = propose(text) ?? { edtf: parse(text).edtf, needsDateText: false };
  if (found.edtf.includes("XXXX")) throw new DateError("no-year");
  return found;
}

/** The language in which a date was worded, "en" or "nl": what has no English word is Dutch. */
export function languageOf(wording) {
  // Python takes i without its dot, I with one, and the long s for i and s when it overlooks capitals.
  const plain = (word) => word.replace(/[\u0130\u0131]/g, "i").replaceAll("\u017f", "s").toLowerCase();
  return (wording.match(WORD) ?? []).some((word) => ENGLISH.has(plain(word))) ? "en" : "nl";
}
