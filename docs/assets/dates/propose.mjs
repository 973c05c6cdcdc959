// Proposes EDTF for what people type, as chronicle/dates/propose.py does. A proposal is {edtf, needsDateText}.
import { groupingBounds, isoDay, length, monthLength, pad, strip, whole } from "./basics.mjs";
import { DateError } from "./errors.mjs";
import { mend } from "./mend.mjs";
import { read } from "./reading.mjs";
import { MONTH, oneDate, tidy, vagueDate } from "./typed.mjs";
import * as words from "./words.mjs";

const { ABOUT, AND, ARTICLE, FROM, MOST_TYPED, MOST_WORDS, OR } = words;
const ABOUT_IT = whole(`${ABOUT} ?(?:de |het |the )?(.+)|(.+) (?:ca|circa|approximately|ongeveer)`);
const MAYBE = whole(`(?:${words.MAYBE}|(${words.LIKELY})) (?:in |op |on )?(.+)|(.+?) ?\\?+`);
const A_DAY_ABOUT = whole("(?:een |a )?(?:dag|day) (?:omstreeks|rond|around) (.+)");
const ONWARDS = whole(`${FROM} ${ARTICLE}(.+)`);
const UNTIL = whole(`(?:(tot en met|up to and including|through|until|till)|tot) ${ARTICLE}(.+)`);
const BEYOND = whole(`(?:(voor|before|prior to)|na|after) ${ARTICLE}(.+)`);
const LATEST = whole(`${words.LATEST} ${ARTICLE}(.+)|(.+) (?:of eerder|or earlier)`);
const EARLIEST = whole(`${words.EARLIEST} ${ARTICLE}(.+)|(.+) (?:of|or) later`);
const BETWEEN = whole(`(?:tussen|between) (?:de |het |the )?(.+)${AND}(?:de |het |the )?(.+)`);
const TO = " tot en met | tot | until | through | to | - ";
// Python looks behind a hyphen for a figure; here the first part ends where what follows, or its last sign, allows it.
const RANGE = whole(
  "(?:(?:van|from|vanaf|periode|period) )?" +
    `(.*?(?:.(?=${TO}|-[0-9]{1,2} [a-z]|-[a-z])|[^0-9](?=-)))(?:${TO}|-)(.+)`,
);
const PRESENT = whole("heden|nu|vandaag|now|(?:the )?present|today");
const SINCE = new RegExp(`^${FROM} `);
const TAIL = new RegExp(`(?:${MONTH} )?([0-9]{4})$`);
const LISTED = /^(?:in )?(?:de |the )?(?:maanden|months of|months|jaren(?= [0-9]{4})|years) /;
const YEAR = /^[0-9]{4}$/;
const MONTH_OF_YEAR = /^[0-9]{4}-[01][0-9]$/;

const proposal = (edtf, needsDateText) => ({ edtf, needsDateText: Boolean(needsDateText) });

