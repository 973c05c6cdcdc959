// The little Markdown of a summary as elements: paragraphs, lists, emphasis, links. Nothing else of Markdown or HTML counts.

import { put } from "./elements.mjs";

const PIECE = /\*\*(?=\S)([^*]+?)\*\*|\*(?=\S)([^*]+?)\*|\[([^\]\n]+)\]\(([^()\s]+)\)/gu;
const EVENT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function* inline(text, toEvent) {
  let at = 0;
  for (const found of text.matchAll(PIECE)) {
    const [whole, strong, soft, words, target] = found;
    yield text.slice(at, found.index);
    at = found.index + whole.length;
    if (strong) yield put("strong", {}, strong);
    else if (soft) yield put("em", {}, soft);
    else if (/^https?:\/\//i.test(target) || EVENT.test(target)) {
      yield put("a", { href: EVENT.test(target) ? toEvent(target) : target }, words);
    } else yield whole;
  }
  yield text.slice(at);
}

/** The elements of a text. `toEvent` gives the address of an event by its id. */
export function prose(text, toEvent) {
  return text.split(/\n{2,}/).filter(Boolean).map((block) => {
    const lines = block.split("\n");
    if (!lines.every((line) => /^[-*+] /.test(line))) return put("p", {}, ...inline(lines.join(" "), toEvent));
    return put("ul", {}, ...lines.map((line) => put("li", {}, ...inline(line.slice(2), toEvent))));
  });
}
