// The words that people type for one date, to EDTF, as chronicle/dates/typed.py and vague.py read them.
import { monthLength, pad, spaced, whole } from "./basics.mjs";
import * as words from "./words.mjs";

const { DASHES, DAY, OF } = words;
/** Names to their numbers, of a text with a comma between numbers and a blank between names of one. */
const numbers = (names, before = 0) =>
  Object.fromEntries(names.split(", ").flatMap((some, n) => some.split(" ").map((name) => [name, before + n + 1])));
const MONTHS = numbers(words.MONTHS);
const SEASONS = numbers(words.SEASONS, 20);
const ORDINALS = numbers(words.ORDINALS);
const TENS = numbers(words.TENS);
const any = (table) => Object.keys(table).join("|");
const YEAR = "([0-9]{4})";
export const MONTH = `(${any(MONTHS)})`;
const ORDINAL = `([0-9]{1,2} ?(?:e|de|ste|st|nd|rd|th)|${any(ORDINALS)})`;
const CENTURY = `(?: van de| of the| in de| in the)? ?(?:${ORDINAL} (?:eeuw|century))?`;
const PLAIN = { ...Object.fromEntries([...DASHES].map((dash) => [dash, "-"])), ó: "o", é: "e", à: "a", á: "a" };
for (const sign of "’‘`\u00b4") PLAIN[sign] = "'";
for (const sign of '[]()“”"\u00a0') PLAIN[sign] = " ";

const LEAD = new RegExp(`^(?:(?:${words.LEAD}) )+`);
const WEEKDAYS = new RegExp(words.WEEKDAYS, "g");
const DAY_MONTH = whole(`${DAY}${OF} ${MONTH},?${OF} ${YEAR}`);
const MONTH_DAY = whole(`${MONTH} ${DAY},? ${YEAR}`);
const MONTH_ALONE = whole(`(?:maand )?${MONTH},?${OF} ${YEAR}`);
const YEAR_MONTH = whole(`${YEAR},? ${MONTH}(?: ${DAY})?`);
const SEASON = whole(`(${any(SEASONS)})${OF} ${YEAR}(?: ?(?:/|-| op | to ) ?([0-9]{2}|[0-9]{4}))?`);
const QUARTER = /^(?:([qkh])([1-4]),? ([0-9]{4})|([0-9]{4}),?[ -]([qkh])([1-4]))$/;
const PART = whole(
  `(?:${ORDINAL}|(laatste|last|middelste|middle)) (kwartaal|quarter|helft|halfjaar|half|half year|` +
  `tertaal|vier maanden|four months)${OF} ${YEAR}`,
);
const PARTS = { quarter: [33, 4], third: [37, 3], half: [40, 2] };
const CENTURY_ALONE = whole(`${ORDINAL} (?:eeuw|century|c)( bc| ad)?`);
const DECADE_FIGURES = /^(?:jaren )?'?((?:[0-9]{2})?[0-9])0'?s?$/;
const DECADE = whole(`(?:jaren )?(${any(TENS)})${CENTURY}`);
const DECADE_OF = whole(`${ORDINAL} (?:decennium|decade)${CENTURY}`);
const SOME_DAY = whole(`(${words.SOMEWHERE}) (?:in|van|of) (.+)`);
const SOME_YEAR = whole("([0-9]{1,4}) ?(bc|ad)|ad ([0-9]{1,4})|([0-9]{4})");

/** A wording in lower case, with plain signs, one blank between words, and no weekdays or abbreviation points. */
export const tidy = (text) =>
  // Once a sign is left that no rule knows, the wording is not understood whatever becomes of it: \b may be that of ASCII.
  spaced(text.toLowerCase().replace(/./gsu, (char) => PLAIN[char] ?? char)
    .replace(/\b(?:v\. ?c(?:hr)?\b\.?|voor christus|b\. ?c\b\.?(?: ?e\b\.?)?|bce?\b)/g, "bc")
    .replace(/\b(?:n\. ?c(?:hr)?\b\.?|na christus|a\. ?d\b\.?|ce\b)/g, "ad")
    .replace(/\bt\/m\b|\bt\.?e\.?m\b\.?/g, "tot en met")
    .replace(WEEKDAYS, "")
    .replace(/([a-z])\./g, "$1 "))
    .replace(/^[ .,;]+|[ .,;]+$/g, "");

/** EDTF for a tidied wording of one date without qualifiers, or undefined. The outcome still has to be read. */
export function oneDate(text) {
  const plain = text.replace(LEAD, "");
  for (const rule of [dayMonth, season, part, century, decade, someDay, year]) {
    const found = rule(plain);
    if (found) return found;
  }
  return undefined;
}

const dated = (year, month, day) => `${year}-${pad(MONTHS[month])}` + (day ? `-${pad(Number(day))}` : "");

/** `17 december 2008`, `December 17th, 2008`, `dec 2008`, `2008 december`. */
function dayMonth(text) {
  let found;
  if ((found = DAY_MONTH.exec(text))) return dated(found[3], found[2], found[1]);
  if ((found = MONTH_DAY.exec(text))) return dated(found[3], found[1], found[2]);
  if ((found = MONTH_ALONE.exec(text))) return dated(found[2], found[1]);
  if ((found = YEAR_MONTH.exec(text))) return dated(found[1], found[2], found[3]);
  return undefined;
}

/** `zomer 2011`, `winter 2011/2012`. */
function season(text) {
  const [, name, first, second] = SEASON.exec(text) ?? [];
  const sound = name && (!second || (name === "winter" && second % 100 === (Number(first) + 1) % 100));
  return sound ? `${first}-${SEASONS[name]}` : undefined;
}

