// Answers for tests/dates/test_in_the_browser.py: a JSON text a line in, what the page's scripts make of it a line out. The
// argument is a file with the sentences of errors by language, which the form fills in as it is done here.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fill } from "../../../docs/assets/contribute/elements.mjs";
import { DateError, dateOf, languageOf, parse, propose, wording } from "../../../docs/assets/dates/index.mjs";

const said = Object.entries(JSON.parse(readFileSync(process.argv[2], "utf8")));

function attempt(work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DateError)) throw error;
    const { code, values, offset } = error;
    return { ...Object.fromEntries(said.map(([lang, sentences]) => [lang, fill(sentences[code], values)])), offset };
  }
}

const told = (date) => {
  const { parts, ...rest } = date;
  return { ...rest, wording: [wording(date, "nl"), wording(date, "en")], parts: parts.length };
};

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const answer = {
    parse: attempt(() => told(parse(text))),
    propose: propose(text),
    dateOf: attempt(() => dateOf(text)),
    languageOf: languageOf(text),
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
