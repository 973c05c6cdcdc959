// Searching and choosing on the page: the form, the list and the address say the same. What fits is decided elsewhere.
// Comes when a reader is about to search or choose, or when the address says that somebody did.
import { CHOICES, NOTHING, chosen, isDay, read, without, write } from "./state.mjs";
import { asked, index } from "./words.mjs";
import { select } from "./select.mjs";
import { mark, texts } from "./hits.mjs";

const one = (selector, inside = document) => inside.querySelector(selector);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const form = one("[data-filter]");
const list = one("[data-timeline]");
const figure = one("[data-overview]");
const options = (name) => [...(form.elements[name].options ?? form.elements[name])];

/** What the drawing needs to know of the page, and may ask of it. */
export const page = { state: NOTHING, events: [], choose, open, redraw() {} };
page.known = new Map(CHOICES.map((name) => [name, new Set(options(name).map((option) => option.value))]));
let back = null;
let typing = 0;
let groups = [];

/** Begin with what `query` says, or with what was chosen before this script came. */
export function start(query) {
  const early = write(read(new URLSearchParams(new FormData(form)), page.known).state);
  form.addEventListener("input", typed);
  form.addEventListener("change", changed);
  form.addEventListener("click", clicked);
  addEventListener("popstate", () => restore(location.search));
  addEventListener("hashchange", reveal);
  addEventListener("keydown", goBack);
  for (const kind of ["pointerover", "focusin"]) list.addEventListener(kind, point);
  list.addEventListener("pointerleave", () => point({ target: null }));
  restore(query);
  if (early && !query) {
    show(read(early, page.known).state);
    history.replaceState(null, "", address());
  }
  setTimeout(warm, 0, 0);
}

/** Read the words while the reader thinks of some, a few events at a time. */
function warm(start) {
  for (const event of events().slice(start, start + 100)) event.text();
  if (start < page.events.length) setTimeout(warm, 0, start + 100);
}

/* The events, read from the page when they are needed first */

/** The events of the list, read from the page once. */
export function events() {
  if (page.events.length) return page.events;
  const towns = [...page.known.get("gemeente")].filter(Boolean);
  const split = (text) => (text ? text.split(" ") : []);
  groups = all("[data-year]", list).map((year) => ({ year, link: one(`[data-jump="${year.dataset.year}"]`) }));
  page.events = all("[data-event]", list).map((element) => {
    const { event, kind, status, themes, municipalities, organisations, from, until = from } = element.dataset;
    let indexed;
    return {
      id: event, element, year: element.closest("[data-year]"), from, until, soort: [kind], status: [status], thema: split(themes),
      gemeente: municipalities === "all" ? towns : split(municipalities), organisatie: split(organisations), on: true,
      text: () => (indexed ??= index(texts(element).map((node) => node.data).join(""))),
    };
  });
  return page.events;
}

/* From the form and the address to the state, and back */


function typed({ target }) {
  if (target.name !== "q") return;
  clearTimeout(typing);
  // Browsers refuse addresses that change too often.
  typing = setTimeout(() => history.replaceState(null, "", address()), 300);
  show({ ...page.state, q: target.value });
}

function changed({ target }) {
  if (!target.name || target.name === "q") return;
  if (target.name === "van" || target.name === "tot") {
    const value = target.value.trim();
    const wrong = value !== "" && !isDay(value);
    one("[data-wrong]", form).hidden = !wrong;
    target.setAttribute("aria-invalid", wrong);
    if (!wrong) choose({ [target.name]: value });
  } else choose({ [target.name]: target.value });
}

function clicked({ target }) {
  const button = target.closest("button");
  if (!button) return;
  if ("more" in button.dataset) return;
  choose("reset" in button.dataset ? NOTHING : without(page.state, button.dataset.without));
  one("[data-chosen]:not([hidden]) button, [name=q]", form).focus();
}

const address = () => location.pathname + write(page.state) + location.hash;

