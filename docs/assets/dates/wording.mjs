// Words a date in Dutch and English, as chronicle/dates/phrases.py and wording.py do in their long style.
import { fill, integer, pad, yearRange } from "./basics.mjs";
import { APPROXIMATE, UNCERTAIN, flagsOf } from "./reading.mjs";
import { DUTCH, ENGLISH } from "./words.mjs";

// One point of a date; `words` is a language's table.

const NBSP = "\u00a0";
const MINUS = "\u2212";

/** A text, and as it stands after a word such as `vanaf`: with its article. */
const phrase = (text, article = "") => ({ text, after: article + text });

/** A year as people write it: `2008`, `44 v.Chr.`, `het jaar 170.000.002`. Astronomical year in. */
function number(year, words) {
  if (year < -9999 || year > 9999) {
    const figures = `${year}`.replace("-", MINUS).replace(/\B(?=(?:[0-9]{3})+$)/g, words.thousands);
    return fill(words.long_year, [figures]);
  }
  if (year <= 0) return fill(words.before_christ, [1 - year]);
  return year < 100 ? fill(words.after_christ, [year]) : `${year}`;
}

/** `17 december 44 v.Chr.`: a year behind what comes before it. */
const yearOf = (point, words) => number(integer(point.year), words);

/** `tussen 1000 en 1999`, with the era only once. */
function betweenYears(low, high, words) {
  let [first, last] = [number(low, words), number(high, words)];
  if (low >= -9999 && high <= 0) first = 1 - low;
  else if (low > 0 && high < 100 && first.startsWith(low)) first = low;
  else if (low > 0 && high < 100) last = high;
  return fill(words.between, [first, last]);
}

const century = (year, words) => words.ordinal(Math.floor(year / 100) + 1);

/** The year, decade, century or span of years of a point; empty if nothing of the year is known. */
function yearPhrase(point, words) {
  const { year } = point;
  if (!year.includes("X")) return phrase(yearOf(point, words));
  const [low, high] = yearRange(year);
  const figures = year.replace("-", "");
  if (figures === "XXXX") return phrase("");
  if (/^[0-9]+XX$/.test(figures)) {
    const text = fill(words.century, [century(Math.min(Math.abs(low), Math.abs(high)), words)]);
    return phrase(low < 0 ? fill(words.before_christ, [text]) : text, words.articles[2]);
  }
  if (figures.indexOf("X") === 3 && low >= 100) {
    if (low % 100) return phrase(words.decade(low), words.articles[0]);
    return phrase(fill(words.first_decade, [century(low, words)]), words.articles[1]);
  }
  return phrase(betweenYears(low, high, words), words.articles[3]);
}

/** A month or a day with its year: `juni 2008`, `25 december in de 16e eeuw`. */
function withYear(left, point, words) {
  if (!point.year.includes("X")) return `${left} ${yearOf(point, words)}`;
  return inside(left, yearPhrase(point, words), words);
}

const inside = (left, larger, words) =>
  larger.text ? fill(words.inside, [left, larger.after]) : `${left}, ${words.unknown_year}`;

/** The month's name; the month must be known. */
const monthName = (point, words) => words.months[Number(point.month)];

/** `17 december`, or any other text before the month, with a no-break space. */
const dayAndMonth = (point, words, day = Number(point.day)) => day + NBSP + monthName(point, words);

/** A season, quarter, four months or half year. */
function partOfYear(point, words) {
  const { season } = point;
  const year = yearPhrase(point, words);
  if (season > 32) {
    const names = season <= 36 ? words.quarters : season <= 39 ? words.thirds : words.halves;
    const name = names[season - (season <= 36 ? 33 : season <= 39 ? 37 : 40)];
    return phrase(year.text ? fill(words.part_of_year, [name, year.after]) : `${name}, ${words.unknown_year}`);
  }
  const name = words.seasons[(season - 21) % 4];
  // The winter, and in the south the summer, goes on in the next year.
  const carried = [24, 28, 30].includes(season) && point.year > "0000" && point.year <= "9998" && !point.year.includes("X");
  const text = carried ? twoYears(name, Number(point.year), words) : withYear(name, point, words);
  return phrase(season > 24 ? `${text} (${words.hemispheres[season > 28 ? 1 : 0]})` : text);
}

