/* On a page of others: fills its element with what a frame would show, the same HTML in a tree of its own. */
(() => {
  "use strict";

  const api = globalThis.DrentheTijdlijn;
  const AXIS = { nl: "as/", en: "axis/" };

  api.fill = async (element, base) => {
    const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    const lang = element.lang === "en" ? "en" : "nl";
    const axis = element.getAttribute("weergave") === "as" ? AXIS[lang] : "";
    const asked = [...element.attributes].filter(({ name }) => name !== "lang").map(({ name, value }) => [name, value]);
    const query = asked.length ? `?${new URLSearchParams(asked)}` : "";
    const load = async (url) => new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    let url = new URL(`${lang === "en" ? "en/" : ""}embed/${axis}`, base);
    let page = await load(url);
    // The page names the very script that it was made with.
    await import(new URL(page.querySelector("script").getAttribute("src"), url));
    const rest = api.further(page, query, location.hash);
    if (rest) page = await load(url = new URL(rest, url));
    for (const link of page.querySelectorAll("[href]:not([href^='#'])")) {
      link.setAttribute("href", new URL(link.getAttribute("href"), url));
      link.setAttribute("target", "_blank");
    }
    const box = document.createElement("div");
    Object.assign(box.dataset, page.body.dataset);
    box.append(page.querySelector("main"));
    root.replaceChildren(page.querySelector("link[rel=stylesheet]"), box);
    api.show(root, query);
    // A link to a place within a tree of its own leads nowhere by itself.
    root.addEventListener("click", (event) => {
      const link = event.target.closest("a[target=_self][href^='#']");
      if (!link) return;
      event.preventDefault();
      api.go(root, link.getAttribute("href"));
    });
    api.go(root, location.hash);
  };
})();
