import assert from "node:assert/strict";
import { test } from "node:test";
import { Outdated, at, excerpt, marked, open, terms } from "../../../docs/assets/search/engine.mjs";

const STOP = "de een en het van";

/** An index as the build writes it: `words` in parts, each word with [entry, weight] pairs. */
function site({ words = {}, entries = [], each = 2, folder = "f1" }) {
  const all = Object.keys(words).sort();
  const parts = [];
  for (let n = 0; n < all.length; n += each) parts.push(all.slice(n, n + each));
  const numbers = (pairs) => pairs.flatMap(([entry, weight], n) => [entry - (n ? pairs[n - 1][0] : 0), weight]);
  const files = {
    "nl.json": {
      format: 1, folder, entries: entries.length, kinds: ["Pagina", "Gebeurtenis"], say: {}, stop: STOP,
      words: parts.map((part) => part[0]), shown: entries.map((_, n) => n),
    },
  };
  parts.forEach((part, n) => {
    files[`nl/${folder}/w/${n}.json`] = Object.fromEntries(part.map((word) => [word, numbers(words[word])]));
  });
  entries.forEach((entry, n) => { files[`nl/${folder}/e/${n}.json`] = [entry]; });
  return files;
}

/** Opens it, and writes down what is fetched. */
async function opened(given) {
  const box = { files: site(given), asked: [] };
  const get = async (path, again) => {
    box.asked.push(again ? `${path} again` : path);
    if (!(path in box.files)) throw new Error("404");
    return structuredClone(box.files[path]);
  };
  box.engine = await open("nl", get);
  box.found = async (query) => (await box.engine.find(query)).numbers;
  return box;
}

const entry = (title) => [`${title}/`, 1, title, "2009", "Tekst."];
const ENTRIES = ["nul", "een", "twee", "drie"].map(entry);
const WORDS = {
  alliantie: [[0, 20], [1, 5]], allianties: [[2, 9]], assen: [[1, 20], [3, 1]], cooperatie: [[3, 5]], emmen: [[0, 4]],
  provincie: [[0, 1], [1, 1], [2, 1], [3, 1]], regiodeal: [[2, 30]],
};

test("where a value stands in a list of beginnings", () => {
  assert.deepEqual(["a", "b", "c", "d", "z"].map((value) => at(["b", "d"], value)), [0, 0, 0, 1, 1]);
  assert.equal(at([0], 5), 0);
});

test("what was typed, word by word, without those that say nothing", () => {
  const stop = new Set(STOP.split(" "));
  assert.deepEqual(terms("De gemeente van Assen", stop).map(({ word }) => word), ["gemeente", "assen"]);
  assert.deepEqual(terms("regio deal", stop), [{ word: "regio", joined: ["regiodeal"] }, { word: "deal", joined: ["regiodeal"] }]);
  assert.deepEqual(terms("de", stop).map(({ word }) => word), ["de"]);
  assert.deepEqual(terms(" ?! ", stop), []);
  const long = terms(`${"a".repeat(1000)} ${"b ".repeat(100)}`, stop);
  assert.ok(long.length <= 12 && long[0].word.length <= 60);
});

test("a word, its other forms and its beginning are found, the word itself first", async () => {
  const { found } = await opened({ words: WORDS, entries: ENTRIES });
  assert.deepEqual(await found("alliantie"), [0, 2, 1]);
  assert.deepEqual(await found("Allianties"), [0, 2, 1]);
  assert.deepEqual((await found("alli")).sort(), [0, 1, 2]);
  assert.deepEqual(await found("liantie"), []);
});

test("who holds more of the query comes first; who holds little of it is left out", async () => {
  const { found } = await opened({ words: WORDS, entries: ENTRIES });
  assert.deepEqual(await found("alliantie assen"), [1]);
  assert.deepEqual(await found("provincie emmen"), [0]);
});

test("one word or two, with a hyphen or without", async () => {
  const { found } = await opened({ words: WORDS, entries: ENTRIES });
  assert.deepEqual(await found("regio deal"), [2]);
  assert.deepEqual(await found("co-operatie"), [3]);
});

test("a slip of the finger is mended and told", async () => {
  const { engine } = await opened({ words: WORDS, entries: ENTRIES });
  const answer = await engine.find("alliatnie");
  assert.deepEqual([answer.numbers, answer.instead], [[0, 1], [["alliatnie", "alliantie"]]]);
  assert.deepEqual((await engine.find("assenaren")).instead, [["assenaren", "assen"]]);
  assert.deepEqual((await engine.find("2008")).instead, []);
  assert.deepEqual((await engine.find("qxzqxz")).numbers, []);
});

