// Searching and choosing on the page: the form, the list and the address say the same. What fits is decided elsewhere.
// Comes when a reader is about to search or choose, or when the address says that somebody did.
import { CHOICES, NAMES, NOTHING, chosen, isDay, read, without, write } from "./state.mjs";
import { asked } from "./words.mjs";
import { select, table } from "./select.mjs";
import { mark } from "./hits.mjs";
import { put, say } from "./said.mjs";

const one = (selector, inside = document) => inside.querySelector(selector);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

const form = one("[data-filter]");
const list = one("[data-timeline]");
const figure = one("[data-overview]:has([data-axis-bar])");
const options = (name) => [...(form.elements[name].options ?? form.elements[name])];

/** What the drawing needs to know of the page, and may ask of it. */
export const page = { state: NOTHING, events: [], choose, open, need: (event) => source.need(event), redraw() {} };
page.known = new Map(CHOICES.map((name) => [name, new Set(options(name).map((option) => option.value))]));
let back = null;
let typing = 0;
// A period that was typed, and is taken when the mouse is let go.
let late = null;
let pressed = false;
// The group that the arrow keys go through: "" before they chose, null when something else was the last thing done.
let walk = null;
let source;
let facts;
let groups = [];

/** Begin with what `query` says, or with what was chosen before this script came. */
export async function start(query) {
  source = await events();
  page.events = source.events;
  facts = table(source.events);
  const links = new Map(all("[data-jump]").map((link) => [Number(link.dataset.jump), link]));
  groups = all("[data-year]", list).map((element) => ({ element, year: Number(element.dataset.year), left: 0 }));
  for (const group of groups) group.link = links.get(group.year);
  const early = write(read(new URLSearchParams(new FormData(form)), page.known).state);
  form.addEventListener("input", typed);
  form.addEventListener("change", changed);
  form.addEventListener("click", clicked);
  form.addEventListener("keydown", ({ key }) => (walk = key.startsWith("Arrow") ? walk ?? "" : null));
  addEventListener("mousedown", ({ button }) => ([pressed, walk] = [button === 0, null]));
  for (const kind of ["mouseup", "dragend"]) addEventListener(kind, () => ((pressed = false), setTimeout(take)));
  addEventListener("popstate", () => restore(location.search));
  addEventListener("hashchange", reveal);
  addEventListener("keydown", goBack);
  for (const kind of ["pointerover", "focusin"]) list.addEventListener(kind, point);
  list.addEventListener("pointerleave", () => point({ target: null }));
  list.addEventListener("click", unfold);
  restore(query);
  // What was typed or chosen before this script came is laid over what the address said.
  const mine = read(early, page.known).state;
  const both = { ...page.state, ...Object.fromEntries(NAMES.filter((name) => mine[name]).map((name) => [name, mine[name]])) };
  if (write(both) !== write(page.state)) {
    show(both);
    // A choice can be taken back; words that are being typed are no steps (see typed).
    const steps = chosen(mine).some((name) => name !== "q");
    history[steps ? "pushState" : "replaceState"](null, "", here());
  } else if (source.fold) show(page.state);
}

/** The events: read from the list, or from files where the list holds only some of them. */
async function events() {
  if ("far" in list.dataset) return (await import("./far.mjs")).far(list);
  return (await import("./near.mjs")).near(list, [...page.known.get("gemeente")].filter(Boolean));
}

/* From the form and the address to the state, and back */

function typed({ target }) {
  if (target.name !== "q") return;
  clearTimeout(typing);
  // Browsers refuse addresses that change too often.
  typing = setTimeout(() => history.replaceState(null, "", here()), 300);
  show({ ...page.state, q: target.value });
}

function changed({ target }) {
  const { name, value } = target;
  if (!name || name === "q") return;
  take();
  if (name === "van" || name === "tot") {
    // What the field is left for is still to get the focus or the click, and would go, or move away under the mouse.
    late = () => period(target);
    if (!pressed) setTimeout(take);
    return;
  }
  // Twelve municipalities by the arrow keys are twelve choices, but one step to go back.
  const more = walk === name;
  if (walk !== null) walk = name;
  choose({ [name]: value }, more);
}

function take() {
  const work = late;
  late = null;
  work?.();
}

function period(field) {
  const value = field.value.trim();
  const wrong = value !== "" && !isDay(value);
  const focused = document.activeElement;
  one("[data-wrong]", form).hidden = !wrong;
  field.setAttribute("aria-invalid", wrong);
  if (!wrong) choose({ [field.name]: value });
  // What Tab went to may be gone with the period.
  if (!focused.checkVisibility()) field.focus();
}

function clicked({ target }) {
  const button = target.closest("button");
  if (!button) return;
  if ("more" in button.dataset) return;
  take();
  choose("reset" in button.dataset ? NOTHING : without(page.state, button.dataset.without));
  (one("[data-chosen]:not([hidden]) button", form) ?? form.elements.q).focus();
}

/** The address of what is shown. An event that the reader was led to is left behind when something is chosen. */
const here = () => location.pathname + write(page.state);

/** Change what is chosen; the reader can go back to what was chosen before, unless it is one more step of the same. */
function choose(changes, more = false) {
  one("[data-strange] > span", form).hidden = true;
  show({ ...page.state, ...changes });
  clearTimeout(typing);
  if (more) typing = setTimeout(() => history.replaceState(null, "", here()), 300);
  else history.pushState(null, "", here());
}

