// Choosing what to embed: the form, the block to paste and the preview say the same. Without script the page has blocks too.

// As a frame reads it (frame.js).
const DAY = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
// It comes after every digit.
const FOREVER = "~";
const HEIGHT = 800;
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

const whole = (text, least, most) => Number.isInteger(Number(text)) && text >= least && text <= most;

/** The names of what was filled in and does not count: it means nothing to a frame. */
export function wrong({ van, tot, max, height }) {
  const names = Object.entries({ van, tot }).filter(([, day]) => day && !DAY.test(day)).map(([name]) => name);
  if (van && tot && !names.length && van > tot + FOREVER) names.push("van", "tot");
  if (max && !whole(max, 1, 999999)) names.push("max");
  if (height && !whole(height, 200, 5000)) names.push("height");
  return names;
}

/** The address below the embeddable pages that shows what was chosen, by the names of the form. */
export function address(chosen, folders) {
  const { gemeente, thema } = chosen;
  // What has a page of its own needs no setting and no script.
  const folder = gemeente ? `${folders.gemeente}${gemeente}/` : thema ? `${folders.thema}${thema}/` : "";
  const settings = new URLSearchParams();
  if (gemeente && thema) settings.set("thema", thema);
  const off = wrong(chosen);
  for (const name of ["van", "tot", "weergave", "kleur"]) if (chosen[name] && !off.includes(name)) settings.set(name, chosen[name]);
  if (chosen.max && !off.includes("max")) settings.set("max", Number(chosen.max));
  const query = `${settings}`;
  return folder + (query && `?${query}`);
}

/** The block to paste. A `style` would not count where the page around it allows none. */
export function block({ src, title, height, helper }) {
  const frame = [
    `<iframe src="${escaped(src)}" title="${escaped(title)}"`,
    `        width="100%" height="${height}" loading="lazy" frameborder="0"></iframe>`,
  ];
  return [...frame, ...(helper ? [`<script src="${escaped(helper)}" defer></script>`] : [])].join("\n");
}

function start(form) {
  const one = (selector) => form.querySelector(selector);
  const code = one("[data-block]");
  const preview = one("[data-preview]");
  const said = one("[data-block-said]");
  let waiting = 0;
  let warning = "";

  /** Say what does not count. While somebody types, what was right so far is not called wrong. */
  function judge(chosen, typing) {
    const off = wrong(chosen);
    const fields = [...form.elements].filter((field) => {
      const bad = off.includes(field.name) || field.validity.badInput;
      if (!bad) field.removeAttribute("aria-invalid");
      else if (!typing) field.setAttribute("aria-invalid", "true");
      return field.hasAttribute("aria-invalid");
    });
    const names = fields.map(({ labels }) => labels[0].textContent).join(", ");
    warning = names && form.dataset.wrong.replace("{names}", names);
    if (said.textContent !== warning) said.textContent = warning;
  }

  function update({ type } = {}) {
    const chosen = Object.fromEntries(new FormData(form));
    const { here, everywhere, helper, title, titleOf } = form.dataset;
    const path = address(chosen, form.dataset);
    const { gemeente, thema } = form.elements;
    const names = [gemeente, thema].filter(({ value }) => value).map(({ selectedOptions }) => selectedOptions[0].text);
    const name = names.length ? titleOf.replace("{name}", names.join(", ")) : title;
    const height = wrong(chosen).includes("height") ? HEIGHT : Number(chosen.height) || HEIGHT;
    code.textContent = block({ src: everywhere + path, title: name, height, helper: chosen.follow && helper });
    judge(chosen, type === "input");
    preview.title = name;
    preview.style.width = `${chosen.width}px`;
    clearTimeout(waiting);
    // Not at each key: every address is a page that is fetched.
    waiting = setTimeout(() => {
      const src = new URL(here + path, location.href).href;
      if (preview.src !== src) preview.src = src;
    }, 200);
  }

  const tell = (done) => (said.textContent = [done, warning].filter(Boolean).join(". "));
  form.addEventListener("input", update);
  // Not "change": letters in a field for numbers change no value.
  form.addEventListener("focusout", ({ target }) => target.matches("input") && update());
  form.addEventListener("submit", (event) => event.preventDefault());
  one("[data-copy-block]").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      tell(form.dataset.copied);
    } catch {
      getSelection().selectAllChildren(code);
      tell(form.dataset.marked);
    }
  });
  document.querySelector("[data-without-builder]").hidden = true;
  form.hidden = false;
  update();
}

const form = globalThis.document?.querySelector("[data-builder]");
if (form) start(form);
