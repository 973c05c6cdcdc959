import assert from "node:assert/strict";
import { test } from "node:test";
import { NAMES, NOTHING, chosen, isDay, read, without, write } from "../../docs/assets/timeline/state.mjs";
import { chance } from "./chance.mjs";

const VALUES = ["assen", "de-wolden", "sociaal", "confirmed"];
const known = new Map(["gemeente", "thema", "organisatie", "soort", "status"].map((name) => [name, new Set(["", ...VALUES])]));
const state = (changes) => ({ ...NOTHING, ...changes });

test("an address says what was chosen", () => {
  const chosen = state({ gemeente: "assen", van: "2009", tot: "2012-06", q: "één & twee" });
  assert.equal(write(chosen), "?gemeente=assen&van=2009&tot=2012-06&q=%C3%A9%C3%A9n+%26+twee");
  assert.deepEqual(read(write(chosen), known), { state: chosen, strange: false });
  assert.equal(write(NOTHING), "");
});

const STRANGE = [
  "?gemeente=__proto__", "?gemeente=constructor", "?gemeente=ASSEN", "?gemeente=assen%00", "?thema=<script>", "?status=%E0%A4%A",
  "?van=2009-13", "?van=2009-02-30", "?van=99999", "?van=-1", "?van=2009-", "?tot=morgen", "?tot=２００９", "?q=%20", "?q=!!!",
  `?q=${"a".repeat(101)}`, `?gemeente=${"a".repeat(100000)}`, "?gemeente=assen&gemeente=de-wolden", "?q=a&q=b",
];
for (const query of STRANGE) {
  test(`strange: ${query.slice(0, 40)}`, () => {
    const found = read(query, known);
    assert.equal(found.strange, true);
    assert.deepEqual(Object.keys(found.state), NAMES);
    assert.ok(read(write(found.state), known).strange === false);
  });
}

for (const query of ["", "?", "?&&=&", "?__proto__=1", "?toString", "?utm_source=a", "?h=woord", "?gemeente=", "?Gemeente=assen", "?%"]) {
  test(`not ours, so no remark: ${query}`, () => assert.deepEqual(read(query, known), { state: state({}), strange: false }));
}

test("a strange part does not spoil the rest", () => {
  assert.deepEqual(read("?gemeente=assen&thema=nee&q=alliantie", known), {
    state: state({ gemeente: "assen", q: "alliantie" }), strange: true,
  });
});

test("days", () => {
  for (const day of ["2009", "2009-02", "2008-02-29", "0033", "9999-12-31"]) assert.ok(isDay(day), day);
  for (const day of ["", "209", "2009-00", "2009-2", "2009-02-29", "2009-01-01-01", "2009-01-01T00:00Z", " 2009"]) assert.ok(!isDay(day), day);
});

test("a period is one choice", () => {
  assert.deepEqual(chosen(state({ tot: "2009", q: "a" })), ["van", "q"]);
  assert.deepEqual(chosen(state({ van: "2009", thema: "sociaal" })), ["thema", "van"]);
  assert.deepEqual(without(state({ van: "2009", tot: "2010", q: "a" }), "van"), state({ q: "a" }));
  assert.deepEqual(without(state({ q: "a" }), "q"), NOTHING);
});

test("law: what was read is written as it was read, whatever the address", () => {
  const { pick, many } = chance(2);
  const bits = [...NAMES, ...VALUES, "=", "&", "?", "%", "%00", "%C3", "é", "2009", "-02", "__proto__", "+", "<", "\ud800"];
  for (let round = 0; round < 5000; round += 1) {
    const found = read(many(14, () => pick(bits)).join(""), known);
    assert.deepEqual(read(write(found.state), known), { state: found.state, strange: false });
  }
});
