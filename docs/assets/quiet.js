/* Keeps Material's script from two things that this site does not want. Loaded before it; without it nothing breaks. */
(() => {
  "use strict";

  // 1. It writes the colour scheme into the browser's storage on every visit. Here only a choice is kept.
  const write = window.__md_set;
  let chosen = Boolean(window.__md_get && window.__md_get("__palette"));
  if (write) {
    window.__md_set = (name, ...rest) => (name === "__palette" && !chosen ? undefined : write(name, ...rest));
    document.addEventListener("change", (event) => {
      chosen = chosen || Boolean(event.target.closest("[data-md-component=palette]"));
    }, { capture: true });
  }

  // 2. It takes every hreflang link for another site with a sitemap of its own, and asks for that. The links are hidden
  //    from it for the moment in which it looks; its own listener for the same event comes after this one.
  document.addEventListener("DOMContentLoaded", () => {
    const links = [...document.querySelectorAll("link[rel=alternate][hreflang]")];
    for (const link of links) link.rel = "";
    setTimeout(() => { for (const link of links) link.rel = "alternate"; });
  });

  // Something of our own, here because this script is on every page: paper says on which day it was printed.
  addEventListener("beforeprint", () => {
    const locale = document.documentElement.lang === "en" ? "en-GB" : "nl-NL";
    const today = new Date().toLocaleDateString(locale, { dateStyle: "long" });
    for (const element of document.querySelectorAll("[data-printed]")) element.textContent = ` · ${today}`;
  });
})();
