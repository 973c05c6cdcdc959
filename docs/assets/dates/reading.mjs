// Reads EDTF (ISO 8601-2, levels 0 to 2), as chronicle/dates/points.py and reading.py do: first one date, then the others.
import { after, fitting, groupingBounds, integer, length, monthLength, partition, patternBounds, strip, yearRange } from "./basics.mjs";
import { diagnose, problem } from "./errors.mjs";
import { DUTCH, ENGLISH, GROUPINGS, MOST_CHARACTERS, MOST_YEAR_DIGITS, PRECISIONS } from "./words.mjs";

export const APPROXIMATE = 1;
export const UNCERTAIN = 2;
const FLAGS = { "": 0, "~": APPROXIMATE, "?": UNCERTAIN, "%": APPROXIMATE | UNCERTAIN };
const COARSE = ["millennium", "millennium", "century", "decade"];
const SIGN = "([?~%]?)";
const POINT = new RegExp(`^${SIGN}(-?[0-9X]{4})${SIGN}(?:-${SIGN}([0-9X]{2})${SIGN}(?:-${SIGN}([0-9X]{2})${SIGN})?)?$`, "d");
const LONG = new RegExp(`^${SIGN}(?:(Y)(-?[1-9][0-9]*)(?:E([0-9]+))?|(-?[0-9]{4}))(?:S([0-9]+))?${SIGN}$`, "d");

/** All that qualifies a point. */
export const flagsOf = ({ flags }) => flags[0] | flags[1] | flags[2];

/** The date in a text that starts at that character of the whole. Throws a DateError. */
export function readPoint(text, offset) {
  const found = POINT.exec(text);
  if (!found) return readLong(text, offset);
  const [, beforeYear, year, afterYear, beforeMonth = "", month = "", afterMonth = "", beforeDay = "", day = "", afterDay = ""] = found;
  const refuse = (code, group, values) => problem(code, offset + found.indices[group][0], values);
  if (year === "-0000") throw refuse("minus-zero", 2);
  // EDTF level 2, qualification: a sign on the right holds for all to its left, a sign on the left for one part.
  const forAll = FLAGS[afterDay];
  const forMonth = forAll | FLAGS[afterMonth];
  const flags = [
    forMonth | FLAGS[afterYear] | FLAGS[beforeYear],
    month ? forMonth | FLAGS[beforeMonth] : 0,
    day ? forAll | FLAGS[beforeDay] : 0,
  ];
  if (month >= "21" && month <= "99") {
    if (!GROUPINGS[month]) throw refuse("grouping", 5, { found: month });
    if (day) throw refuse("season-day", 8, { found: month });
    if (flags.some(Boolean)) throw problem("season-qualified", offset + text.search(/[?~%]/));
    const [earliest, latest] = groupingBounds(yearRange(year), month);
    const precision = year.includes("X") ? known(year) : GROUPINGS[month][2];
    return { text, year, month: "", day: "", season: Number(month), flags, earliest, latest, precision };
  }
  const read = text.includes("X") ? unspecified : exact;
  const [[earliest, latest], precision] = read(year, month, day, refuse, text);
  return { text, year, month, day, season: 0, flags, earliest, latest, precision };
}

/** Bounds of a date without X. EDTF level 0. */
function exact(yearText, monthText, dayText, refuse) {
  const [year, month, day] = [yearText, monthText, dayText].map(Number);
  if (!monthText) return [[[year, 1, 1], [year, 12, 31]], "year"];
  if (month < 1 || month > 12) throw refuse(dayText ? "month" : "grouping", 5, { found: monthText });
  const length = monthLength(year, month);
  if (!dayText) return [[[year, month, 1], [year, month, length]], "month"];
  if (day >= 1 && day <= length) return [[[year, month, day], [year, month, day]], "day"];
  if (day < 1 || day > 31) throw refuse("day", 8, { found: dayText });
  if (month === 2 && day === 29) throw refuse("leap", 8, { year: yearText });
  const dutch = DUTCH.months[month].replace(/^./, (letter) => letter.toUpperCase());
  throw refuse("day-of-month", 8, { found: day, month_nl: dutch, month_en: ENGLISH.months[month], year: yearText, length });
}

