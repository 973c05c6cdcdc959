// What is wrong with an answer: the rules of `check` that one field can break, in the words of `check` (chronicle/drafts.py).

import { DateError, dateOf, parse } from "../dates/index.mjs";
import { fill } from "./elements.mjs";
import { nearest } from "./nearest.mjs";
import { suspicions } from "./private.mjs";
import { mixed, oddity } from "./signs.mjs";

const FIRST_YEAR_OF_TWELVE = 1998;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
// Names that Windows or the publishing engine keeps for itself.
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|index|readme)$/;
const EVENT_LINK = /\]\(([a-z0-9]+(?:-[a-z0-9]+)*)\)/g;
const NEVER = /[\s\x1c-\x1f\x85<>"'\\]/u;
const ADDRESS = /^https?:\/\/([^/?#]+)(?:[/?#].*)?$/i;
const HOST = /^(?:[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?|\[[0-9a-f:.]{2,45}\])(?::([0-9]{1,5}))?$/iu;
const LAST_PORT = 65535;
const CODES = { decomposed: "not-composed", mixed: "mixed-scripts" };
const length = (text) => [...text].length;
const cut = (text, most) => [...text].slice(0, most).join("");

/** Whether a text is an address that may be linked (chronicle/web.py). */
export function isAddress(text) {
  const host = NEVER.test(text) ? null : HOST.exec(ADDRESS.exec(text)?.[1] ?? "");
  return host !== null && Number(host[1] ?? 0) <= LAST_PORT;
}

/** What stands between blanks and has a letter or digit in it. */
export const countWords = (text) => text.split(/[\s\x1c-\x1f\x85]+/u).filter((token) => /[\p{L}\p{N}]/u.test(token)).length;

/** A problem in words: `said` has each as { message, cure } with places to fill in. */
function problem(said, code, parts = {}, { cure = code } = {}) {
  return { code: code.split("/")[0], message: fill(said[code].message, parts), cure: fill(said[cure].cure, parts) };
}

function odd(answer, { said, names }) {
  if (/[\ufffd\p{Cs}]/u.test(answer)) return problem(said, "not-utf8");
  const found = oddity(answer, names) ?? mixed(answer, names);
  return found && problem(said, `${CODES[found.kind] ?? "bad-character"}/${found.kind}`, found);
}

function looksLikeAnId(text, known, dutch) {
  const small = text === text.toLowerCase() && text !== text.toUpperCase();
  return small && !/[. ]/.test(text) && (text.includes("-") || nearest(text, known, dutch) !== undefined);
}

function unknown(refers, id, { said, known, dutch, named }) {
  const ids = [...known[refers]].sort();
  if (ids.includes(id) || (refers === "publisher" && !looksLikeAnId(id, ids, dutch))) return null;
  const hit = named[refers]?.[id.toLowerCase()] ?? nearest(id, ids, dutch);
  const some = ids.slice(0, 12).join(", ") + (ids.length > 12 ? ", …" : "");
  return problem(said, `unknown-${refers}`, { id, hit, some }, { cure: hit === undefined ? `unknown-${refers}` : "did-you-mean" });
}

/** A date without its last part or parts, where these name a day or month that does not exist. */
function coarser(text) {
  const shorter = /^(-?[0-9]{4}(?:-[0-9]{2})?)-[0-9]{2}$/.exec(text)?.[1];
  if (!shorter) return null;
  try {
    return parse(shorter).edtf;
  } catch {
    return coarser(shorter);
  }
}

/** What `read` makes of a date, or as { problem } what is wrong with it. */
function dated(read, text, { said, dates }) {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof DateError)) throw error;
    // Who types words is told about words, not about the notation of the files.
    if (read === dateOf && error.code === "words") return { problem: problem(said, "bad-date/spoken") };
    // Whatever else could be proposed was taken at once.
    const suggestion = coarser(text);
    const { cure } = said[suggestion ? "bad-date/coarser" : "bad-date"];
    return { problem: { code: "bad-date", message: fill(dates[error.code], error.values), cure: fill(cure, { suggestion }) } };
  }
}

function ofText(field, answer, there) {
  const { said } = there;
  if (length(answer) > field.max) {
    return problem(said, "too-long", { length: length(answer), limit: field.max, over: length(answer) - field.max });
  }
  if (field.type === "url" && !isAddress(answer)) {
    const whole = ["https:", "", answer].join("/");
    const cure = isAddress(whole) && !answer.includes("://") ? "did-you-mean" : "bad-url";
    return problem(said, "bad-url", { text: cut(answer, 60), hit: whole }, { cure });
  }
  if (field.type === "url") return null;
  if (field.type !== "prose" && answer.includes("\n")) return problem(said, "several-lines");
  const words = field.type === "quote" ? countWords(answer) : 0;
  return words > field.words ? problem(said, "quote-too-long", { words }) : null;
}

function notAChoice(options, answer, { said, dutch }) {
  const hit = nearest(answer, options, dutch);
  const cure = hit === undefined ? "unknown-choice" : "did-you-mean";
  return problem(said, "unknown-choice", { text: cut(answer, 40), some: options.join(", "), hit }, { cure });
}

function ofField(field, answer, there) {
  const { said } = there;
  if (field.type === "date") return [dated(parse, answer, there).problem];
  if (field.type === "pattern") {
    const fits = (text) => new RegExp(`^(?:${field.pattern})$`).test(text);
    const hit = there.dutch[answer.toLowerCase()] ?? answer.toLowerCase();
    const cure = fits(hit) ? "did-you-mean" : "wrong-shape";
    return [fits(answer) ? null : problem(said, "wrong-shape", { text: cut(answer, 60), example: field.example, hit }, { cure })];
  }
  if (field.type === "choice") return [field.options.includes(answer) ? null : notAChoice(field.options, answer, there)];
  if (field.type === "id") {
    const ids = field.many && answer !== "all" ? [...new Set(answer.split(",").map((one) => one.trim()).filter(Boolean))] : [answer];
    return answer === "all" && field.all ? [] : ids.map((id) => ofText(field, id, there) ?? unknown(field.refers, id, there));
  }
  const links = field.type === "prose" ? [...answer.matchAll(EVENT_LINK)].map(([, id]) => unknown("event", id, there)) : [];
  return [ofText(field, answer, there), ...links];
}

/**
 * What is wrong with one answer, as [{ code, message, cure }]. `there` has the fields, words (`said`), names of signs, known
 * ids by sort, allowed texts and the language of the page; `date` is the event's, as EDTF, where there is one. A date is EDTF.
 */
export function faults(name, answer, there, date = "") {
  const field = there.fields[name];
  const strange = odd(answer, there);
  if (strange && strange.code !== "mixed-scripts") return [strange];
  const found = ofField(field, answer, there).filter(Boolean);
  if (strange) found.push(strange);
  for (const kind of suspicions(answer, there.allowed)) found.push(problem(there.said, `private-data/${kind}`));
  if (name === "municipalities" && answer === "all" && date && there.yearOf(date) < FIRST_YEAR_OF_TWELVE) {
    found.push(problem(there.said, "all-before-1998"));
  }
  return found;
}

/** The EDTF for what was typed as a date, or what is wrong with it: { edtf, needsDateText } or { problem }. */
export const readDate = (typed, there) => dated(dateOf, typed, there);

/** What is wrong with the id of a new event or source, or null. */
export function badId(sort, id, { said, known, taken, most }) {
  const sound = ID.test(id) && !RESERVED.test(id) && length(id) <= most && !(sort === "event" && /^[0-9]{4}/.test(id));
  if (!sound) return problem(said, "bad-id", { id: cut(id, 100) });
  const there = known[sort].concat(taken[sort]).includes(id);
  return there ? problem(said, "duplicate-id", { id, first: sort === "event" ? "events/" : "sources/" }) : null;
}
