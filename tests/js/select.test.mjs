import assert from "node:assert/strict";
import { test } from "node:test";
import { during, select, table } from "../../docs/assets/timeline/select.mjs";
import { CHOICES, NAMES, NOTHING, chosen, without } from "../../docs/assets/timeline/state.mjs";
import { asked, finds, index } from "../../docs/assets/timeline/words.mjs";
import { chance } from "./chance.mjs";

const { pick, many, upTo } = chance(3);
const IDS = ["a", "b", "c"];
const day = () => `20${10 + upTo(4)}-0${1 + upTo(9)}-1${upTo(10)}`;

function event() {
  const [from, until] = [day(), day()].sort();
  const text = index(many(4, () => pick(["één", "alliantie", "Assen"])).join(" "));
  const values = Object.fromEntries(CHOICES.map((name) => [name, [...new Set(many(2, () => pick(IDS)))]]));
  return { ...values, from: pick([from, ""]), until: pick([until, ""]), text: () => text };
}

const maybe = (value) => (upTo(3) ? "" : value);
const random = () => ({
  ...Object.fromEntries(CHOICES.map((name) => [name, maybe(pick(IDS))])),
  van: maybe(pick(["2011", "2011-05", day()])), tot: maybe(pick(["2012", "2012-05", day()])), q: maybe(pick(["een", "ass een", "x"])),
});

// The same, as slowly and plainly as it can be said.
const fits = (one, state) =>
  CHOICES.every((name) => !state[name] || one[name].includes(state[name])) &&
  during(one, state.van, state.tot) && finds(one.text(), asked(state.q));

test("law: what is shown and each count are what a plain search gives", () => {
  for (let round = 0; round < 400; round += 1) {
    const events = many(30, event);
    const state = random();
    const found = select(table(events), state, (one) => finds(one.text(), asked(state.q)));
    const number = (changes) => events.filter((one) => fits(one, { ...state, ...changes })).length;
    assert.deepEqual(found.shown, events.map((one) => fits(one, state)));
    assert.equal(found.total, number({}));
    for (const name of CHOICES) {
      assert.equal(found.without.get(name), number({ [name]: "" }));
      for (const value of IDS) assert.equal(found.counts.get(name).get(value) ?? 0, number({ [name]: value }), `${name} ${value}`);
    }
    assert.equal(found.without.get("van"), number({ van: "", tot: "" }));
    assert.equal(found.without.get("q"), number({ q: "" }));
    for (const name of chosen(state)) assert.equal(found.without.get(name), events.filter((one) => fits(one, without(state, name))).length);
  }
});

test("a period touches what was going on in it", () => {
  const one = { from: "2009-02-28", until: "2009-12-31" };
  for (const [van, tot] of [["", ""], ["2009", ""], ["", "2009"], ["2009-12", ""], ["2009-12-31", ""], ["", "2009-02"], ["2008", "2009-02-28"], ["2009-05", "2009-05"]]) {
    assert.ok(during(one, van, tot), `${van} ${tot}`);
  }
  for (const [van, tot] of [["2010", ""], ["", "2008"], ["", "2009-01"], ["", "2009-02-27"], ["2012", "2008"]]) {
    assert.ok(!during(one, van, tot), `${van} ${tot}`);
  }
  assert.ok(during({ from: "2000-01-01", until: "" }, "2500", ""));
  assert.ok(during({ from: "", until: "2000-01-01" }, "", "0001"));
});

test("nothing chosen is everything shown", () => {
  const events = [event(), event()];
  assert.deepEqual(select(table(events), NOTHING).shown, [true, true]);
  assert.equal(select(table([]), NOTHING).total, 0);
  assert.equal(NAMES.length, 8);
});
