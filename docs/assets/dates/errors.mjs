// What can be wrong with a date, and how that is found out, as in chronicle/dates/errors.py and diagnose.py.
import { isSpace, strip, whole } from "./basics.mjs";
import { DASHES } from "./words.mjs";

/**
 * A text is not EDTF. `code` names the sentence that says why and `values` has what that sentence names: who shows it has the
 * sentences (chronicle/contribute/sayings.py). `offset` is the character where it goes wrong, until `parse` in UTF-16 units.
 * What was probably meant instead is for `propose`.
 */
export class DateError extends Error {
  constructor(code, offset = 0, values = {}) {
    super(code);
    Object.assign(this, { code, offset, values });
  }
}

export const problem = (code, offset, values) => new DateError(code, offset, values);

// A text that no pattern of a single date fits

// No looking behind, here and elsewhere: browsers of 2022 would refuse the whole script.
const SMALL = /(^|[^a-zA-Z])([xu])(?=[XxuU]*(?![a-zA-Z]))|^()(y)(?=-?[0-9])|([0-9])([est])(?=[0-9])|([0-9])(z)(?=\n?$)/;
const LETTERS = /[\p{L}\p{Nl}\p{No}]{2,}/u;
const PLAIN = /^([?~%]?-?)([^-]*)(?:-([^-]*)(?:-([^-]*))?)?/;
const ORDER = whole("[0-9]{1,2}[-./][0-9]{1,2}[-./]([0-9]{4}|[0-9]{2})|[0-9]{1,2}[-./][0-9]{4}");
const PARTS = [["year-digits", 4], ["month-digits", 2], ["day-digits", 2]];

/** What is wrong with a text that no pattern of a single date fits; the text starts at that character. */
export function diagnose(text, offset) {
  if (/^[?~%-]*$/.test(strip(text))) return problem("empty", offset);
  for (const rule of [foreign, longYear, time, digits]) {
    const [code, at, values] = rule(text) ?? [];
    if (code) return problem(code, offset + at, values);
  }
  return qualifier(text, offset);
}

/** A character or a word that no date has. */
function foreign(text) {
  const small = SMALL.exec(text);
  if (small) {
    const [before, char] = small.slice(1).filter((part) => part !== undefined);
    return ["small", small.index + before.length, { char, capital: char === "u" ? "X" : char.toUpperCase() }];
  }
  const words = LETTERS.exec(text.replaceAll("X", "0"));
  if (words) return ["words", words.index];
  let at = 0;
  for (const char of text) {
    if (isSpace(char)) return ["space", at];
    if (DASHES.includes(char)) return ["dash", at, { char }];
    if (!"0123456789X?~%-YEST:+Z./".includes(char)) return ["character", at, { char }];
    at += char.length;
  }
  at = text.indexOf("..");
  return at < 0 ? null : ["dots", at];
}

/** Years with Y, E or S that the pattern refused. */
function longYear(text) {
  let at = text.indexOf("S");
  if (at >= 0) {
    const year = text.slice(0, at);
    const sound = /^(?:Y.*|-?[0-9]{4})$/.test(year);
    return longYear(year) ?? [sound ? "significant" : "significant-place", at, { most: year.replace(/[^0-9]/g, "").length }];
  }
  at = text.indexOf("E");
  if (at >= 0) return ["exponent", at];
  at = text.indexOf("Y");
  if (at > 0) return ["character", at, { char: "Y" }];
  if (at === 0) return [/^Y-?[0-9]{1,4}(?:-.*)?$/.test(text) ? "long-year-short" : "long-year", 0];
  const missing = /^-?[0-9]{5,}[?~%]?$/.test(text) && !/^(?:[0-9]{6}|[0-9]{8})$/.test(text);
  return missing ? ["long-year-missing", 0] : null;
}

/** Times that the pattern refused. */
function time(text) {
  const at = text.search(text.includes("T") ? "T" : ":");
  const zone = /^-?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}/.exec(text);
  if (zone) return ["zone", zone[0].length];
  return at < 0 ? null : ["time", at];
}

/** Parts with too few or too many digits, in a strange order, or run together. */
function digits(text) {
  if (/^(?:[0-9]{8}|[0-9]{6})$/.test(text)) return ["basic", 4];
  if (ORDER.test(text)) return ["order", 0];
  const odd = text.search(/[./:+Z]/);
  if (odd >= 0) return ["character", odd, { char: text[odd] }];
  const found = PLAIN.exec(text);
  let at = found[1].length;
  for (const [n, [code, length]] of PARTS.entries()) {
    const part = found[n + 2];
    if (part === undefined) break;
    const bare = part.replace(/^[?~%]+|[?~%]+$/g, "");
    if (bare.length !== length && !/[?~%]/.test(bare)) return [code, at, { found: bare }];
    at += part.length + 1;
  }
  const rest = text.slice(found[0].length);
  return rest ? ["parts", found[0].length, { found: rest }] : null;
}

/** All that is left is a sign in a place where it means nothing. */
function qualifier(text, offset) {
  const double = /[?~%]{2,}/.exec(text);
  if (double) return problem("qualifiers", offset + double.index, { found: double[0] });
  const lost = /([0-9X])[?~%](?=[0-9X])|[?~%](?=-[0-9X]{4})/.exec(text);
  const at = lost ? lost.index + (lost[1] ? 1 : 0) : Math.max(0, text.search(/[?~%]/));
  return problem("qualifier-place", offset + at, { char: text[at] });
}