/** Change what is chosen; the reader can go back to what was chosen before. */
function choose(changes) {
  one("[data-strange] > span", form).hidden = true;
  show({ ...page.state, ...changes });
  history.pushState(null, "", location.pathname + write(page.state));
}

/** Show what the query of the address says. What it says wrongly is left out of it. */
function restore(query) {
  clearTimeout(typing);
  const { state, strange } = read(query, page.known);
  one("[data-strange] > span", form).hidden = !strange;
  if (write(state) !== write(page.state)) show(state);
  if (strange) history.replaceState(null, "", address());
  const more = one("[data-more]", form);
  if (chosen(state).some((name) => name !== "q") && more.ariaExpanded !== "true") more.click();
  reveal();
}

/** An event that the address points at is shown, whatever was chosen. */
function reveal() {
  const target = location.hash.length < 200 && document.getElementById(location.hash.slice(1));
  if (!target || !list.contains(target) || !target.closest("[hidden]")) return;
  show(NOTHING);
  history.replaceState(null, "", address());
  target.scrollIntoView();
}

/* From the state to the page */

function show(state) {
  page.state = state;
  const result = select(events(), state);
  page.events.forEach((event, number) => {
    event.on = result.shown[number];
    if (event.element.hidden === event.on) event.element.hidden = !event.on;
  });
  years();
  fields(result);
  say(result);
  mark(page.events.filter((event) => event.on).map((event) => event.element), asked(state.q));
  for (const link of all("header a[hreflang]")) link.search = write(state);
  page.redraw();
  fade();
}

function years() {
  const left = new Map(groups.map((group) => [group.year, 0]));
  for (const { year, on } of page.events) if (on) left.set(year, left.get(year) + 1);
  for (const { year, link } of groups) {
    const number = left.get(year);
    if (year.hidden === number > 0) year.hidden = !number;
    if (!link) continue;
    link.toggleAttribute("data-gone", !number);
    put(link.lastElementChild.lastElementChild, number);
  }
}

/** Write only what changes: the browser pays for each time. */
function put(element, text) {
  if (element.textContent !== `${text}`) element.textContent = text;
}

function fields({ counts, total, without: left }) {
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

function say({ total, without: left }) {
  const words = form.dataset;
  const names = chosen(page.state);
  const said = fill(words.shown, { shown: total, all: page.events.length });
  put(one("[data-said]", form), total ? said : `${said}. ${words.none}`);
  one("[data-on-line]", form).textContent = names.length ? fill(words.on, { choices: names.map(name).join("; ") }) : "";
  const buttons = names.map((choice) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tl-button tl-button--chosen";
    button.dataset.without = choice;
    const label = name(choice);
    button.textContent = total ? label : fill(words.without, { choice: label, count: left.get(choice) });
    if (total) button.ariaLabel = fill(words.drop, { choice: label });
    return button;
  });
  const row = one("[data-chosen]", form);
  row.hidden = !names.length;
  form.toggleAttribute("data-active", names.length > 0);
  row.replaceChildren(...buttons, one("[data-reset]", form));
  const near = one("[data-said-too]");
  if (near) {
    near.hidden = !names.length;
    near.firstElementChild.textContent = said;
  }
}

/** What is chosen, in the reader's words. */
function name(choice) {
  const { van, tot } = page.state;
  if (choice === "q") return `“${page.state.q.trim()}”`;
  if (choice === "van") {
    return van === tot ? van : van && tot ? `${van} – ${tot}` : fill(van ? form.dataset.since : form.dataset.to, { from: van, until: tot });
  }
  const option = options(choice).find(({ value }) => value === page.state[choice]);
  const text = option.text ?? option.nextElementSibling.firstChild.data;
  return text.replace(/ \(\d+\)$/, "").trim();
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
function open(element, from) {
  back = from;
  if (element.hidden) return;
  location.hash = element.id;
  one("a", element).focus({ preventScroll: true });
}

function goBack(event) {
  if (event.key !== "Escape" || !back || event.defaultPrevented || event.target.matches("input")) return;
  back.focus();
  back.scrollIntoView({ block: "center" });
  back = null;
}
