// What every visit needs: show the controls, and fetch the rest when a reader is about to use it.
const one = (selector) => document.querySelector(selector);
const form = one("[data-filter]");
const list = one("[data-timeline]");
const figure = one("[data-overview]");
const SIGNS = ["pointerover", "focusin", "touchstart"];

/** Do `work` at the first sign that somebody is about to use `element`. */
function about(element, work) {
  const once = () => {
    for (const sign of SIGNS) element.removeEventListener(sign, once);
    work();
  };
  for (const sign of SIGNS) element.addEventListener(sign, once, { passive: true });
}

function begin() {
  const query = location.search;
  let loading;
  const filter = () => (loading ??= import("./filter.mjs").then((module) => {
    module.start(query);
    return module;
  }));
  const draw = async () => {
    const [{ page, events }, { draw }] = await Promise.all([filter(), import("./draw.mjs")]);
    events();
    draw(page, figure);
  };
  one("[data-choices]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  one("[data-more]").addEventListener("click", ({ currentTarget: button }) => {
    const open = button.ariaExpanded !== "true";
    button.ariaExpanded = open;
    one("#filter-more").hidden = !open;
  });
  for (const element of [form, list]) about(element, filter);
  if (figure) {
    for (const hidden of figure.querySelectorAll("[data-axis-bar], [data-cursor], [data-handle]")) hidden.hidden = false;
    one("[data-axis-box]").dataset.live = "";
    about(figure, draw);
  }
  if (/[?&](van|tot)=/.test(query)) draw();
  else if (query) filter();
}

if (form && list) begin();
