// Choosing what to embed: the form, the block to paste and the preview say the same. Without script the page has blocks too.

const DAY = /^\d{4}(-\d{2}){0,2}$/;
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** The address below the embeddable pages that shows what was chosen, by the names of the form. */
export function address(chosen, folders) {
  const { gemeente, thema } = chosen;
  // What has a page of its own needs no setting and no script.
  const folder = gemeente ? `${folders.gemeente}${gemeente}/` : thema ? `${folders.thema}${thema}/` : "";
  const settings = new URLSearchParams();
  if (gemeente && thema) settings.set("thema", thema);
  for (const name of ["van", "tot"]) if (DAY.test(chosen[name] ?? "")) settings.set(name, chosen[name]);
  for (const name of ["weergave", "kleur"]) if (chosen[name]) settings.set(name, chosen[name]);
  if (Number(chosen.max) > 0) settings.set("max", Math.floor(Number(chosen.max)));
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

  function update() {
    const chosen = Object.fromEntries(new FormData(form));
    const { here, everywhere, helper, title, titleOf } = form.dataset;
    const path = address(chosen, form.dataset);
    const { gemeente, thema } = form.elements;
    const names = [gemeente, thema].filter(({ value }) => value).map(({ selectedOptions }) => selectedOptions[0].text);
    const name = names.length ? titleOf.replace("{name}", names.join(", ")) : title;
    const height = Math.min(5000, Math.max(200, Math.round(Number(chosen.height)) || 800));
    code.textContent = block({ src: everywhere + path, title: name, height, helper: chosen.follow && helper });
    said.textContent = "";
    preview.title = name;
    preview.style.width = `${chosen.width}px`;
    clearTimeout(waiting);
    // Not at each key: every address is a page that is fetched.
    waiting = setTimeout(() => {
      const src = new URL(here + path, location.href).href;
      if (preview.src !== src) preview.src = src;
    }, 200);
  }

  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  one("[data-copy-block]").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = form.dataset.copied;
    } catch {
      getSelection().selectAllChildren(code);
      said.textContent = form.dataset.marked;
    }
  });
  document.querySelector("[data-without-builder]").hidden = true;
  form.hidden = false;
  update();
}

const form = globalThis.document?.querySelector("[data-builder]");
if (form) start(form);
