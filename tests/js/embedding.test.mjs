import assert from "node:assert/strict";
import { test } from "node:test";
import { address, block } from "../../docs/assets/embedding.mjs";

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
    [{ max: "2.9" }, "?max=2"],
    [{ max: "x" }, ""],
  ]) assert.equal(address(chosen, FOLDERS), wanted);
});

test("a block is HTML, whatever stands in an address or a title", () => {
  const made = block({ src: 'https://x.nl/?a=1&b="2"', title: "A & <B>", height: 800, helper: "https://x.nl/embed.js" });
  assert.ok(made.includes('src="https://x.nl/?a=1&amp;b=&quot;2&quot;" title="A &amp; &lt;B>"'));
  assert.equal(made.split("\n").length, 3);
  assert.ok(made.endsWith('<script src="https://x.nl/embed.js" defer></script>'));
  assert.equal(block({ src: "a", title: "b", height: 1, helper: "" }).includes("script"), false);
});