/** Bounds of a date with X. EDTF level 1, unspecified digits from the right; level 2, unspecified digit. */
function unspecified(year, month, day, refuse, text) {
  if (month && !fitting(month, 12).length) throw refuse("month", 5, { found: month });
  if (day && !fitting(day, 31).length) throw refuse("day", 8, { found: day });
  const bounds = patternBounds(year, month, day);
  if (!bounds) throw refuse("no-such-day", 8, { found: text });
  return [bounds, known(year, month, day)];
}

/** The coarsest unit that is fully known. */
function known(year, month = "", day = "") {
  if (year.includes("X")) return COARSE[year.replace("-", "").indexOf("X")];
  if (!month || month.includes("X")) return "year";
  return !day || day.includes("X") ? "month" : "day";
}

/** A year with Y, E or S. EDTF level 1, letter-prefixed year; level 2, exponential year and significant digits. */
function readLong(text, offset) {
  const found = LONG.exec(text);
  if (!found) throw diagnose(text, offset);
  const [, before, letter, figures = "", exponent = "", plain, significant, after] = found;
  const refuse = (code, group, values) => problem(code, offset + found.indices[group][0], values);
  if (exponent.startsWith("0")) throw refuse("exponent", 4);
  if (exponent.length > 2 || figures.replace("-", "").length + Number(exponent) > MOST_YEAR_DIGITS) {
    throw refuse("year-size", 3, { most: MOST_YEAR_DIGITS });
  }
  const year = integer((figures || plain) + "0".repeat(exponent));
  if (letter && year >= -9999 && year <= 9999) throw refuse("long-year-short", 2);
  if (plain === "-0000") throw refuse("minus-zero", 5);
  const digits = `${year}`.replace("-", "");
  let [first, last, loose] = [year, year, 0];
  if (significant) {
    const sure = Number(significant);
    if (significant.length > 2 || sure < 1 || sure > digits.length) throw refuse("significant", 6, { most: digits.length });
    // 1950 with 2 gives 1900 and 1999.
    loose = digits.length - sure;
    const ends = ["0", "9"].map((figure) => integer((year < 0 ? "-" : "") + digits.slice(0, sure) + figure.repeat(loose)));
    [first, last] = year < 0 ? ends.reverse() : ends;
  }
  return {
    text, year: plain || `${year}`, month: "", day: "", season: 0, significant: Boolean(significant),
    flags: [FLAGS[before] | FLAGS[after], 0, 0], earliest: [first, 1, 1], latest: [last, 12, 31],
    precision: ["year", ...COARSE.slice(1).reverse()][Math.min(loose, 3)],
  };
}

// Ranges, sets, and a day with a time

const TIME = /^(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?/;
const CLOSES = { "[": "]", "{": "}" };

/** The date that the text says. Throws a DateError. */
export function read(text) {
  if (text.length > MOST_CHARACTERS && length(text) > MOST_CHARACTERS) {
    throw problem("long", [...text].slice(0, MOST_CHARACTERS).join("").length, { most: MOST_CHARACTERS });
  }
  if (CLOSES[text[0]]) return set(text);
  if (text.includes("/")) return interval(text);
  if (/[\]}]$/.test(text)) {
    const close = text.at(-1);
    throw problem("set-close", text.length - 1, { close, open: close === "]" ? "[" : "{" });
  }
  const point = text.includes("T") ? timed(text) : readPoint(text, 0);
  return gathered(text, "single", [span(point, point)]);
}

const span = (first, last, firstKind = "known", lastKind = "known") => ({ first, last, firstKind, lastKind });

/** The day of a day with a time, as written: no time zone moves it. EDTF level 0, date and time. */
function timed(text) {
  const found = TIME.exec(text);
  if (found?.[0] !== text) throw diagnose(text, 0);
  const [, day, hour, minute, second, , sign, hours, minutes = "0"] = found;
  const clock = `${hour}:${minute}:${second}`;
  const leapSecond = second === "60" && minute === "59";
  // ISO 8601-1:2019/Amd 1:2022
  if (clock !== "24:00:00" && (hour > "23" || minute > "59" || (second > "59" && !leapSecond))) {
    throw problem("clock", day.length + 1, { found: clock });
  }
  if (sign && !inUse(sign, Number(hours), Number(minutes))) throw problem("zone", day.length + 1 + clock.length);
  return readPoint(day, 0);
}

/** Whether a difference with UTC is in use anywhere; ISO 8601-1 forbids -00:00. */
function inUse(sign, hours, minutes) {
  const away = hours * 60 + minutes;
  return minutes < 60 && (sign === "-" ? away > 0 && away <= 12 * 60 : away <= 14 * 60);
}

