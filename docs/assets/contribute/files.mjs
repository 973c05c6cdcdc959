// Answers to the files that go into the timeline: their names and their text (chronicle/drafts.py and compose.py).

import { parse } from "../dates/index.mjs";
import { document } from "./yaml.mjs";

// Blanks of every sort that Python's `strip` takes away.
const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const ENDS = new RegExp(`^${BLANK}|${BLANK}$`, "gu");
const ROOM = /[\t\n\v\f\r \x85\u2028\u2029]+/gu;
const LINE_END = /\r\n?|[\v\f\x85\u2028\u2029]/gu;
const SPELT = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th" };
const strip = (text) => text.replace(ENDS, "");

/** An answer without needless blanks: one line, or lines and paragraphs where the field may have them. */
export function tidy(typed, lines = false) {
  const text = typed.normalize("NFC");
  if (!lines) return strip(text.replace(ROOM, " "));
  const each = text.replace(LINE_END, "\n").split("\n").map((line) => strip(line.replace(ROOM, " ")));
  return strip(each.join("\n").replace(/\n{3,}/g, "\n\n"));
}

/** An id for a title: its letters without accents, digits and hyphens; empty when nothing is left of it. */
export function identifier(title, most) {
  const small = title.toLowerCase().replace(/['’‘\u02bc]/gu, "").replace(/[ßæœøłđðþ]/gu, (sign) => SPELT[sign]);
  const words = small.normalize("NFKD").replace(/\p{Mn}/gu, "").match(/[a-z0-9]+/g) ?? [];
  while (words.length && /^[0-9]{4}/.test(words[0])) words.shift();
  let kept = "";
  for (const word of words) {
    const longer = kept ? `${kept}-${word}` : word.slice(0, most);
    if (longer.length > most) break;
    kept = longer;
  }
  return kept;
}

/** The year in whose folder an event stands: of its earliest day, or of its latest when the beginning is not known. */
export function yearOf(edtf) {
  const { earliest, latest } = parse(edtf);
  return Number(/^-?[0-9]+/.exec(earliest ?? latest)[0]);
}

const bilingual = (nl, en) => ({ ...(nl && { nl }), ...(en && { en }) });
const filled = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => (
  typeof value === "string" ? value : Object.keys(value ?? {}).length
)));
/** The parts of an answer that may be several. */
export const listed = (text) => (text === "all" ? text : [...new Set(text.split(",").map(strip).filter(Boolean))]);

/** The values of an event's file, in the order of its fields. Answers are tidied, by the names of the form. */
export function event({ answers, evidence, links }) {
  const of = (name) => answers[name] ?? "";
  const both = (name) => bilingual(of(name), of(`${name}-en`));
  return filled({
    date: of("date"),
    date_text: both("date-text"),
    date_note: both("date-note"),
    title: both("title"),
    summary: both("summary"),
    kind: of("kind"),
    themes: listed(of("themes")),
    municipalities: listed(of("municipalities")),
    organisations: listed(of("organisations")),
    place: both("place"),
    evidence: evidence.map(({ source: from, at, says, quote }) => filled({ source: from, at, says, quote })),
    disputed: both("disputed"),
    follows: listed(of("follows")),
    see_also: listed(of("see-also")),
    links: links.map((row) => ({ url: row["link-url"], title: row["link-title"] })).filter(({ url }) => url),
  });
}

/** The values of a source's file. */
export function source(item) {
  const of = (name) => item[`source-${name}`] ?? "";
  return filled({
    kind: of("kind"), title: of("title"), publisher: of("publisher"), date: of("date"), url: of("url"), language: of("language"),
  });
}

/** The files that the answers make, as [{ name, text }]: new sources before the event. */
export function files(now, id) {
  const made = new Map();
  for (const item of now.evidence) {
    if (!item.fresh) continue;
    const text = document(source(item), "../schema/source.schema.json", ["date"]);
    made.set(item.source, { name: `timeline/sources/${item.source}.yaml`, text });
  }
  const text = document(event(now), "../../schema/event.schema.json", ["date"]);
  return [...made.values(), { name: `timeline/events/${yearOf(now.answers.date)}/${id}.yaml`, text }];
}