/** EDTF for what a person typed in Dutch or English, or null if that cannot be told. */
export function propose(text) {
  if (length(text) > MOST_TYPED || !(/[0-9]|XXXX/.test(text) || wordy(text))) return null;
  for (const attempt of [strip(text), mend(text)]) {
    if (attempt !== undefined && sound(attempt)) return proposal(attempt, /[~?%]/.test(text) && !/[~?%X]|\/$/.test(attempt));
  }
  if (/^[[{]/.test(strip(text))) return null;
  const plain = tidy(text);
  const found = plain.split(" ").length <= MOST_WORDS && phrase(plain);
  return found && sound(found.edtf) ? found : null;
}

/** What is wrong with a day in words that its month does not have, if that is what is wrong. */
export function impossible(text) {
  const edtf = length(text) <= MOST_TYPED && oneDate(tidy(text));
  return edtf && attempt(edtf).error;
}

/** Wordings without a figure: `negentiende eeuw`, `the nineties`. */
const wordy = (text) => /eeuw|centur|jaren|ties\b|open|onbekend/.test(text.toLowerCase());

/** The date that a text says, or why it says none. */
function attempt(text) {
  try {
    return { date: read(text) };
  } catch (error) {
    if (error instanceof DateError) return { error: Object.assign(error, { offset: 0 }) };
    throw error;
  }
}

const sound = (text) => attempt(text).date;

/** A tidied wording with everything around it. */
function phrase(text) {
  for (const rule of [one, vague, (typed) => doubt(typed, phrase), limit, between, range, choice]) {
    const found = rule(text);
    if (found) return found;
  }
  return null;
}

const plainly = (edtf) => (edtf !== undefined && sound(edtf) ? proposal(edtf, false) : null);

const one = (text) =>
  plainly(oneDate(text)) ?? plainly(/^[0-9][0-9./-]*[0-9]$/.test(text) ? mend(text) : undefined);

/** `begin`, `medio` and `eind`: EDTF has the days, `date_text` the words. */
function vague(text) {
  const found = vagueDate(text);
  return found && sound(found[0]) ? proposal(...found) : null;
}

/** `omstreeks`, `mogelijk`, `waarschijnlijk`, a question mark; `inside` reads what they are about. */
function doubt(text, inside) {
  let found = ABOUT_IT.exec(text);
  if (found) return marked(inside(found[1] ?? found[2]), "~", false);
  found = MAYBE.exec(text);
  if (found) return marked(inside(found[2] ?? found[3]), "?", found[1]);
  found = A_DAY_ABOUT.exec(text);
  const inner = found && one(found[1]);
  return inner && MONTH_OF_YEAR.test(inner.edtf) ? plainly(`${inner.edtf}-XX~`) : null;
}

/** A proposal with a qualifier: on a single date or on both ends of a range; elsewhere EDTF cannot carry it. */
function marked(inner, sign, nuance) {
  const date = inner && sound(inner.edtf);
  if (!date) return null;
  if (date.form.endsWith("_of") || date.parts.some(({ first }) => first?.season)) return proposal(inner.edtf, true);
  const ends = inner.edtf.split("/");
  return proposal(ends.map((end) => signed(end, sign)).join("/"), inner.needsDateText || nuance || ends.length > 1);
}

function signed(end, sign) {
  if (end === "" || end === "..") return end;
  const last = end.at(-1);
  return /[?~%]/.test(last) ? end.slice(0, -1) + (last === sign ? sign : "%") : end + sign;
}

/** `vanaf`, `tot en met`, `voor`, `na`, `uiterlijk`, `of eerder`: one side only. */
function limit(text) {
  let found = ONWARDS.exec(text);
  if (found) return onwards(found[1]);
  found = UNTIL.exec(text);
  if (found) return until(found[2], found[1]);
  found = BEYOND.exec(text);
  if (found) return beyond(found[2], found[1]);
  found = LATEST.exec(text);
  if (found) return wrapped(found[1] ?? found[2], "[..", "]");
  found = EARLIEST.exec(text);
  return found && wrapped(found[1] ?? found[2], "[", "..]");
}

function wrapped(text, before, after) {
  const inner = single(text);
  return inner && proposal(before + inner.edtf + after, inner.needsDateText);
}

/** An open end; but a source that is vague about the start tells nothing of the end, so that is unknown. */
function onwards(text) {
  const inner = single(text);
  return inner && proposal(inner.edtf + (inner.needsDateText || /[?~%]$/.test(inner.edtf) ? "/" : "/.."), inner.needsDateText);
}

/** A wording that comes down to one date, for use as an end. */
function single(text) {
  const inner = one(text) ?? vague(text) ?? doubt(text, single);
  const date = inner && sound(inner.edtf);
  return date?.form === "single" && !date.parts[0].first.season ? inner : null;
}

function until(text, inclusive) {
  const inner = single(text);
  if (!inner || inclusive) return inner && proposal(`../${inner.edtf}`, inner.needsDateText);
  // The Dutch "tot" leaves the end out, EDTF includes it.
  const before = neighbour(sound(inner.edtf), -1);
  return before ? proposal(`../${before}`, true) : null;
}

/** Before or after a date: the date itself is not one of the possibilities. */
function beyond(text, before) {
  const inner = single(text);
  const edge = inner && neighbour(sound(inner.edtf), before ? -1 : 1);
  return edge ? proposal(before ? `[..${edge}]` : `[${edge}..]`, true) : null;
}

/** The day, month or year before or after a date, in EDTF. */
function neighbour(date, step) {
  const [year, month, day] = step < 0 ? date.earliest : date.latest;
  if (date.approximate || date.uncertain || !(year > 1 && year < 9999)) return null;
  const months = year * 12 + month - 1 + step;
  const [nextYear, nextMonth] = [Math.floor(months / 12), (months % 12) + 1];
  if (date.precision === "month") return `${pad(nextYear, 4)}-${pad(nextMonth)}`;
  if (date.precision !== "day") return pad(year + step, 4);
  if (day + step >= 1 && day + step <= monthLength(year, month)) return isoDay([year, month, day + step]);
  return isoDay([nextYear, nextMonth, step > 0 ? 1 : monthLength(nextYear, nextMonth)]);
}

function between(text) {
  const found = BETWEEN.exec(text);
  return found && joined(edges(found[1], found[2]), "[", "..", "]");
}

/** `van … tot en met …`, `from … to …`, `… – …`. */
function range(text) {
  const [, first, last] = RANGE.exec(text) ?? [];
  if (!first) return null;
  if (PRESENT.test(last)) return wrapped(first.replace(SINCE, ""), "", "/..");
  const made = joined(edges(first, last), "", "/", "");
  // The Dutch "tot" leaves the end out.
  return made && / tot (?!en met)/.test(text) ? proposal(made.edtf, true) : made;
}

function joined(ends, before, mark, after) {
  if (!ends) return null;
  const edtf = before + ends[0].edtf + mark + ends[1].edtf + after;
  return sound(edtf) ? proposal(edtf, ends[0].needsDateText || ends[1].needsDateText) : null;
}

function edges(first, last) {
  const end = edge(last, 1);
  const start = end && edge(completed(first, last), 0);
  return start && [start, end];
}

/** The start (0) or end (1) of a range; no season is allowed there, so its first or last month stands for it. */
function edge(text, side) {
  const [, year, season] = /^([0-9]{4})-([234][0-9])$/.exec(one(text)?.edtf) ?? [];
  if (!season) return single(text);
  return proposal(isoDay(groupingBounds([Number(year), Number(year)], season)[side]).slice(0, -3), true);
}

/** A shortened date with the month or the year it shares with the date after it: `25` and `31 januari 2012`. */
function completed(text, last) {
  const tail = TAIL.exec(last);
  if (!tail || /[0-9]{4}/.test(text)) return text;
  return `${text} ${/^[0-9]{1,2}(?:e|de|ste|st|nd|rd|th)?$/.test(text) ? tail[0] : tail[2]}`;
}

/** `A, B of C` is one of them; `A, B en C` is all of them, and neighbouring months are a range. */
function choice(text) {
  const listed = text.replace(LISTED, "");
  const plain = listed.replace(/([a-z]) ?\/ ?(?=[a-z])/g, "$1 of ");
  for (const [conjunction, open, close] of [[OR, "[", "]"], [AND, "{", "}"]]) {
    const parts = plain.split(new RegExp(`${conjunction}|, ?(?![0-9]{4}$)`));
    if (parts.length < 2 || parts.length > 20 || !new RegExp(conjunction).test(plain)) continue;
    const members = parts.map((part) => one(completed(part, parts.at(-1))) ?? single(part));
    // "zomer 2011 of 2012" may mean two summers.
    if (!members.every(Boolean) || (parts.slice(1).some((part) => YEAR.test(part)) && !YEAR.test(parts[0]))) return null;
    const edtfs = members.map(({ edtf }) => edtf);
    const edtf = open === "{" && adjacent(edtfs) ? edtfs.join("/") : open + edtfs + close;
    return sound(edtf) ? proposal(edtf, plain !== listed || members.some(({ needsDateText }) => needsDateText)) : null;
  }
  return null;
}

function adjacent(edtfs) {
  if (edtfs.length !== 2 || !edtfs.every((edtf) => MONTH_OF_YEAR.test(edtf))) return false;
  const [first, last] = edtfs.map((edtf) => Number(edtf.slice(0, 4)) * 12 + Number(edtf.slice(5)));
  return last - first === 1;
}
