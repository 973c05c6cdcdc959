// The little Markdown of a summary as elements, as chronicle/markup.py has it read: paragraphs, lists, emphasis, links, escapes.
// No text becomes markup: elements are made one by one, and words are put in them as text. Lines come without blanks at their ends.

import { put } from "./elements.mjs";
import { isAddress } from "./faults.mjs";

const MARKER = /^(?:[-+*]|([0-9]{1,9})[.)])(?: |$)/;
const EVENT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const BLANK = /[\t-\r \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const SIGN = /[\p{P}\p{S}]/u;
const ESCAPED = /\\([\n!-/:-@[-`{-~])/g;
// What the site reads and this does not: codes of signs, titles and angles in a link, lists in lists; odd addresses too.
const ELSEWHERE = /&#?[a-z0-9]+;|\]\(\s*<|\]\([^)]*\s["'(]|^(?:[-+*]|[0-9]+[.)]) (?:[-+*]|1[.)])(?: |$)/im;

/** The address of a link and where the link ends, for a text that goes on behind its words; null when it is none. */
function target(text, from) {
  const start = /^\([ \n]*/.exec(text.slice(from));
  if (!start) return null;
  const begin = from + start[0].length;
  let [to, open] = [begin, 0];
  for (; text[to] > " "; to += 1) {
    if (text[to] === "\\" && text[to + 1] > " ") to += 1;
    else if (text[to] === "\\") return null;
    else if (text[to] === "(") open += 1;
    else if (text[to] === ")" && (open -= 1) < 0) break;
  }
  const end = /^[ \n]*\)/.exec(text.slice(to));
  return end && [text.slice(begin, to).replace(ESCAPED, "$1"), to + end[0].length];
}

/** The texts and elements with their emphasis around them, up to `end`. A star or underscore is an object until then. */
function emphasised(items, text, end) {
  const stars = items.filter(({ sign }) => sign);
  for (const [last, closer] of stars.entries()) {
    // What it may do depends on what stands before and behind its run.
    const [from, to] = closer.run;
    const beside = [[...text.slice(Math.max(0, from - 2), from)].pop() ?? " ", [...text.slice(to, Math.min(end, to + 2))][0] ?? " "];
    const [blank, odd] = [BLANK, SIGN].map((one) => beside.map((sign) => one.test(sign)));
    const left = !blank[1] && (!odd[1] || blank[0] || odd[0]);
    const right = !blank[0] && (!odd[0] || blank[1] || odd[1]);
    const inside = closer.sign === "*";
    Object.assign(closer, { size: to - from, opens: left && (inside || !right || odd[0]), closes: right && (inside || !left || odd[1]) });
    for (let first = closer.closes ? last - 1 : -1; first >= 0; first -= 1) {
      const opener = stars[first];
      const three = (opener.closes || closer.opens) && (opener.size + closer.size) % 3 === 0 && closer.size % 3;
      if (opener.sign !== closer.sign || !opener.opens || opener.done || opener.run === closer.run || three) continue;
      for (const one of stars.slice(first, last + 1)) one.done = true;
      Object.assign(opener, { end: last, closes: false });
      closer.opens = false;
      break;
    }
  }
  for (let first = stars.length - 1; first >= 0; first -= 1) {
    const { end: last, run } = stars[first];
    if (last === undefined) continue;
    const [before, after] = [stars[first - 1], stars[last + 1]];
    const strong = before?.end === last + 1 && before.run === run && after.run === stars[last].run;
    [stars[first].mark, stars[last].mark] = [strong ? "strong" : "em", "/"];
    if (strong) {
      before.mark = after.mark = "";
      first -= 1;
    }
  }
  const open = [[]];
  for (const { sign, mark, ...one } of items.map((item) => (item.sign ? item : { item }))) {
    if (mark === "/") {
      const [name, ...words] = open.pop();
      open.at(-1).push(put(name, {}, ...words));
    } else if (mark) open.push([mark]);
    else if (mark === undefined) open.at(-1).push(one.item ?? sign);
  }
  return open[0];
}

/** What stands in a paragraph or an item, as texts and elements. */
function inline(text, toEvent) {
  const items = [];
  let brackets = [];
  for (let place = 0; place < text.length;) {
    const [whole, escape] = /^\\([\n!-/:-@[-`{-~])|^[^*_[\]\\]+|^./su.exec(text.slice(place));
    const sign = whole[0];
    let next = place + whole.length;
    if (sign === "*" || sign === "_") {
      while (text[next] === sign) next += 1;
      const run = [place, next];
      for (let one = place; one < next; one += 1) items.push({ sign, run });
    } else if (sign === "]" && brackets.length) {
      const first = brackets.pop();
      const found = first >= 0 && target(text, next);
      if (found) {
        const words = emphasised(items.splice(first).slice(1), text, place);
        const href = EVENT.test(found[0]) ? toEvent(found[0]) : isAddress(found[0]) && found[0];
        items.push(...(href ? [put("a", { href }, ...words)] : words));
        next = found[1];
        // A link stands in no other.
        brackets = brackets.map(() => -1);
      } else items.push(sign);
    } else {
      if (sign === "[") brackets.push(items.length);
      items.push((escape ?? whole).replace(/\n/g, " "));
    }
    place = next;
  }
  return emphasised(items, text, text.length);
}

/** The elements of a text. `toEvent` gives the address of an event by its id, or nothing when there is none. */
export function prose(text, toEvent) {
  const lines = text.split("\n");
  const made = [];
  const marker = () => MARKER.exec(lines[0] ?? "");
  const paragraph = (first, ends) => {
    const said = [first];
    while (lines[0] && !ends(marker())) said.push(lines.shift());
    return inline(said.join("\n").trim(), toEvent);
  };
  while (lines.length) {
    let found = marker();
    if (!lines[0]) lines.shift();
    // A list begins with 1: `2009. A year.` is a sentence.
    else if (found && (found[1] ?? "1") === "1") {
      const kind = (one) => one && one[0].trim().at(-1);
      const items = [];
      const [sort, name] = [kind(found), found[1] ? "ol" : "ul"];
      let loose = false;
      while (kind(found) === sort) {
        const first = lines.shift().slice(found[0].length);
        items.push(first ? paragraph(first, Boolean) : []);
        const gap = lines[0] === "";
        if (gap) lines.shift();
        found = marker();
        loose ||= gap && kind(found) === sort;
      }
      const inside = (item) => (loose && item.length ? [put("p", {}, ...item)] : item);
      made.push(put(name, {}, ...items.map((item) => put("li", {}, ...inside(item)))));
    } else {
      made.push(put("p", {}, ...paragraph(lines.shift(), (one) => one && lines[0] !== one[0] && Number(one[1] ?? 1) === 1)));
    }
  }
  return made;
}

/** Whether the site may show a text otherwise than `prose` does. */
export const differs = (text = "") => ELSEWHERE.test(text)
  || [...text.matchAll(/\]\(\s*(https?:[^ \n)]*)/gi)].some(([, address]) => !isAddress(address));
