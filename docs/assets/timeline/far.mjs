// A list that holds only the newest of many events: the facts of all are fetched when a reader begins to choose, their
// words and the rest of the list in parts, when they are wanted. What is fetched of the list is the page of a year.
import { events as read, numbers, parts, unfolded } from "./postings.mjs";

// Which shape of the data this script reads: a page may be older than the data.
const FORMAT = 1;
// As many hits are shown at once; of other years a reader asks for them.
const ENOUGH = 50;

/** Prepare the list of which `list` shows a part. Gives what near.mjs gives. Fails when the network does. */
export async function far(list) {
  const { far: address, one, many } = list.dataset;
  const base = new URL(address, location.href);
  const home = new URL(".", location.href);
  const get = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${answer.status}: ${url}`);
    return answer;
  };
  const json = async (path) => (await get(new URL(path, base))).json();
  const head = await json(base);
  if (head.format !== FORMAT) throw new Error(`format ${head.format}`);
  const folder = `${base.pathname.match(/(\w+)\.json$/)[1]}/${head.folder}`;
  const events = read(await json(`${folder}/events.json`));
  const byId = new Map(events.map((event) => [event.id, event]));
  for (const event of events) event.url = new URL(`${head.events}${event.id}/`, home).pathname;

  // It says that these are the newest events, which they are as long as nothing is chosen.
  const part = list.parentNode.querySelector("[data-part]");
  const words = new Map();
  const found = new Map();
  const years = new Map([...list.children].map((element) => [Number(element.dataset.year), year(element)]));
  let shown = 0;

  function year(element) {
    const ol = element.querySelector("ol");
    const initial = [...ol.children];
    // Page and facts may be of two days: a browser keeps each for a while.
    for (const one of initial) if (byId.has(one.dataset.event)) byId.get(one.dataset.event).element = one;
    const rest = element.querySelector("[data-left]");
    return { element, ol, initial, rest, full: !rest, loaded: !rest, opened: false };
  }

  const lot = (number) => {
    if (!words.has(number)) words.set(number, json(`${folder}/w/${number}.json`).catch((error) => {
      words.delete(number);
      throw error;
    }));
    return words.get(number);
  };

  function ready(asked) {
    const missing = asked.filter((word) => !found.has(word));
    if (!missing.length) return undefined;
    return Promise.all(missing.map(async (word) => {
      found.set(word, numbers(await Promise.all(parts(head.words, word).map(lot)), word));
    }));
  }

  /** Fetch a year's page and take its events over. */
  async function load(name) {
    const of = years.get(name);
    of.loading ??= fetched(name).catch((error) => {
      of.loading = undefined;
      throw error;
    });
    await of.loading;
    of.loaded = true;
  }

  async function fetched(name) {
    // A year of very many events goes on on further pages.
    for (let url = new URL(`${head.years}${name}/`, home), further; url; url = further && new URL(further, url)) {
      const page = new DOMParser().parseFromString(await (await get(url)).text(), "text/html");
      further = page.querySelector("[data-further]")?.dataset.further;
      for (const item of page.querySelectorAll("[data-event]")) {
        const event = byId.get(item.dataset.event);
        if (event?.year === name) event.element ??= adopted(item, url);
      }
    }
  }

  /** An item of another page: its links lead on from here, its heading stands one deeper. */
  function adopted(item, url) {
    const element = document.adoptNode(item);
    for (const link of element.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), url).href;
    const title = element.querySelector("h3");
    const deeper = document.createElement("h4");
    deeper.className = title.className;
    deeper.append(...title.childNodes);
    title.replaceWith(deeper);
    return element;
  }

  function show(groups, active, done) {
    const turn = (shown += 1);
    if (part) part.hidden = active;
    const again = () => turn === shown && show(groups, active, done);
    const states = groups.map((group) => ({ ...years.get(group.year), left: group.left }));
    const open = unfolded(states, active, ENOUGH);
    const of = new Map(groups.filter((_, number) => open[number]).map((group) => [group.year, []]));
    for (const event of events) if (event.on) of.get(event.year)?.push(event);
    const here = [];
    groups.forEach(({ year: name, left }, number) => {
      const { element, ol, initial, rest, loaded } = years.get(name);
      element.hidden = active && !left;
      if (open[number] && !loaded) load(name).then(again).catch(() => tell(name, left));
      const items = open[number] && loaded ? of.get(name).map((event) => event.element).filter(Boolean) : active ? [] : initial;
      if (ol.childElementCount !== items.length || items.some((item, i) => ol.children[i] !== item)) ol.replaceChildren(...items);
      element.classList.toggle("tl-year--folded", !items.length);
      here.push(...items);
      if (rest || !loaded || items.length < left) tell(name, left - items.length);
    });
    done(here);
  }

  /** Say how many of a year's events are not in the list, with a button that brings them. */
  function tell(name, number) {
    const of = years.get(name);
    of.rest ??= document.createElement("p");
    of.rest.className = "tl-year__rest";
    of.rest.hidden = !number;
    if (!number) return;
    const text = number === 1 ? one : many.replace("{count}", number);
    // A button that is there stays: it may have the focus.
    const old = of.rest.querySelector("[data-unfold]");
    if (old) {
      if (old.textContent !== text) old.textContent = text;
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tl-button";
    button.dataset.unfold = name;
    button.textContent = text;
    of.rest.replaceChildren(button);
    of.ol.before(of.rest);
  }

  const opening = (name) => {
    years.get(name).opened = true;
    return load(name);
  };

  return {
    events,
    ready,
    fits: (asked) => {
      const sets = asked.map((word) => found.get(word));
      return ({ number }) => sets.every((set) => set.has(number));
    },
    show,
    need: (event) => (event.element ? undefined : load(event.year)),
    reach: (event) => (event.element?.isConnected ? undefined : opening(event.year)),
    opening,
    /** What was opened by hand is folded again when a reader chooses something else. */
    fold: () => years.forEach((of) => (of.opened = false)),
  };
}