/** A range. EDTF level 0, time interval; level 1, extended interval; level 2, interval. */
function interval(text) {
  const slash = text.indexOf("/");
  const second = text.indexOf("/", slash + 1);
  if (second >= 0) {
    const figures = /^[0-9]{1,4}\/[0-9]{1,2}\/[0-9]{1,4}$/.test(text);
    throw figures ? problem(slash < 3 ? "order" : "basic", slash) : problem("range-parts", second);
  }
  const [start, , end] = partition(text, "/");
  if (["", ".."].includes(start) && ["", ".."].includes(end)) throw problem("range-empty", 0);
  const [first, firstKind] = side(start, 0);
  const [last, lastKind] = side(end, slash + 1);
  if (first && last && after(first.earliest, last.latest)) throw problem("reversed", slash + 1, { first: start, last: end });
  return gathered(text, "interval", [span(first, last, firstKind, lastKind)]);
}

function side(text, offset) {
  if (text === "") return [null, "unknown"];
  if (text === "..") return [null, "open"];
  if (/^[[{]/.test(text)) throw problem("range-set", offset);
  if (/[\]}]$/.test(text)) throw problem("range-set", offset + text.length - 1);
  return [member(text, offset, true), "known"];
}

/** One date of a range or a set. */
function member(text, offset, inRange) {
  if (TIME.test(text)) throw problem("range-time", offset + text.indexOf("T"));
  const point = readPoint(text, offset);
  if (inRange && point.season) throw problem("season-range", offset);
  return point;
}

/** One of several, or all of several. EDTF level 2, set representation. */
function set(text) {
  const [open, close, last] = [text[0], CLOSES[text[0]], text.at(-1)];
  if (text.includes("/")) throw problem("range-set", text.indexOf("/"));
  if (last !== close) throw problem("set-open", text.length - (/[\]}]/.test(last) ? 1 : 0), { open, close });
  const inner = text.slice(1, -1);
  if (!strip(inner)) throw problem("set-empty", 1);
  const members = inner.split(",");
  const spans = [];
  let at = 1;
  for (const [n, one] of members.entries()) {
    if (!one) throw problem("set-member", at);
    spans.push(setSpan(one, at, n === 0, n === members.length - 1));
    at += one.length + 1;
  }
  return gathered(text, close === "]" ? "one_of" : "all_of", spans);
}

/** One member of a set: a date, or two dates with two dots between them, or dots at an outer end. */
function setSpan(text, offset, isFirst, isLast) {
  const [start, dots, end] = partition(text, "..");
  if (!dots) {
    const point = member(text, offset, false);
    return span(point, point);
  }
  const at = offset + start.length;
  if ((!start && !isFirst) || (!end && !isLast) || !(start || end) || end.includes("..") || end[0] === ".") {
    throw problem("set-dots", at);
  }
  const low = start ? member(start, offset, true) : null;
  const high = end ? member(end, at + 2, true) : null;
  if (low && high) {
    if (low.precision !== high.precision) throw problem("set-precision", at);
    if (after(low.earliest, high.latest)) throw problem("reversed", at + 2, { first: start, last: end });
  }
  return span(low, high, low ? "known" : "open", high ? "known" : "open");
}

/** A date made of spans: its outer bounds, its coarsest precision, and any qualifier. */
function gathered(edtf, form, parts) {
  const points = parts.flatMap(({ first, last }) => [first, last]).filter(Boolean);
  const flags = points.reduce((all, point) => all | flagsOf(point), 0);
  const earliestKind = parts.find(({ first }) => !first)?.firstKind ?? "known";
  const latestKind = parts.find(({ last }) => !last)?.lastKind ?? "known";
  const outer = (days, beyond) => days.reduce((found, day) => (beyond(day, found) ? day : found));
  return {
    edtf,
    earliest: earliestKind === "known" ? outer(parts.map(({ first }) => first.earliest), (a, b) => after(b, a)) : null,
    latest: latestKind === "known" ? outer(parts.map(({ last }) => last.latest), after) : null,
    earliestKind,
    latestKind,
    precision: PRECISIONS[Math.max(...points.map(({ precision }) => PRECISIONS.indexOf(precision)))],
    form,
    approximate: Boolean(flags & APPROXIMATE),
    uncertain: Boolean(flags & UNCERTAIN),
    parts,
  };
}
