import assert from "node:assert/strict";
import { test } from "node:test";
import { DateError, dateOf, languageOf, parse, propose, wording } from "../../../docs/assets/dates/index.mjs";

const NBSP = "\u00a0";
const days = ({ earliest, latest }) => [earliest, latest];
const refused = (work) => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof DateError);
    return error;
  }
  return assert.fail("nothing was refused");
};

test("a season typed in words becomes EDTF, and reads as it was typed", () => {
  assert.deepEqual(propose("zomer 2011"), { edtf: "2011-22", needsDateText: false });
  const date = parse("2011-22");
  assert.deepEqual(days(date), ["2011-06-01", "2011-08-31"]);
  assert.equal(date.precision, "season");
  assert.deepEqual([wording(date, "nl"), wording(date, "en")], ["zomer 2011", "summer 2011"]);
});

test("what EDTF cannot carry asks for the wording beside it", () => {
  assert.deepEqual(propose("eind januari 2012"), { edtf: "[2012-01-21..2012-01-31]", needsDateText: true });
  assert.deepEqual(propose("vanaf medio 2008"), { edtf: "2008-06~/", needsDateText: true });
});

test("what is not understood whole is not understood", () => {
  for (const text of ["gisteren", "17 december", "de volgende vergadering in 2009", "zomer 2011 of 2012", "", "2".repeat(201)]) {
    assert.equal(propose(text), null, text);
  }
});

test("an open end is not an unknown one", () => {
  const [open, unknown] = [parse("2009/.."), parse("2009/")];
  assert.deepEqual([open.latest, open.latestKind], [null, "open"]);
  assert.deepEqual([unknown.latest, unknown.latestKind], [null, "unknown"]);
  assert.deepEqual([open.earliest, open.earliestKind], ["2009-01-01", "known"]);
});

test("doubt never widens the bounds", () => {
  for (const sign of ["?", "~", "%"]) assert.deepEqual(days(parse(`2008${sign}`)), days(parse("2008")));
  const date = parse("2008%");
  assert.ok(date.approximate && date.uncertain);
  assert.equal(wording(date, "nl"), "mogelijk omstreeks 2008");
});

test("only leap years have a 29 February", () => {
  assert.deepEqual(days(parse("19XX-02-29")), ["1904-02-29", "1996-02-29"]);
  const { code, values } = refused(() => parse("1900-02-29"));
  assert.deepEqual([code, values], ["leap", { year: "1900" }]);
});

test("a refusal names what is wrong, where, and what was meant", () => {
  const { code, values, offset } = refused(() => parse("2008-6"));
  assert.deepEqual([code, values], ["month-digits", { found: "6" }]);
  assert.deepEqual([offset, propose("2008-6").edtf], [5, "2008-06"]);
});

test("the place of a fault counts characters: an emoji is one", () => {
  assert.equal(refused(() => parse("[2008,😀😀")).offset, 8);
  assert.equal(refused(() => parse("😀".repeat(1001))).offset, 1000);
});

test("years beyond what a number holds keep their last digit", () => {
  assert.deepEqual(days(parse("Y9007199254740993")), ["Y9007199254740993", "Y9007199254740993"]);
  assert.equal(refused(() => parse("Y9007199254740993/Y9007199254740992")).code, "reversed");
  assert.equal(propose("Y9007199254740993/Y9007199254740992"), null);
  assert.equal(wording(parse("Y-9007199254740993"), "nl"), "het jaar −9.007.199.254.740.993");
  assert.deepEqual(days(parse("Y9007199254740993S2")), ["Y9000000000000000", "Y9099999999999999"]);
});

test("before Christ the remainder of a negative year is as on paper", () => {
  assert.deepEqual(days(parse("-0044-02")), ["-0044-02-01", "-0044-02-29"]);
  assert.deepEqual(days(parse("-0001-24")), ["-0001-12-01", "0000-02-29"]);
  assert.equal(wording(parse("-0043-03-15"), "en"), `15${NBSP}March 44 BC`);
});

test("a set is worded with what its members share said once", () => {
  assert.equal(wording(parse("{2009-02-04,2009-02-11}"), "nl"), `4 en 11${NBSP}februari 2009`);
  assert.equal(wording(parse("[1667,1668,1670..1672]"), "en"), "1667, 1668 or between 1670 and 1672");
});

test("the date of an event tells a year", () => {
  assert.deepEqual(dateOf("17 dec. 2008"), { edtf: "2008-12-17", needsDateText: false });
  const error = refused(() => dateOf("XXXX-12-25"));
  assert.equal(error.code, "no-year");
  assert.equal(error.offset, 0);
  assert.equal(refused(() => dateOf("gisteren")).code, "words");
});

test("a long enumeration is a date without a proposal", () => {
  const text = `[${Array.from({ length: 60 }, (_, n) => 1900 + n)}]`;
  assert.equal(propose(text), null);
  assert.deepEqual(dateOf(text), { edtf: text, needsDateText: false });
});

test("what has no English word is Dutch", () => {
  for (const text of ["mid-2008", "SINCE 2008", "early 2008"]) assert.equal(languageOf(text), "en", text);
  for (const text of ["medio 2008", "17 december 2008", "2008", "", "sandaal", "endé"]) assert.equal(languageOf(text), "nl", text);
});

test("another language is refused", () => {
  for (const lang of ["fr", "", undefined, "toString"]) assert.throws(() => wording(parse("2008"), lang), RangeError);
});
