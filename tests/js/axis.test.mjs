import assert from "node:assert/strict";
import { test } from "node:test";
import * as axis from "../../docs/assets/timeline/axis.mjs";
import { chance } from "./chance.mjs";

const TEXT = "1997 2007 0 163.9 2008 2012 163.9 691.9 2013 2026 691.9 960";
const scale = axis.scale(TEXT);
const LENGTH = 960;
const near = (a, b, about = 1e-6) => assert.ok(Math.abs(a - b) <= about, `${a} is not ${b}`);
const { next, upTo, pick, many } = chance(4);
const view = () => {
  const from = next() * 900;
  return { from, to: from + 1 + next() * (LENGTH - from - 1) };
};

test("days have numbers, long ago too", () => {
  assert.equal(axis.number("1970-01-02"), 1);
  assert.equal(axis.number("2000-03-01") - axis.number("2000-02-28"), 2);
  assert.ok(axis.number("0033-04-03") < axis.number("0900"));
  assert.equal(axis.month(2009 * 12 + 1), axis.number("2009-02"));
});

test("the scale is that of the build", () => {
  assert.deepEqual([scale.length, scale.first, scale.last], [960, 1997, 2026]);
  near(scale.at(axis.number("1997")), 0);
  near(scale.at(axis.number("2008")), 163.9);
  near(scale.at(axis.number("2013")), 691.9);
  near(scale.at(axis.number("1950")), 0);
  near(scale.at(axis.number("2100")), 960);
});

test("law: a day is found again where it stands, and a later one stands further", () => {
  for (let round = 0; round < 2000; round += 1) {
    const day = axis.number("1997") + upTo(10950);
    assert.equal(scale.day(scale.at(day) + 1e-6), day);
    assert.ok(scale.at(day + 1) > scale.at(day));
  }
});

test("law: zooming keeps its place, stays inside, and comes back", () => {
  for (let round = 0; round < 2000; round += 1) {
    const before = view();
    const around = before.from + next() * (before.to - before.from);
    const after = axis.zoom(before, 0.2 + next() * 4, around, LENGTH);
    assert.ok(after.from >= -1e-9 && after.to <= LENGTH + 1e-9 && after.to - after.from >= LENGTH / 64 - 1e-6);
    if (after.from > 1e-9 && after.to < LENGTH - 1e-9) {
      near(axis.seen(before, LENGTH)(around), axis.seen(after, LENGTH)(around), 1e-4);
    }
    near(axis.meant(after, LENGTH)(axis.seen(after, LENGTH)(around)), around);
    const moved = axis.pan(after, next() * 6 - 3, LENGTH);
    near(moved.to - moved.from, after.to - after.from);
    assert.ok(moved.from >= 0 && moved.to <= LENGTH + 1e-9);
    const followed = axis.follow(after, around, LENGTH);
    assert.ok(followed.from <= around && around <= followed.to);
  }
  assert.ok(axis.isWhole(axis.zoom(axis.zoom(axis.whole(LENGTH), 8, 100, LENGTH), 1e-3, 5, LENGTH), LENGTH));
});

test("law: marks in one row never touch, and no room is left unused", () => {
  for (let round = 0; round < 500; round += 1) {
    const places = many(80, () => next() * 300).sort((a, b) => a - b);
    const rows = axis.stack(places, 10, 4);
    for (let row = 0; row < 4; row += 1) {
      const own = places.filter((_, number) => rows[number] === row);
      own.slice(1).forEach((at, number) => assert.ok(at - own[number] >= 10 - 1e-5));
    }
    rows.forEach((row, number) => {
      if (row >= 0) return;
      // Every row is taken by a mark that is too near.
      const near = places.slice(0, number).filter((at, other) => rows[other] >= 0 && places[number] - at < 10);
      assert.ok(near.length >= 4);
    });
    const left = places.filter((_, number) => rows[number] < 0);
    const heaps = axis.heaps(left, 20);
    assert.equal(heaps.reduce((sum, heap) => sum + heap.count, 0), left.length);
    heaps.slice(1).forEach((heap, number) => assert.ok(heap.at - heaps[number].at > 20));
  }
});

test("law: ticks stand in order, are in view when named, and their names do not touch", () => {
  for (let round = 0; round < 300; round += 1) {
    const ticks = axis.ticks(scale, pick([view(), axis.whole(LENGTH)]), 38);
    ticks.slice(1).forEach((tick, number) => assert.ok(tick.at > ticks[number].at));
    const named = ticks.filter((tick) => tick.named);
    for (const tick of named) assert.ok(tick.at >= 0 && tick.at <= LENGTH);
    named.slice(1).forEach((tick, number) => assert.ok(tick.at - named[number].at >= 38));
  }
  const close = axis.ticks(scale, { from: 163.9, to: 269.5 }, 38);
  assert.deepEqual(close.filter((tick) => tick.named).map((tick) => tick.month), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test("a period is as exact as the drawing shows", () => {
  const at = (day) => scale.at(axis.number(day)) + 0.01;
  const whole = axis.whole(LENGTH);
  assert.deepEqual(axis.period(scale, whole, at("2009-02-20"), at("2008-11-03")), { van: "2008-11", tot: "2009-02" });
  assert.deepEqual(axis.period(scale, whole, at("1999-05-01"), at("2004-02-01")), { van: "1999", tot: "2004" });
  assert.deepEqual(axis.period(scale, { from: 0, to: 60 }, at("1999-05-01"), at("1999-07-01")), { van: "1999-05", tot: "1999-07" });
  assert.deepEqual(axis.period(scale, whole, at("2009-01-20"), at("2010-12-03")), { van: "2009", tot: "2010" });
});

test("law: months are said and read alike", () => {
  for (let round = 0; round < 500; round += 1) {
    const first = 1997 * 12 + upTo(300);
    const last = first + upTo(60);
    assert.deepEqual(axis.months(axis.says(first, last), scale), [first, last]);
  }
  assert.deepEqual(axis.months({ van: "", tot: "" }, scale), [1997 * 12, 2026 * 12 + 11]);
  assert.deepEqual(axis.months({ van: "2009-02-04", tot: "2009-03-01" }, scale), [2009 * 12 + 1, 2009 * 12 + 2]);
});

test("what is open goes on to the edge", () => {
  assert.deepEqual(axis.edges({ from: "", until: "" }, scale), [0, LENGTH]);
  const [from, until] = axis.edges({ from: "2008-01-01", until: "2012-12-31" }, scale);
  near(from, 163.9);
  near(until, 691.9);
});