test("only the parts that a query needs are fetched, each once", async () => {
  const { engine, asked } = await opened({ words: WORDS, entries: ENTRIES });
  assert.deepEqual(asked, ["nl.json"]);
  await engine.find("regiodeal");
  assert.deepEqual(asked.slice(1), ["nl/f1/w/3.json"]);
  await engine.find("regiodeal");
  await engine.entries([3]);
  await engine.entries([3]);
  assert.deepEqual(asked.slice(2), ["nl/f1/e/3.json"]);
});

test("of a word that stands everywhere not all is kept, and it still counts as one", async () => {
  const box = await opened({ words: { ...WORDS, zeldzaam: [[1, 1], [2, 1]] }, entries: ENTRIES });
  const [name] = Object.entries(box.files).find(([, part]) => part.provincie);
  box.files[name].provincie = [-4, 1, 1];
  assert.deepEqual(await box.found("provincie zeldzaam"), [1, 2]);
});

test("a site that was published anew is asked again, and old and new are not mixed", async () => {
  const box = await opened({ words: WORDS, entries: ENTRIES });
  box.files = site({ words: { assen: [[0, 1]] }, entries: [entry("nieuw")], folder: "f2" });
  assert.deepEqual(await box.found("assen"), [0]);
  assert.ok(box.asked.includes("nl.json again"));
  assert.equal((await box.engine.entries([0]))[0].title.text, "nieuw");
});

test("entries that were found before the site was published anew are found again", async () => {
  const box = await opened({ words: WORDS, entries: ENTRIES });
  const numbers = await box.found("assen");
  box.files = site({ words: { assen: [[0, 1]] }, entries: [entry("nieuw")], folder: "f2" });
  await assert.rejects(box.engine.entries(numbers), Outdated);
  assert.equal((await box.engine.entries(await box.found("assen")))[0].title.text, "nieuw");
  // Of the same edition they are only fetched again.
  box.files = {};
  await assert.rejects(box.engine.entries([0, 99]), (error) => !(error instanceof Outdated));
});

test("an index of another shape is not guessed at: neither at first nor when the site was published anew", async () => {
  const other = (given) => {
    const files = site(given);
    files["nl.json"].format = 2;
    return files;
  };
  await assert.rejects(open("nl", async (path) => other({ words: WORDS, entries: ENTRIES })[path]), /format 2/);
  const box = await opened({ words: WORDS, entries: ENTRIES });
  box.files = other({ words: { assen: [[0, 1]] }, entries: [entry("nieuw")], folder: "f2" });
  await assert.rejects(box.found("assen"), /format 2/);
});

test("without an answer it fails, and works again when there is one", async () => {
  const box = await opened({ words: WORDS, entries: ENTRIES });
  const { files } = box;
  box.files = {};
  await assert.rejects(box.found("assen"));
  box.files = files;
  assert.deepEqual(await box.found("assen"), [1, 3]);
});

test("words that are names of what every object has", async () => {
  const { engine } = await opened({ words: WORDS, entries: ENTRIES });
  for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty"]) assert.deepEqual((await engine.find(word)).numbers, []);
});

test("what is shown", async () => {
  const { engine } = await opened({ entries: [["a/", 0, ["Title", "nl"], "", "Een", ["Two", "en"]]], words: { een: [[0, 1]] } });
  assert.deepEqual(await engine.entries([0]), [{
    address: "a/", kind: "Pagina", title: { text: "Title", lang: "nl" }, when: "", passages: [{ text: "Een" }, { text: "Two", lang: "en" }],
  }]);
});

test("words that were met are marked, and nothing is lost", () => {
  const text = "De Alliantie, <b>alliantie</b> & één.";
  const parts = marked(text, new Set(["alliantie", "een"]));
  assert.equal(parts.map(([piece]) => piece).join(""), text);
  assert.deepEqual(parts.filter(([, hit]) => hit).map(([piece]) => piece), ["Alliantie", "alliantie", "één"]);
});

test("of a page the passage is shown that tells most, cut around what was met", () => {
  const met = new Set(["assen", "convenant"]);
  const short = { text: "Een convenant met Assen.", lang: "nl" };
  assert.equal(excerpt([{ text: "Assen, Assen, Assen." }, short], met).lang, "nl");
  const long = `${"woord ".repeat(100)}Assen ${"woord ".repeat(100)}`;
  const shown = excerpt([{ text: long }], met).parts.map(([piece]) => piece).join("");
  assert.match(shown, /^… woord .*Assen.* …$/);
  assert.ok(shown.length < 200);
  assert.deepEqual(excerpt([], met).parts, []);
  assert.deepEqual(excerpt([{ text: "Niets." }], met).parts, [["Niets.", false]]);
  const unbroken = excerpt([{ text: "a".repeat(1000) }], met).parts[0][0];
  assert.ok(unbroken.length < 200);
});
