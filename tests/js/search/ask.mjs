// Asks a built index, as the page does: `node ask.mjs FOLDER` with {language: [query, …]} as JSON on standard input gives
// for each query its first addresses, how many kilobytes (gzip) were fetched, and how many files.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { open } from "../../../docs/assets/search/engine.mjs";

const folder = process.argv[2];
const answers = {};
for (const [lang, queries] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  answers[lang] = [];
  for (const query of queries) {
    const sizes = [];
    const engine = await open(lang, async (path) => {
      const data = readFileSync(`${folder}/search/${path}`);
      sizes.push(gzipSync(data, { level: 9 }).length);
      return JSON.parse(data);
    });
    const { numbers, instead } = await engine.find(query);
    const entries = await engine.entries(numbers.slice(0, 10));
    answers[lang].push({ found: entries.map(({ address }) => address), instead, bytes: sizes.reduce((a, b) => a + b), files: sizes.length });
  }
}
console.log(JSON.stringify(answers));
