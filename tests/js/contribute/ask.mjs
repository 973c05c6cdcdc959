// Asks the form's modules what tests/test_contribute.py asks Python: a question a line, as JSON; an answer a line.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { badId, faults, readDate } from "../../../docs/assets/contribute/faults.mjs";
import { files, identifier, tidy, yearOf } from "../../../docs/assets/contribute/files.mjs";
import { newFile, mail } from "../../../docs/assets/contribute/exits.mjs";
import { differs, prose } from "../../../docs/assets/contribute/prose.mjs";
import { suspicions } from "../../../docs/assets/contribute/private.mjs";

const there = Object.fromEntries(["nl", "en"].map((lang, at) => {
  const data = JSON.parse(readFileSync(process.argv[2 + at], "utf8"));
  data.known.source = Object.keys(data.sources);
  data.known.event = Object.keys(data.events);
  return [lang, { ...data, lang, yearOf }];
}));

// A page as far as words need one: elements that hold texts and elements, made by their name and in no other way.
class Element {
  constructor(name) {
    Object.assign(this, { name, inside: [] });
  }

  append(...inside) {
    this.inside.push(...inside);
  }
}
globalThis.document = { createElement: (name) => new Element(name) };
const tree = (one) => (typeof one === "string" ? one : [one.name, one.href ?? null, ...one.inside.map(tree)]);
const toEvent = (id) => (id.includes("onbekend") ? null : `../gebeurtenissen/${id}/`);

const ANSWERS = {
  faults: ({ lang, name, value, date }) => faults(name, value, there[lang], date).map(({ code, message, cure }) => [code, message, cure]),
  tidy: ({ value, lines }) => tidy(value, lines),
  identifier: ({ value, most }) => identifier(value, most),
  id: ({ lang, sort, value }) => badId(sort, value, there[lang])?.message ?? null,
  date: ({ lang, value }) => readDate(value, there[lang]),
  files: ({ id, ...now }) => files(now, id),
  private: ({ value }) => suspicions(value),
  prose: ({ value }) => [prose(value, toEvent).map(tree), differs(value)],
  newFile: ({ repository, file }) => newFile(repository, file),
  mail: ({ subject, made, attached }) => mail(subject, made, attached),
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  console.log(JSON.stringify(ANSWERS[question.ask](question)));
}
