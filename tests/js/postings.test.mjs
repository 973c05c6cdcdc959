import assert from "node:assert/strict";
import { test } from "node:test";
import { events, numbers, parts, unfolded } from "../../docs/assets/timeline/postings.mjs";
import { chance } from "./chance.mjs";

const { pick, many, upTo } = chance(5);
const letters = ["a", "b", "é", "ß", "9", "\u{10428}", "\uffdc"];
const word = () => `${pick(letters)}${many(3, () => pick(letters)).join("")}`;
const byCodePoint = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)); // UTF-8 keeps the order

function filed(words, size) {
  const made = [];
  for (let i = 0; i < words.length; i += size) made.push(words.slice(i, i + size));
  return made;
}

test("law: the parts that are named hold every word that begins so, and no part beside them does", () => {
  for (let i = 0; i < 500; i += 1) {
    const words = [...new Set(many(40, word))].sort(byCodePoint);
    const files = filed(words, 1 + upTo(5));
    const asked = word();
    const named = parts(files.map(([first]) => first), asked);
    const needed = files.flatMap((file, number) => (file.some((one) => one.startsWith(asked)) ? [number] : []));
    assert.deepEqual(named.filter((number) => needed.includes(number)), needed);
    // One more at most: a word can be missing where it would stand.
    assert.ok(named.length <= needed.length + 1, `${asked}: ${named} for ${needed}`);
  }
});

test("law: the numbers of a word are those of every word that begins so", () => {
  for (let i = 0; i < 300; i += 1) {
    const truth = new Map([...new Set(many(20, word))].map((one) => [one, [...new Set(many(9, () => upTo(50)))].sort((a, b) => a - b)]));
    const files = filed([...truth], 4).map((some) =>
      Object.fromEntries(some.map(([one, all]) => [one, all.map((number, at) => number - (at ? all[at - 1] : 0))])));
    const asked = word().slice(0, 2);
    const wanted = new Set([...truth].filter(([one]) => one.startsWith(asked)).flatMap(([, all]) => all));
    assert.deepEqual([...numbers(files, asked)].sort((a, b) => a - b), [...wanted].sort((a, b) => a - b));
  }
});

test("a word that is a name of JavaScript's own is a word", () => {
  const file = JSON.parse('{"__proto__":[3],"constructor":[1,4]}');
  assert.deepEqual([...numbers([file], "__proto__")], [3]);
  assert.deepEqual([...numbers([file], "constr")], [1, 5]);
  assert.deepEqual([...numbers([file], "tostring")], []);
});

test("events are read with the names of what they have", () => {
  const facts = {
    status: ["confirmed", "planned"], kind: ["letter", "signing"], themes: ["sociaal", "cultuur"],
    municipalities: ["assen", "emmen"], organisations: ["vdg"],
    events: [["a", 2009, "2009-02-04", 0, 1, 1, [0, 1], [1], []], ["b", 2010, "2010-01-01", "", 0, 0, [1], [], [0]]],
  };
  const [a, b] = events(facts);
  assert.deepEqual(a, {
    id: "a", number: 0, year: 2009, from: "2009-02-04", until: "2009-02-04", status: ["planned"], soort: ["signing"],
    thema: ["sociaal", "cultuur"], gemeente: ["emmen"], organisatie: [], on: true,
  });
  assert.equal(b.until, "", "an open end stays open");
  assert.equal(b.number, 1);
});

test("without a choice the list shows what it held and what was opened", () => {
  const groups = [{ left: 9, full: false }, { left: 9, full: false, opened: true }, { left: 9, full: true }];
  assert.deepEqual(unfolded(groups, false, 50), [false, true, true]);
});

test("with a choice the first years are shown until there is enough, and what was opened", () => {
  const groups = [
    { left: 0 }, { left: 30, full: true }, { left: 0, opened: true }, { left: 30 }, { left: 1, full: true }, { left: 5, opened: true },
  ];
  assert.deepEqual(unfolded(groups, true, 50), [false, true, false, true, false, true]);
});
