import assert from "node:assert/strict";
import { test } from "node:test";
import { address, block, wrong } from "../../docs/assets/embedding.mjs";

const FOLDERS = { gemeente: "gemeente/", thema: "thema/" };

test("what has a page of its own gets that page, the rest are settings", () => {
  for (const [chosen, wanted] of [
    [{}, ""],
    [{ gemeente: "", thema: "", van: "", tot: "", weergave: "", kleur: "", max: "" }, ""],
    [{ gemeente: "assen" }, "gemeente/assen/"],
    [{ thema: "cultuur" }, "thema/cultuur/"],
    [{ gemeente: "assen", thema: "cultuur" }, "gemeente/assen/?thema=cultuur"],
    [{ van: "2008", tot: "2009-02" }, "?van=2008&tot=2009-02"],
    [{ van: "vorig jaar", tot: "20" }, ""],
    [{ weergave: "as", kleur: "donker", max: "5" }, "?weergave=as&kleur=donker&max=5"],
    [{ max: "-1" }, ""],
    [{ max: "2.9" }, ""],
    [{ max: "x" }, ""],
    [{ van: "2012", tot: "2008" }, ""],
    [{ van: "2012", tot: "2008", max: "5" }, "?max=5"],
    [{ van: "2009-02-04", tot: "2009" }, "?van=2009-02-04&tot=2009"],
  ]) assert.equal(address(chosen, FOLDERS), wanted);
});

test("what means nothing to a frame is named, and nothing else", () => {
  for (const [chosen, wanted] of [
    [{}, []],
    [{ van: "", tot: "", max: "", height: "" }, []],
    [{ van: "2008", tot: "2009-02", max: "999999", height: "200" }, []],
    [{ van: "2009-02-04", tot: "2009-02" }, []],
    [{ van: "zomer 2011" }, ["van"]],
    [{ van: "2009-13", tot: "2009-02-32" }, ["van", "tot"]],
    [{ van: "2012", tot: "2008" }, ["van", "tot"]],
    [{ van: "2012", tot: "x" }, ["tot"]],
    [{ max: "0", height: "50" }, ["max", "height"]],
    [{ max: "1000000", height: "5001" }, ["max", "height"]],
    [{ max: "2.9", height: "x" }, ["max", "height"]],
  ]) assert.deepEqual(wrong(chosen), wanted, JSON.stringify(chosen));
});

test("a block is HTML, whatever stands in an address or a title", () => {
  const made = block({ src: 'https://x.nl/?a=1&b="2"', title: "A & <B>", height: 800, helper: "https://x.nl/embed.js" });
  assert.ok(made.includes('src="https://x.nl/?a=1&amp;b=&quot;2&quot;" title="A &amp; &lt;B>"'));
  assert.equal(made.split("\n").length, 3);
  assert.ok(made.endsWith('<script src="https://x.nl/embed.js" defer></script>'));
  assert.equal(block({ src: "a", title: "b", height: 1, helper: "" }).includes("script"), false);
});
