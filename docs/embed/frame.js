/* In a frame: shows what the address asks for, and tells the page around it how high it is. Everything can be read without
   it. A classic script without storage: it also runs where the frame may run scripts and nothing else. */
(() => {
  "use strict";

  const DAY = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
  const VIEWS = ["lijst", "as", "kort"];
  const COLOURS = { licht: "default", donker: "slate", auto: "" };
  // It comes after every digit.
  const FOREVER = "~";
  const PRINT = "#print";
  const EVENT = /^#event-[a-z0-9-]+$/;
  const split = (text) => (text ? text.split(" ") : []);

  /** What an address asks for, and whether a part of it means nothing here. Settings of others are left alone. */
  function read(query, known) {
    const asked = new URLSearchParams(query);
    let strange = false;
    const take = (name, fits) => {
      const value = asked.get(name) ?? "";
      if (!value || fits(value)) return value;
      strange = true;
      return "";
    };
    const wanted = {
      gemeente: take("gemeente", (value) => known.gemeente.includes(value)),
      thema: take("thema", (value) => known.thema.includes(value)),
      van: take("van", (value) => DAY.test(value)),
      tot: take("tot", (value) => DAY.test(value)),
      weergave: take("weergave", (value) => VIEWS.includes(value)),
      kleur: take("kleur", (value) => Object.hasOwn(COLOURS, value)),
      max: Number(take("max", (value) => /^[1-9]\d{0,5}$/.test(value))),
    };
    if (wanted.van && wanted.tot && wanted.van > wanted.tot + FOREVER) {
      strange = true;
      wanted.van = wanted.tot = "";
    }
    return { wanted, strange };
  }

  /** The sign that an event has for an id, by its place among those that are known; "" for "". */
  function sign(known, id) {
    const place = known.indexOf(id);
    return id && String.fromCodePoint(place < 26 ? 97 + place : 230 + place);
  }

  /** Tell whether an event is asked for: of its days one must be in the period. See `facts` in frames.py. */
  function fits(event, facts, { thema, gemeente, van, tot }) {
    const [themes, towns = "A", days = event.querySelector("time").getAttribute("datetime")] = facts.split(" ");
    const [from, until = from] = days.split("/");
    return themes.includes(thema)
      && (towns === "A" || towns.includes(gemeente))
      && (!van || until + FOREVER >= van)
      && (!tot || from <= tot + FOREVER);
  }

  /** What `query` asks of the timeline in `root`, and what its events are. */
  function asked(root, query) {
    const { dataset } = root.querySelector("[data-embed]");
    const known = { gemeente: split(dataset.knownGemeente), thema: split(dataset.knownThema) };
    return { known, ...read(query, known), facts: root.querySelector("[data-timeline]").dataset.facts.split(";") };
  }

  /** The address of all events, when `root` holds only the newest and `query` or `hash` asks for something in particular. */
  function further(root, query, hash) {
    const more = root.querySelector("[data-newest] a");
    if (!more) return "";
    const { wanted: { gemeente, thema, van, tot, max }, facts } = asked(root, query);
    const away = EVENT.test(hash) && !root.querySelector(hash);
    return away || gemeente || thema || van || tot || max > facts.length ? more.getAttribute("href") : "";
  }

  /** The events that are asked for, the newest where only so many are. */
  function chosen(events, facts, known, wanted) {
    const signs = { thema: sign(known.thema, wanted.thema), gemeente: sign(known.gemeente, wanted.gemeente) };
    const fitting = events.filter((event, place) => fits(event, facts[place], { ...wanted, ...signs }));
    return fitting.slice(wanted.max ? -wanted.max : 0);
  }

  /** Show in `root`, a document or a shadow root, what `query` asks for. */
  function show(root, query) {
    const { known, wanted, strange, facts } = asked(root, query);
    const body = root.querySelector("[data-embed]");
    const main = body.querySelector(".te");
    const events = [...root.querySelectorAll("[data-event]")];
    // Who asks for nothing is shown everything, as it stands.
    const shown = query ? chosen(events, facts, known, wanted) : events;
    if (query) {
      const on = new Set(shown);
      for (const event of events) event.hidden = !on.has(event);
      for (const year of root.querySelectorAll("[data-year]")) year.hidden = !year.querySelector("[data-event]:not([hidden])");
      const ids = new Set(shown.map(({ dataset }) => dataset.event));
      for (const mark of root.querySelectorAll("[data-mark]")) mark.classList.toggle("te-off", !ids.has(mark.dataset.mark));
    }
    root.querySelector("[data-strange]").hidden = !strange;
    root.querySelector("[data-nothing]").hidden = shown.length > 0;
    main.dataset.weergave = wanted.weergave;
    const scheme = COLOURS[wanted.kleur];
    body.classList.toggle("no-js", !scheme);
    main.dataset.mdColorScheme = scheme || "default";
    // To print it, and to see what is too much for this page, the same is asked for.
    for (const link of root.querySelectorAll("[data-print], [data-newest] a")) {
      link.href = link.href.split(/[?#]/)[0] + query + (link.matches("[data-print]") ? PRINT : "");
    }
  }

  /** Bring an event, or a source of a long list, into view and give its element, or nothing when it is not shown. */
  function go(root, hash) {
    // What led to an event under an earlier id is within it.
    const event = /^#(?:event-[a-z0-9-]+|s\d+)$/.test(hash) && root.querySelector(hash)?.closest("li");
    if (!event || event.hidden) return undefined;
    for (const other of root.querySelectorAll("[data-here]")) delete other.dataset.here;
    event.dataset.here = "";
    event.scrollIntoView({ block: "nearest" });
    event.querySelector("h3 a")?.focus({ preventScroll: true });
    return event;
  }

  // On a page of others, whose element asks for it (embed.js).
  if (globalThis.DrentheTijdlijn) {
    Object.assign(globalThis.DrentheTijdlijn, { show, go, further });
    return;
  }

  // The drawing stands on a page of its own: a list needs none, and a page that shows both would be too heavy.
  const { axis, other } = document.body.dataset;
  const way = new URLSearchParams(location.search).get("weergave");
  if (other && (axis === undefined ? way === "as" : VIEWS.includes(way) && way !== "as")) {
    location.replace(other + location.search + location.hash);
    return;
  }

  const rest = further(document, location.search, location.hash);
  if (rest) {
    location.replace(rest + location.search + location.hash);
    return;
  }

  show(document, location.search);
  const tell = (said) => parent.postMessage({ drentheTijdlijn: 1, ...said }, "*");
  if (parent === window) {
    if (location.hash === PRINT) addEventListener("load", () => print());
    return;
  }

  // Only a height is told, and only when it is another one. The box of the root is as high as what it holds, also when
  // the frame is higher: that is how a frame can become smaller.
  let height = 0;
  const measure = () => {
    const now = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (now !== height) tell({ height: (height = now) });
  };
  // At once too: what is out of sight is observed later. And the height before a place in it.
  measure();
  addEventListener("load", measure);
  // The frame became as high as we said: the page around it follows. Then a long list is laid out whole, for its true height.
  addEventListener("resize", () => {
    const long = document.querySelector(".te-long");
    if (!long || innerHeight !== height) return;
    long.classList.remove("te-long");
    lead(location.hash);
  });
  new ResizeObserver(measure).observe(document.documentElement);
  const lead = (hash) => {
    const event = go(document, hash);
    if (event) tell({ top: Math.floor(event.getBoundingClientRect().top + scrollY) });
  };
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.drentheTijdlijn === 1 && typeof data.show === "string") lead(data.show);
  });
  addEventListener("hashchange", () => lead(location.hash));
  lead(location.hash);
})();
