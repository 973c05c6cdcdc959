// Mends what is nearly EDTF, as chronicle/dates/mend.py does. Text in, text out; undefined if it does not look like EDTF.
import { SPACE, groupingBounds, integer, isoDay, length, pad, partition, strip } from "./basics.mjs";
import { DASHES, GROUPINGS, OPEN, UNKNOWN } from "./words.mjs";

const DASH = new RegExp(`[${DASHES}]`, "g");
const TIME = new RegExp(
  `[Tt ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?${SPACE}*(?:Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?$`,
);
const YEARS = new RegExp(`^([0-9]{4})${SPACE}*--?${SPACE}*([0-9]{4}|)$`);
const DOTS = new RegExp(`${SPACE}*(?:\\.{2,3}|…|/)${SPACE}*`);
const BETWEEN_YEARS = new RegExp(`([0-9]{4})${SPACE}*-${SPACE}*(?=[0-9]{4})`, "g");

/** What an almost-EDTF text probably meant. The outcome still has to be read. */
export function mend(text) {
  const plain = strip(text).replace(DASH, "-").replace(TIME, "");
  if (/^[[{]/.test(plain)) return set(plain);
  const one = point(plain);
  if (one) return one;
  const [first, slash, last] = partition(plain, "/");
  if (slash) return interval(first, last);
  const [start, dots, end] = partition(plain, "..");
  if (dots) return interval(start || "..", end || "..");
  const years = YEARS.exec(plain);
  return years ? interval(years[1], years[2] || "..") : undefined;
}

function interval(start, end) {
  let [first, last] = [side(start, 0), side(end, 1)];
  if (first === undefined || last === undefined) return undefined;
  const figures = /^[0-9]/.test(first) && /^[0-9]/.test(last);
  if (figures && first.slice(0, last.length) > last.slice(0, first.length)) [first, last] = [last, first];
  return `${first}/${last}`;
}

/** One end of a range; a season becomes its first or last month. */
function side(text, n) {
  const plain = strip(text);
  if (OPEN.includes(plain.toLowerCase())) return "..";
  if (UNKNOWN.includes(plain.toLowerCase())) return "";
  const found = point(plain.replace(TIME, ""));
  const [, year, season] = /^(-?[0-9]{4})-([234][0-9])$/.exec(found) ?? [];
  if (!GROUPINGS[season]) return found;
  return isoDay(groupingBounds([Number(year), Number(year)], season)[n]).slice(0, -3);
}

/** A set: spaces out, the brackets a pair, members mended, the dots between two members. */
function set(text) {
  const inner = text.replace(/^[[{(]+/, "").replace(/[\]}) ]+$/, "");
  const members = inner.split(/[,;|]/).map(strip).filter(Boolean).map(member);
  return members.length && members.every(Boolean) ? text[0] + members + (text[0] === "[" ? "]" : "}") : undefined;
}

/** One date of a set, or two with dots between them. */
function member(text) {
  let ends = text.split(DOTS);
  // No slash is in the text here.
  if (ends.length === 1) ends = text.replace(BETWEEN_YEARS, "$1/").split("/");
  if (ends.length === 1) return point(text.replace(TIME, ""));
  if (ends.length > 2) return undefined;
  const points = ends.map(side);
  if (points.includes(undefined) || !points.some(Boolean)) return undefined;
  return (points.every(Boolean) ? points.sort() : points).join("..");
}

/** One date. */
function point(text) {
  const plain = (/^[0-9XxUu ./?~%+-]*$/.test(text) ? text.replaceAll(" ", "") : strip(text))
    .replace(/([?~%])\1+$/, "$1").replace(/\?~|~\?/g, "%").replace(/^\+/, "");
  return sequence(plain) || pattern(plain) || long(plain);
}

/** Year, month and day in figures, in any of the usual orders, with or without signs between them. */
function sequence(text) {
  let found = /^(-?[0-9]{4})([-./])([0-9]{1,2})(?:\2([0-9]{1,2}))?([?~%]?)$/.exec(text);
  if (found) {
    const [, year, mark, month, day, sign] = found;
    const following = (((Number(year) + 1) % 100) + 100) % 100;
    return mark === "/" && !day && Number(month) === following ? undefined : dated(year, month, day, sign);
  }
  found = /^([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})([?~%]?)$/.exec(text);
  if (found) return dated(found[4], found[3], found[1], found[5]);
  found = /^([0-9]{1,2})[-./]([0-9]{4})([?~%]?)$/.exec(text);
  if (found) return dated(found[2], found[1], undefined, found[3]);
  found = /^([0-9]{4})([0-9]{2})([0-9]{2})?([?~%]?)$/.exec(text);
  return found ? dated(found[1], found[2], found[3], found[4]) : undefined;
}

/** The parts in order and with their zeros; a part that is 00 is left out; day and month swap if only that fits. */
function dated(yearText, monthText, dayText, sign) {
  const year = yearText === "-0000" ? "0000" : yearText;
  let [month, day] = [Number(monthText), Number(dayText ?? 0)];
  if (month > 12 && day >= 1 && day <= 12) [month, day] = [day, month];
  if (month === 0) return day === 0 ? year + sign : undefined;
  if (month > 12) return !dayText && GROUPINGS[month] ? `${year}-${month}` : undefined;
  const rest = day ? `-${pad(day)}` : "";
  return `${year}-${pad(month)}${rest}${sign}`;
}

/** Unspecified digits in other spellings: `200u`, `2008-xx`, `2008-X`, `198?`, `19??`. */
function pattern(text) {
  const doubtful = /^[0-9]{2}(?:[0-9]\?|\?\?)$/.test(text);
  const plain = doubtful ? text.replaceAll("?", "X") : text.replace(/[xuU]/g, "X");
  if (!/^[?~%]?-?[0-9X]{4}[?~%]?(?:-[?~%]?[0-9X]{1,2}[?~%]?){0,2}$/.test(plain)) return undefined;
  const mended = plain.replace(/-X(?![0-9X])/g, "-XX");
  const [, year, season] = /^[?~%]?(-?[0-9X]{4})[?~%]?-[?~%]?([234][0-9])[?~%]?$/.exec(mended) ?? [];
  if (GROUPINGS[season]) return `${year}-${season}`;
  return mended === "-0000" ? "0000" : mended;
}

/** Years with letters, or years that need one. */
function long(text) {
  const found = /^[yY]?(-?)0*([0-9]+)(?:[eE]0*([0-9]{1,2}))?(?:[sSpP]0*([0-9]+))?([?~%]?)$/.exec(text);
  if (!found || length(text) > 40) return undefined;
  const [, minus, figures, exponent = "", digits, sign] = found;
  if (/^[0-9]/.test(text) && figures.length < 4 && !exponent) return undefined;
  const year = integer(figures + "0".repeat(exponent));
  const tail = (digits ? `S${digits}` : "") + sign;
  if (year <= 9999) return (year ? minus : "") + pad(year, 4) + tail;
  const power = exponent && `E${exponent}`;
  return `Y${minus}${figures}${power}${tail}`;
}