/** What was to be shown could not be fetched. */
const lost = () => put(one("[data-said]", form), form.dataset.failed);

/** Show what the query of the address says. What it says wrongly is left out of it. */
function restore(query) {
  clearTimeout(typing);
  const { state, strange } = read(query, page.known);
  one("[data-strange] > span", form).hidden = !strange;
  if (write(state) !== write(page.state)) show(state);
  if (strange) history.replaceState(null, "", here() + location.hash);
  const more = one("[data-more]", form);
  if (chosen(state).some((name) => name !== "q") && more.ariaExpanded !== "true") more.click();
  reveal();
}

/** An event that the address points at is shown, whatever was chosen. */
async function reveal() {
  const event = page.events.find(({ id }) => location.hash === `#event-${id}`);
  if (!event || (event.element?.isConnected && !event.element.closest("[hidden]"))) return undefined;
  if (write(page.state)) {
    show(NOTHING);
    history.replaceState(null, "", here() + location.hash);
  }
  try {
    await source.reach(event);
  } catch {
    return lost();
  }
  update();
  // The page of its year may be of another day than the rest.
  if (!event.element?.isConnected) return undefined;
  // Go there again: what was not there yet has not been marked as the target.
  return location.replace(location.hash);
}

/** A reader asks for what is not in the list of a year. */
async function unfold({ target }) {
  const year = Number(target.closest("[data-unfold]")?.dataset.unfold);
  if (Number.isNaN(year)) return undefined;
  const { element } = groups.find((group) => group.year === year);
  const known = new Set(all("[data-event]", element));
  try {
    await source.opening(year);
  } catch {
    return lost();
  }
  update();
  return all("[data-event]", element).find((event) => !known.has(event))?.querySelector("a").focus();
}

/* From the state to the page */

/** Show what fits a state. Gives a promise where that has to be fetched first. */
function show(state) {
  if (write(state) !== write(page.state)) source.fold?.();
  page.state = state;
  const wait = source.ready(asked(state.q));
  if (!wait) return update();
  return wait.then(() => page.state === state && update(), () => {
    if (page.state === state) put(one("[data-said]", form), form.dataset.failed);
  });
}

function update() {
  const { state } = page;
  const words = asked(state.q);
  const result = select(facts, state, source.fits(words));
  page.events.forEach((event, number) => (event.on = result.shown[number]));
  years();
  source.show(groups, chosen(state).length > 0, (elements) => mark(elements, words));
  fields(result);
  say(form, state, { total: result.total, all: page.events.length, left: result.without });
  for (const link of all("header a[hreflang]")) link.search = write(state);
  page.redraw();
  fade();
}

function years() {
  const left = new Map(groups.map((group) => [group.year, 0]));
  for (const { year, on } of page.events) if (on) left.set(year, left.get(year) + 1);
  for (const group of groups) {
    const { year, link } = group;
    group.left = left.get(year);
    if (!link) continue;
    link.toggleAttribute("data-gone", !group.left);
    put(link.lastElementChild.lastElementChild, group.left);
  }
}

function fields({ counts, without: left }) {
  for (const name of CHOICES) {
    for (const option of options(name)) {
      const number = option.value ? counts.get(name).get(option.value) ?? 0 : left.get(name);
      const chosen = option.value === page.state[name];
      if (option.tagName === "INPUT") {
        option.checked = chosen;
        put(option.nextElementSibling.lastElementChild, number);
        option.parentNode.toggleAttribute("data-nothing", !number);
      } else {
        option.selected = chosen;
        const text = option.text.replace(/\(\d+\)$/, `(${number})`);
        if (text !== option.text) option.text = text;
      }
    }
  }
  for (const name of ["van", "tot", "q"]) {
    const field = form.elements[name];
    // What is being typed stays as it is typed.
    if (field.value.trim() !== page.state[name].trim()) field.value = page.state[name];
    if (name !== "q") field.removeAttribute("aria-invalid");
  }
  one("[data-wrong]", form).hidden = true;
}

/* The list and the drawing */

function fade() {
  if (!figure) return;
  const off = new Set(page.events.filter((event) => !event.on).map((event) => event.id));
  for (const each of all("[data-mark]", figure)) each.classList.toggle("tl-axis--off", off.has(each.dataset.mark));
}

function point({ target }) {
  const id = target?.closest("[data-event]")?.dataset.event;
  for (const each of all("[data-lit]")) delete each.dataset.lit;
  if (id && figure) for (const each of all(`[data-mark="${id}"]`, figure)) each.dataset.lit = "";
}

/** Go to an event in the list. Escape leads back to `from`. */
async function open(event, from) {
  back = from;
  if (!event.on) return undefined;
  try {
    const wait = source.reach(event);
    if (wait) {
      await wait;
      update();
    }
    if (!event.element?.isConnected) throw new Error(event.id);
  } catch {
    // Its own page, then.
    return location.assign(event.url);
  }
  location.hash = event.element.id;
  return one("a", event.element).focus({ preventScroll: true });
}

function goBack(event) {
  if (event.key !== "Escape" || !back || event.defaultPrevented || event.target.matches("input")) return;
  back.focus();
  back.scrollIntoView({ block: "center" });
  back = null;
}
