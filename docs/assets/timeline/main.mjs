// What every visit needs: show the controls, and fetch the rest when a reader is about to use it.
const one = (selector) => document.querySelector(selector);
const form = one("[data-filter]");
const list = one("[data-timeline]");
// Without controls the drawing stays as it is.
const figure = one("[data-overview]:has([data-axis-bar])");
const SIGNS = ["pointerover", "focusin", "touchstart"];

/** Do `work` at the first sign that somebody is about to use `element`. */
function about(element, work) {
  const once = () => {
    for (const sign of SIGNS) element.removeEventListener(sign, once);
    work();
  };
  for (const sign of SIGNS) element.addEventListener(sign, once, { passive: true });
}

/** Tell whether an address leads to an event that is not in this part of the list. */
const far = (hash) => "far" in list.dataset && /^#event-/.test(hash) && !document.getElementById(hash.slice(1));

function begin() {
  const query = location.search;
  // Buttons of the axis that were pressed before there was something to do it.
  const early = [];
  let loading;
  let drawing;
  let drawn = false;
  const load = async () => {
    const module = await import("./filter.mjs");
    await module.start(query);
    return module;
  };
  /** Say that something failed for want of a network; at the next sign it is tried again. */
  const failed = (work, ...elements) => (error) => {
    for (const element of elements) about(element, use(work));
    one("[data-said]").textContent = form.dataset.failed;
    early.length = 0;
    throw error;
  };
  const filter = () => (loading ??= load().catch((error) => {
    loading = undefined;
    failed(filter, form, list)(error);
  }));
  const animate = async () => {
    const [{ page }, { draw }] = await Promise.all([filter(), import("./draw.mjs")]);
    draw(page, figure);
    drawn = true;
    for (const button of early.splice(0)) button.click();
  };
  // Once, whatever asks for it: a second time would do everything twice.
  const draw = () => (drawing ??= animate().catch((error) => {
    drawing = undefined;
    failed(draw, figure)(error);
  }));
  // What went wrong has been said on the page.
  const use = (work) => () => work().catch(() => {});
  one("[data-choices]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  one("[data-more]").addEventListener("click", ({ currentTarget: button }) => {
    const open = button.ariaExpanded !== "true";
    button.ariaExpanded = open;
    one("#filter-more").hidden = !open;
  });
  for (const element of [form, list]) about(element, use(filter));
  if (figure) {
    for (const hidden of figure.querySelectorAll("[data-axis-bar], [data-cursor], [data-handle]")) hidden.hidden = false;
    one("[data-axis-box]").dataset.live = "";
    about(figure, use(draw));
    figure.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button && !drawn) early.push(button);
    });
  }
  if (/[?&](van|tot)=/.test(query)) use(draw)();
  else if (query || far(location.hash)) use(filter)();
}

if (form && list) begin();
