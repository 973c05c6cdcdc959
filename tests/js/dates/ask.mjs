// Answers for tests/dates/test_in_the_browser.py: a JSON text a line in, what the page's scripts make of it a line out.
import { createInterface } from "node:readline";
import { DateError, dateOf, languageOf, parse, propose, wording } from "../../../docs/assets/dates/index.mjs";

function attempt(work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DateError)) throw error;
    return { ...error.message, offset: error.offset, suggestion: error.suggestion };
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
