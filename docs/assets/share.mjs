// Buttons that copy an event's address or a reference to it. Without script both can be read and selected on the page.
const WORDS = {
  nl: { link: "Kopieer link", cite: "Kopieer verwijzing", read: "gelezen op", done: "Gekopieerd", marked: "Geselecteerd" },
  en: { link: "Copy link", cite: "Copy reference", read: "read on", done: "Copied", marked: "Selected" },
};
const LOCALES = { nl: "nl-NL", en: "en-GB" };

/** The text of a reference, with the day on which the page was read. */
export function reference(text, lang, day) {
  const said = day.toLocaleDateString(LOCALES[lang], { dateStyle: "long" });
  return `${text.replace(/\s+/gu, " ").trim()}, ${WORDS[lang].read} ${said}.`;
}

/** Put `text` on the clipboard. Where a page may not, select `element`, so that a reader can. Gives which it was. */
async function copy(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return "done";
  } catch {
    getSelection().selectAllChildren(element);
    return "marked";
  }
}

/** A group of buttons, and a place where what came of it is said. `ways` are [word, text(), element()] of each. */
function buttons(words, ways) {
  const group = document.createElement("div");
  const said = document.createElement("span");
  group.className = "tl-share";
  said.setAttribute("role", "status");
  for (const [word, text, element] of ways) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words[word];
    button.addEventListener("click", async () => {
      said.textContent = "";
      said.textContent = words[await copy(text(), element())];
    });
    group.append(button);
  }
  group.append(said);
  return group;
}

/** On an event's page: in the block that tells how to cite it. */
function onPage(words, lang, cited) {
  const link = cited.querySelector("[data-link]");
  cited.after(buttons(words, [
    ["link", () => link.textContent, () => link],
    ["cite", () => reference(cited.textContent, lang, new Date()), () => cited],
  ]));
}

/** In a list: one button for all events, which goes where a reader points, tabs or was led. */
function inList(words, list) {
  let event = null;
  const address = () => `${location.href.split(/[?#]/u)[0]}#${event.id}`;
  const group = buttons(words, [["link", address, () => event.querySelector("time")]]);
  const [button, said] = group.children;
  const follow = (target) => {
    const found = target?.closest?.("[data-event]");
    if (!found || found === event || document.activeElement === button) return;
    event = found;
    said.textContent = "";
    const title = event.querySelector("h2, h3, h4")?.textContent.trim();
    button.setAttribute("aria-label", `${words.link}: ${title}`);
    event.append(group);
  };
  for (const sign of ["pointerover", "focusin"]) list.addEventListener(sign, ({ target }) => follow(target));
  // By its name: a browser that is still loading the page has no :target yet.
  const led = () => follow(list.querySelector(`[data-event][id="${CSS.escape(location.hash.slice(1))}"]`));
  addEventListener("hashchange", led);
  led();
}

/** An address leads to a place in the list: all of it is laid out, so that the place stays where it was found. */
function lead(list) {
  const target = document.getElementById(location.hash.slice(1));
  if (!target || target === list || !list.contains(target)) return;
  list.dataset.whole = "";
  target.scrollIntoView();
}

function start() {
  const lang = document.documentElement.lang === "en" ? "en" : "nl";
  const cited = document.querySelector("[data-cite]");
  const list = document.querySelector("[data-timeline]");
  if (list) {
    addEventListener("hashchange", () => lead(list));
    lead(list);
  }
  if (cited) onPage(WORDS[lang], lang, cited);
  // Where the clipboard is closed to pages (no https), there is nothing to select that is an address.
  if (list && navigator.clipboard) inList(WORDS[lang], list);
}

if (globalThis.document) start();