function twoYears(name, year, words) {
  const [template, cut] = words.winter;
  return fill(template, [name, year, cut && (year + 1) % 100 ? pad((year + 1) % 100) : year + 1]);
}

/** A point without its `~` and `?`. Only a day that is itself unknown needs the flags: a day *around* June. */
function unqualified(point, words, flags = 0) {
  const { day } = point;
  if (point.season) return partOfYear(point, words);
  if (point.significant) return estimated(point, words);
  if (day && !day.includes("X") && !monthUnknown(point)) {
    return phrase(withYear(dayAndMonth(point, words), point, words));
  }
  const larger = monthOrYear(point, words);
  if (day && !day.includes("X")) {
    return phrase(inside(fill(words.a_month, [words.ordinal(Number(day))]), larger, words));
  }
  if (!larger.text) return phrase(words.unknown_year);
  return day ? phrase(fill(words.a_day[flags & APPROXIMATE ? 1 : 0], [larger.after])) : larger;
}

const monthUnknown = ({ month }) => !month || month.includes("X");

/** The month if it is known, else the year; `laatste maanden van 1984` for `1984-1X`. */
function monthOrYear(point, words) {
  if (!monthUnknown(point)) return phrase(withYear(monthName(point, words), point, words));
  const year = yearPhrase(point, words);
  if (point.month !== "1X" || point.year.includes("X")) return year;
  return phrase(fill(words.last_months, [year.text]), words.articles[2]);
}

/** A year with significant digits. EDTF level 2. */
function estimated(point, words) {
  const year = yearOf(point, words);
  const [first, last] = [point.earliest[0], point.latest[0]];
  return phrase(first === last ? year : `${fill(words.around, [year])} (${betweenYears(first, last, words)})`);
}

/** A phrase with `omstreeks` and `mogelijk` around it. */
function qualified(one, flags, words) {
  if (!flags) return one;
  const text = flags & APPROXIMATE ? fill(words.around, [one.after]) : one.after;
  return phrase(flags & UNCERTAIN ? fill(words.possibly, [text]) : text);
}

/** A point with all its qualifiers taken together, for lists and ranges. */
function merged(point, words) {
  const flags = flagsOf(point);
  // "een dag omstreeks juni" has it already.
  const said = point.day.includes("X") ? flags & ~APPROXIMATE : flags;
  return qualified(unqualified(point, words, flags), said, words);
}

/** A point that stands alone, with each qualifier at its own part. EDTF level 2, qualification. */
function alone(point, words) {
  const [year, month, day] = point.flags;
  const written = [year, ...(point.month ? [month] : []), ...(point.day ? [day] : [])];
  if (new Set(written).size === 1 || (point.year + point.month + point.day).includes("X")) return merged(point, words).text;
  const remark = (sure, rest, flags) => `${sure}, ${qualified(phrase(rest), flags, words).text}`;
  const name = monthName(point, words);
  if (!month && !day) return remark(point.day ? dayAndMonth(point, words) : name, yearOf(point, words), year);
  if (!year && !month) {
    return remark(withYear(name, point, words), fill(words.the_day, [words.ordinal(Number(point.day))]), day);
  }
  if (!year && !point.day) return remark(yearOf(point, words), name, month);
  const notes = new Map();
  for (const [n, flag] of point.flags.entries()) {
    if (flag) notes.set(flag, [...(notes.get(flag) ?? []), words.units[n]]);
  }
  const and = ` ${words.conjunctions[0]} `;
  const doubts = [...notes].map(([flag, units]) => `${units.join(and)} ${words.doubts[flag - 1]}`);
  return `${unqualified(point, words).text} (${doubts.join(", ")})`;
}

// Ranges and sets

const TENS = ["", "tien", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];
const ENDINGS = ["th", "st", "nd", "rd"];

