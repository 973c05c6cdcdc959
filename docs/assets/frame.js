/* What every page needs before it is first drawn: it says that there is script, and takes the colours that the reader
   chose. In the place of Material's script, which weighs more than all the rest of a page and does nothing else here.
   Only a choice is kept, never a visit. */
(() => {
  "use strict";

  document.documentElement.classList.replace("no-js", "js");

  const key = `${document.currentScript.dataset.scope}.__palette`;
  const options = [...document.querySelectorAll("[data-md-component=palette] input")];
  const colour = ({ dataset }) => ({
    media: dataset.mdColorMedia, scheme: dataset.mdColorScheme, primary: dataset.mdColorPrimary, accent: dataset.mdColorAccent,
  });
  const light = matchMedia("(prefers-color-scheme: light)");
  // The first option follows the device, the second is light, the third dark.
  const [device] = options;

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null; // no storage, or not our words in it
    }
  };
  const keep = (index) => {
    try {
      localStorage.setItem(key, JSON.stringify({ index, color: colour(options[index]) }));
    } catch {
      // The choice holds for this page, then.
    }
  };
  const show = (chosen) => {
    const { scheme } = colour(chosen === device ? options[light.matches ? 1 : 2] : chosen);
    for (const [name, value] of Object.entries({ ...colour(chosen), scheme })) document.body.setAttribute(`data-md-color-${name}`, value);
    chosen.checked = true;
    for (const option of options) option.nextElementSibling.hidden = option !== chosen;
  };
  const now = () => options.find((option) => option.checked) ?? device;

  show(options[kept()?.index] ?? device);
  light.addEventListener("change", () => show(now()));
  const form = device.form;
  form.addEventListener("change", () => {
    show(now());
    keep(options.indexOf(now()));
  });
  // Enter does what a press of the button does: the next option.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const next = options[(options.indexOf(now()) + 1) % options.length];
    next.click();
    next.focus();
  });

  // Paper says on which day it was printed.
  addEventListener("beforeprint", () => {
    const locale = document.documentElement.lang === "en" ? "en-GB" : "nl-NL";
    const today = new Date().toLocaleDateString(locale, { dateStyle: "long" });
    for (const element of document.querySelectorAll("[data-printed]")) element.textContent = ` · ${today}`;
  });
})();
