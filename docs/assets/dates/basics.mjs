// Texts and whole numbers as Python treats them, and the calendar, as in chronicle/dates/days.py and bounds.py. No DOM here, nor
// in any module of this folder. A day is [year, month, day]: proleptic Gregorian, 0 is 1 BC; a year beyond 2^53 is a BigInt.
import { GROUPINGS } from "./words.mjs";

// What Python counts as white space: not the byte order mark, but the separators of ASCII and the next line.
export const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const SPACES = new RegExp(`${SPACE}+`, "g");
const OUTER = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

/** Whether a character is white space. */
export const isSpace = (char) => strip(char) === "";

/** The text without white space around it. */
export const strip = (text) => text.replace(OUTER, "");

/** The text with one blank for every stretch of white space, and none around it. */
export const spaced = (text) => strip(text).replace(SPACES, " ");

/** A pattern that a text must fit from its beginning to its end. */
export const whole = (pattern) => new RegExp(`^(?:${pattern})$`);

/** How many characters a text has; an emoji is one. */
export const length = (text) => [...text].length;

/** A number with zeros before it. */
export const pad = (number, width = 2) => `${number}`.padStart(width, "0");

/** The whole number that figures say; beyond what a Number holds exactly, a BigInt. */
export const integer = (figures) => (Number.isSafeInteger(Number(figures)) ? Number(figures) : BigInt(figures));

/** A text before the first `mark`, the mark if it is there, and what comes after. */
export function partition(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, "", ""] : [text.slice(0, at), mark, text.slice(at + mark.length)];
}

/** A template with its `{0}` or `{name}` filled in. */
export const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// The calendar

const LENGTHS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** The number of days in a month (1–12). */
export const monthLength = (year, month) => (month === 2 && isLeap(year) ? 29 : LENGTHS[month]);

const isoYear = (year) => (year < 0 ? "-" : "") + pad(Math.abs(year), 4);

/** `2008-12-17`; beyond four digits only the year can be written: `Y170000002`. */
export const isoDay = ([year, month, day]) =>
  year < -9999 || year > 9999 ? `Y${year}` : `${isoYear(year)}-${pad(month)}-${pad(day)}`;

/** Whether one day comes after another. */
export function after(one, other) {
  const at = one.findIndex((part, n) => part !== other[n]);
  return at >= 0 && one[at] > other[at];
}

/** First and last day of a season, quarter, … in any of the years; a winter ends in February of the next year. */
export function groupingBounds([firstYear, lastYear], season) {
  const [start, months] = GROUPINGS[season];
  const end = start + months - 2;
  const [year, month] = [lastYear + Math.floor(end / 12), (end % 12) + 1];
  return [[firstYear, start, 1], [year, month, monthLength(year, month)]];
}

const fits = (figures, pattern) => [...pattern].every((wanted, n) => wanted === "X" || wanted === figures[n]);

/** The numbers from 1 to `most`, two digits each, that fit a pattern such as `1X`. */
export const fitting = (pattern, most) =>
  Array.from({ length: most }, (_, n) => n + 1).filter((number) => fits(pad(number), pattern));

/** The first and the last year that fit `201X`, `-01XX`, … (`-0000` is no year, so `-00XX` ends at -1). */
export function yearRange(pattern) {
  const [low, high] = ["0", "9"].map((figure) => Number(pattern.replaceAll("X", figure)));
  return pattern[0] === "-" ? [high, low || -1] : [low, high];
}

/** The first and the last month and day that fit in a leap or a common year; undefined if there is none. */
function monthDays(month, day, leap) {
  const year = leap ? 2000 : 2001;
  const found = fitting(month || "XX", 12).flatMap((one) =>
    fitting(day || "XX", monthLength(year, one)).map((number) => [one, number]));
  return found.length ? [found[0], found.at(-1)] : undefined;
}

/** First and last day that fit patterns with X; undefined if no day fits. */
export function patternBounds(year, month, day) {
  let [low, high] = yearRange(year);
  // Only 29 February fits, so only leap years count.
  if (!monthDays(month, day, false)) {
    if (!monthDays(month, day, true)) return undefined;
    const counts = (one) => isLeap(one) && fits(isoYear(one), year);
    while (low <= high && !counts(low)) low += 1;
    while (low < high && !counts(high)) high -= 1;
    if (low > high) return undefined;
  }
  return [[low, ...monthDays(month, day, isLeap(low))[0]], [high, ...monthDays(month, day, isLeap(high))[1]]];
}
