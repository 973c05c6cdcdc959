// Shows what is found: a list of links below the box, with the typed words marked. Texts only; nothing of the index is HTML.
import { Outdated, excerpt, marked, open } from "./engine.mjs";

const AT_ONCE = 10;
// A moment without a key: who types fast asks once.
const PAUSE = 120;

/** An element with attributes and children; texts stay texts. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const pieces = (parts) => parts.map(([piece, hit]) => (hit ? make("mark", {}, piece) : piece));

/** Prepare the search for its first query. */
export async function start(form, input, slash) {
  const { search: base, searchLang: lang, searchHome: home, searchFailed: failed } = form.dataset;
  const get = async (path, again) => {
    const answer = await fetch(base + path, again ? { cache: "reload" } : {});
    if (!answer.ok) throw new Error(`${answer.status}: ${path}`);
    return answer.json();
  };
  const engine = await open(lang, get);
  const say = engine.say;
  const status = document.querySelector("[data-search-status]");
  const box = document.querySelector("[data-search-found]");
  const list = make("ol", { class: "tl-results__list", "data-search-results": "" });
  const help = make("div", { class: "tl-results__help" });
  const more = make("button", { class: "tl-results__more", type: "button" });
  box.append(list, help, more, foot());
  let [asked, found, shown, waiting] = ["", undefined, 0, 0];
  let running;

  function foot() {
    const close = make("button", { type: "button" }, say.close);
    close.addEventListener("click", leave);
    const shortcut = make("input", { type: "checkbox" });
    shortcut.checked = slash.on();
    // WCAG 2.2, 2.1.4: a key of one character can be turned off.
    shortcut.addEventListener("change", () => slash.set(shortcut.checked));
    return make("p", { class: "tl-results__foot" }, close, make("label", {}, shortcut, " ", say.shortcut));
  }

  function result({ address, kind, title, when, passages }) {
    const { lang: of, parts } = excerpt(passages, found.words);
    const link = make("a", { href: home.replace(/\/?$/, "/") + address, lang: title.lang, "data-search-result": "" });
    link.append(...pieces(marked(title.text, found.words)));
    const about = make("p", { class: "tl-results__kind" }, when ? `${kind}, ${when}` : kind);
    return make("li", {}, about, link, ...(parts.length ? [make("p", { class: "tl-results__text", lang: of }, ...pieces(parts))] : []));
  }

  async function grow() {
    const { numbers } = found;
    const mine = found;
    const entries = await engine.entries(numbers.slice(shown, shown + AT_ONCE));
    if (mine !== found) return undefined;
    const items = entries.map(result);
    list.append(...items);
    shown += items.length;
    more.hidden = shown >= numbers.length;
    more.textContent = say.more.replace("{count}", Math.min(AT_ONCE, numbers.length - shown));
    return items[0];
  }

  function tell() {
    const count = found.numbers.length;
    const text = count ? (count === 1 ? say.one : say.many) : say.none;
    const instead = found.instead.map(([typed, word]) => ` ${say.instead.replace("{typed}", typed).replace("{word}", word)}`);
    status.textContent = text.replace("{count}", count).replace("{query}", asked) + instead.join("");
  }

  function advise() {
    help.replaceChildren();
    if (found.numbers.length) return;
    const links = [...document.querySelectorAll(".tl-menu a")].map((a) => make("li", {}, make("a", { href: a.href }, a.textContent)));
    help.append(make("p", {}, say.advice), make("ul", {}, ...links));
  }

  async function run(query, again = true) {
    asked = query;
    try {
      const answer = query ? await engine.find(query) : undefined;
      if (query !== asked) return;
      found = answer;
      shown = 0;
      more.hidden = true;
      list.replaceChildren();
      box.hidden = !found;
      if (!found) {
        status.textContent = "";
        return;
      }
      await grow();
      if (query !== asked) return;
      tell();
      advise();
    } catch (error) {
      if (query !== asked) return;
      if (error instanceof Outdated && again) {
        await run(query, false);
        return;
      }
      found = undefined;
      box.hidden = true;
      status.textContent = failed;
    }
  }

  const typed = () => {
    const query = input.value.trim();
    clearTimeout(waiting);
    if (query !== asked) waiting = setTimeout(() => (running = run(query)), PAUSE);
  };

  function leave() {
    clearTimeout(waiting);
    input.value = "";
    run("");
    input.focus();
  }

  const links = () => [...box.querySelectorAll("a, .tl-results__more:not([hidden])")];

  /** Put the focus `steps` further than it is; before the first result stands the box. */
  function move(steps) {
    const stops = [input, ...links()];
    const next = stops.indexOf(document.activeElement) + steps;
    stops[Math.max(0, Math.min(stops.length - 1, next))].focus();
  }

  function pressed(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && (asked || input.value)) leave();
    else if (steps && !box.hidden && (event.target === input || box.contains(event.target))) move(steps);
    else return;
    event.preventDefault();
  }

  input.addEventListener("input", typed);
  input.addEventListener("keydown", pressed);
  box.addEventListener("keydown", pressed);
  // One press at a time: two would fetch the same.
  let growing = false;
  more.addEventListener("click", async () => {
    if (growing) return;
    growing = true;
    try {
      (await grow())?.querySelector("a").focus();
    } catch (error) {
      if (error instanceof Outdated) await (running = run(asked));
      else status.textContent = failed;
    } finally {
      growing = false;
    }
  });
  typed();
  return {
    /** Enter: what is typed is looked for at once, and the focus goes to the first result. */
    enter: async () => {
      clearTimeout(waiting);
      const query = input.value.trim();
      if (query !== asked || !found) running = run(query);
      // What is found, not what was found before.
      await running;
      if (!box.hidden) links()[0]?.focus();
    },
  };
}