/** Quarters, four months, half years. */
function part(text) {
  let found = QUARTER.exec(text);
  if (found) {
    const [letter, number] = [found[1] ?? found[5], found[2] ?? found[6]];
    return grouping(found[3] ?? found[4], letter === "h" ? "half" : "quarter", Number(number));
  }
  found = PART.exec(text);
  if (!found) return undefined;
  const [, counted, which, name, year] = found;
  const unit = /^[kq]/.test(name) ? "quarter" : /^(?:ter|vier|four)/.test(name) ? "third" : "half";
  const number = counted ? ordinal(counted) : /^l/.test(which) ? PARTS[unit][1] : 2;
  return grouping(year, unit, number);
}

function grouping(year, unit, number) {
  const [first, most] = PARTS[unit];
  return number >= 1 && number <= most ? `${year}-${first + number - 1}` : undefined;
}

/** `19e`, `negentiende`, `nineteenth` to 19. */
const ordinal = (text) => ORDINALS[text] ?? Number(text.replace(/[^0-9]/g, ""));

/** `19e eeuw`, `nineteenth century`, `2e eeuw v.Chr.` */
function century(text) {
  const found = CENTURY_ALONE.exec(text);
  const number = found && ordinal(found[1]);
  return number >= 1 ? `${found[2] === " bc" ? "-" : ""}${pad(number - 1)}XX` : undefined;
}

/** `jaren negentig`, `jaren '90`, `1990s`, `jaren twintig van de 20e eeuw`, `eerste decennium van de 21e eeuw`. */
function decade(text) {
  let found = DECADE_FIGURES.exec(text);
  if (found && (text.includes("jaren") || text.endsWith("s"))) return `${found[1].length === 3 ? "" : "19"}${found[1]}X`;
  found = DECADE.exec(text);
  if (found && (text.includes("jaren") || /^[^ ]*s(?: |$)/.test(text))) {
    return `${found[2] ? pad(ordinal(found[2]) - 1) : 19}${TENS[found[1]]}X`;
  }
  found = DECADE_OF.exec(text);
  const number = found?.[2] ? ordinal(found[1]) : 0;
  return number >= 1 && number <= 10 ? `${pad(ordinal(found[2]) - 1)}${number - 1}X` : undefined;
}

const IS_MONTH = /^[0-9]{4}-(?:0[1-9]|1[0-2])$/;
const IS_YEAR = /^[0-9]{4}$/;

/** `een dag in juni 2008`, `ergens in juni 2008`, `een dag in 2008`. */
function someDay(text) {
  const found = SOME_DAY.exec(text);
  const inner = (found && oneDate(found[2])) ?? "";
  if (IS_MONTH.test(inner)) return `${inner}-XX`;
  return IS_YEAR.test(inner) ? inner + (found[1].includes("da") ? "-XX-XX" : "") : undefined;
}

/** `2008`, `44 v.Chr.`, `33 n.Chr.`, `AD 33`. */
function year(text) {
  const [, before, era, after, plain] = SOME_YEAR.exec(text) ?? [];
  const number = Number(before ?? after ?? plain ?? 0);
  if (era !== "bc") return number || plain ? pad(number, 4) : undefined;
  return number > 1 ? `-${pad(number - 1, 4)}` : number ? "0000" : undefined;
}

// `begin`, `medio` and `eind`: parts of a period that EDTF can bound but not name.

const THIRDS = [words.EARLY, words.MIDDLE, words.LATE].map((some) => whole(`${some}[ -](?:de |het |the |in )*(.+)`));
const MONTHS_OF = /^(?:de |the )?(?:(eerste|first)|laatste|last) (?:maanden|months) (?:van|of) ([0-9]{4})$/;
const HALF_OF = /^(?:de |the )?(?:(eerste|first)|tweede|second) (?:helft|half) (?:van|of) (.+)$/;

/** EDTF for a part of a month, year, decade or century, and whether a nuance is lost; or undefined. */
export function vagueDate(text) {
  for (const [third, pattern] of THIRDS.entries()) {
    const inner = oneDate(pattern.exec(text)?.[1] ?? "");
    if (!inner) continue;
    const edtf = thirdOf(inner, third);
    return edtf && [edtf, true];
  }
  let found = MONTHS_OF.exec(text);
  if (found) return found[1] ? [`[${found[2]}-01..${found[2]}-03]`, true] : [`${found[2]}-1X`, false];
  found = HALF_OF.exec(text);
  const month = found && oneDate(found[2]);
  if (!IS_MONTH.test(month)) return undefined;
  return [found[1] ? `[${month}-01..${month}-15]` : `[${month}-16..${month}-${lastDay(month)}]`, true];
}

const lastDay = (month) => monthLength(Number(month.slice(0, 4)), Number(month.slice(5)));

/** The first, middle or last part of a month, year, decade or century; a season is left whole. */
function thirdOf(edtf, third) {
  const between = (shared, firsts, lasts) => `[${shared}${firsts[third]}..${shared}${lasts[third]}]`;
  if (IS_MONTH.test(edtf)) return between(`${edtf}-`, ["01", "11", "21"], ["10", "20", lastDay(edtf)]);
  if (IS_YEAR.test(edtf)) return `${edtf}-${["02", "06", "11"][third]}~`;
  if (/^[0-9]{3}X$/.test(edtf)) return between(edtf.slice(0, 3), "037", "269");
  if (/^[0-9]{2}XX$/.test(edtf)) return between(edtf.slice(0, 2), ["00", "30", "70"], ["29", "69", "99"]);
  return /^[0-9]{4}-[234][0-9]$/.test(edtf) ? edtf : undefined;
}