const nl = {
  ...DUTCH,
  ordinal: (one) => `${one}e`,
  // Outside 1930–1999 with the century, since `jaren twintig` now means two decades.
  decade: (first) => {
    const century = first >= 1930 && first <= 1999 ? "" : ` van de ${nl.ordinal(Math.floor(first / 100) + 1)} eeuw`;
    return `jaren ${TENS[Math.floor(first / 10) % 10]}${century}`;
  },
};
const en = {
  ...ENGLISH,
  ordinal: (one) => one + ((one % 100 < 10 || one % 100 > 20) && ENDINGS[one % 10] || "th"),
  decade: (first) => `the ${first}s`,
};
const LANGUAGES = { nl, en };

/** A date in words, without a capital or a full stop. `lang` is `nl` or `en`. */
export function wording(date, lang) {
  if (!Object.hasOwn(LANGUAGES, lang)) throw new RangeError(lang);
  const words = LANGUAGES[lang];
  return date.form.endsWith("_of") ? listed(date.parts, words, date.form === "one_of") : range(date.parts[0], words);
}

/** One date or one range. */
function range({ first, last }, words) {
  if (!last) return first ? fill(words.onwards, [merged(first, words).after]) : words.unknown_year;
  if (!first) return fill(words.until, [merged(last, words).after]);
  if (first.text === last.text) return alone(first, words);
  const [start, end, tail] = pair(first, last, words);
  const phrases = /[ \u00a0]/.test(start.text + end.text);
  return start.text + words.dash[phrases ? 1 : 0] + end.text + tail;
}

/** The two ends of a range, and what they share and is said once, after the second. */
function pair(first, last, words) {
  const apart = [merged(first, words), merged(last, words), ""];
  const flags = flagsOf(first);
  // "omstreeks juni – augustus 2008" would cast doubt on both.
  if (first.year !== last.year || !(exact(first) && exact(last)) || flags !== flagsOf(last)) return apart;
  const year = ` ${yearOf(first, words)}`;
  const yearless = (point) => qualified(phrase(dated(point, words)), flags, words);
  if (first.month === last.month && first.day && last.day && !flags) {
    return [phrase(`${Number(first.day)}`), phrase(`${Number(last.day)}`), dayAndMonth(last, words, "") + year];
  }
  return first.month !== last.month || (first.day && last.day) ? [yearless(first), yearless(last), year] : apart;
}

const dated = (point, words) => (point.day ? dayAndMonth(point, words) : monthName(point, words));

/** Whether month and perhaps day are known, so that the year can be said once for two points. */
const exact = ({ month, text }) => month && !text.includes("X");

/** `A, B of C` or `A, B en C`. EDTF level 2, one of a set and all members. */
function listed(spans, words, one) {
  const texts = shared(spans, words) ?? spans.map((span) => member(span, words, one));
  const last = texts.pop();
  return texts.length ? `${texts.join(", ")} ${words.conjunctions[one ? 1 : 0]} ${last}` : last;
}

/** Days of one month or months of one year, the last with what is said once after them; undefined if they share nothing. */
function shared(spans, words) {
  const points = spans.map(({ first, last }) => (first === last ? first : null));
  const [head] = points;
  if (points.length < 2 || points.some((point) => !point || !exact(point) || flagsOf(point))) return undefined;
  if (points.some((point) => point.year !== head.year || !point.day !== !head.day)) return undefined;
  const oneMonth = head.day && points.every((point) => point.month === head.month);
  const texts = points.map((point) => (oneMonth ? `${Number(point.day)}` : dated(point, words)));
  const last = points.at(-1);
  return [...texts.slice(0, -1), withYear(dated(last, words), last, words)];
}

/** One member of a set. */
function member(span, words, one) {
  const { first, last } = span;
  if (first === last) return merged(first, words).text;
  if (!one) return range(span, words);
  if (!first || !last) return fill(last ? words.or_earlier : words.or_later, [merged(first ?? last, words).text]);
  const [start, end, tail] = pair(first, last, words);
  return fill(words.between, [start.after, end.after]) + tail;
}
