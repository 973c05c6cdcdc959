// The drawn axis under a reader's hands: zooming, panning, choosing a period, stepping from event to event.
// Where things come to stand is worked out in axis.mjs, and drawn by sheet.mjs.
import * as axis from "./axis.mjs";
import { gestures } from "./gestures.mjs";
import { sheet } from "./sheet.mjs";

/** Bring the drawing of `figure` to life for `page` (its events, state, and what may be asked of it). */
export function draw(page, figure) {
  const find = (selector) => figure.querySelector(selector);
  const box = find("[data-axis-box]");
  const cursor = find("[data-cursor]");
  const handles = [find("[data-handle=van]"), find("[data-handle=tot]")];
  const tip = find("[data-tip]");
  const lang = document.documentElement.lang;
  const monthName = new Intl.DateTimeFormat(lang, { month: "short", timeZone: "UTC" });
  const drawings = new Map();
  let now;
  let at = page.events[0];

  // The drawing that is shown: lying on wide screens, standing on narrow ones.
  const current = () => [...figure.querySelectorAll("[data-axis]")].find((svg) => svg.getBoundingClientRect().width);

  function renew() {
    const svg = current() ?? find("[data-axis]");
    if (!drawings.has(svg)) drawings.set(svg, sheet(svg, page.events, monthName));
    now = drawings.get(svg);
    show();
  }

  function look(view) {
    now.view = view;
    now.render();
    show();
  }

  /* Around the marks: cursor, period, buttons */

  function show() {
    const { svg, scale, view, lying } = now;
    const ratio = svg.clientWidth / svg.viewBox.baseVal.width;
    const to = axis.seen(view, scale.length);
    const [first, last] = axis.months(page.state, scale);
    const ends = [to(scale.at(axis.month(first))), to(scale.at(axis.month(last + 1)))];
    const clipped = ends.map((end) => Math.min(scale.length, Math.max(0, end)) * ratio);
    const chosen = page.state.van || page.state.tot;
    handles.forEach((handle, number) => {
      place(handle, lying ? clipped[number] : null, lying ? null : clipped[number]);
      handle.classList.toggle("tl-handle--on", Boolean(chosen));
      handle.ariaValueNow = [first, last][number];
      handle.ariaValueText = worded([first, last][number]);
    });
    const period = find("[data-period]");
    period.hidden = !chosen;
    const size = `${Math.max(0, clipped[1] - clipped[0])}px`;
    place(period, lying ? clipped[0] : null, lying ? null : clipped[0]);
    period.style.width = lying ? size : `${svg.clientWidth}px`;
    period.style.height = lying ? "" : size;
    const open = axis.isWhole(view, scale.length);
    const focused = document.activeElement;
    for (const name of ["earlier", "later", "all"]) find(`[data-do=${name}]`).hidden = open;
    // A button that goes away leaves the focus to one that stays.
    if (focused?.hidden && figure.contains(focused)) find("[data-do=in]").focus();
    if (!at.on) at = page.events.find((event) => event.on) ?? at;
    const [x, y] = now.spot(at);
    place(cursor, x * ratio, y * ratio);
    const steps = page.events.filter((event) => event.on);
    cursor.ariaValueMax = Math.max(1, steps.length);
    cursor.ariaValueNow = steps.indexOf(at) + 1 || 1;
    cursor.ariaValueText = said(at);
    if (!tip.hidden) tell(at);
  }

  function place(element, left, top) {
    element.style.left = left === null ? "" : `${left}px`;
    element.style.top = top === null ? "" : `${top}px`;
  }

  const worded = (months) => `${months % 12 ? `${monthName.format(axis.month(months) * 86400000)} ` : ""}${Math.floor(months / 12)}`;

  function said({ element, from, until }) {
    if (!element) return from.slice(0, 4) || until.slice(0, 4);
    const [when, status] = element.firstElementChild.children;
    const text = `${when.textContent}: ${element.querySelector("a").textContent} (${status.textContent})`;
    return text.replace(/\s+/g, " ");
  }

  function tell(event) {
    tip.hidden = false;
    tip.textContent = said(event);
    // What is told of it is on another page as yet.
    page.need(event)?.then(() => event === at && show(), () => {});
    const ratio = now.svg.clientWidth / now.svg.viewBox.baseVal.width;
    const [x, y] = now.spot(event).map((value) => value * ratio);
    place(tip, Math.max(0, Math.min(x - tip.offsetWidth / 2, box.clientWidth - tip.offsetWidth)), y + 14);
  }

  /* What a reader does */

  const acts = {
    in: () => look(axis.zoom(now.view, 2, around(), now.scale.length)),
    out: () => look(axis.zoom(now.view, 0.5, around(), now.scale.length)),
    all: () => look(axis.whole(now.scale.length)),
    earlier: () => look(axis.pan(now.view, -0.5, now.scale.length)),
    later: () => look(axis.pan(now.view, 0.5, now.scale.length)),
  };

  /** Zooming keeps the cursor's event where it is, when that is in view. */
  function around() {
    const { from, to } = now.view;
    const place = now.base(at);
    return document.activeElement === cursor && place >= from && place <= to ? place : (from + to) / 2;
  }

  function step(by) {
    const steps = page.events.filter((event) => event.on);
    if (!steps.length) return;
    const next = Math.min(steps.length - 1, Math.max(0, steps.indexOf(at) + by));
    at = steps[next];
    const view = axis.follow(now.view, now.base(at), now.scale.length);
    if (view === now.view) show();
    else look(view);
    tell(at);
    light(at);
  }

  function light(event) {
    for (const each of document.querySelectorAll("[data-lit]")) delete each.dataset.lit;
    if (!event) return;
    if (event.element) event.element.dataset.lit = "";
    for (const mark of figure.querySelectorAll(`[data-mark="${event.id}"]`)) mark.dataset.lit = "";
  }

  const keys = {
    ArrowLeft: () => step(-1), ArrowUp: () => step(-1), ArrowRight: () => step(1), ArrowDown: () => step(1),
    PageUp: () => step(-10), PageDown: () => step(10), Home: () => step(-Infinity), End: () => step(Infinity),
    "+": acts.in, "=": acts.in, "-": acts.out, 0: acts.all,
    Enter: () => at.on && page.open(at, cursor),
    Escape: () => (axis.isWhole(now.view, now.scale.length) ? (tip.hidden = true) : acts.all()),
  };
  const shifted = { ArrowLeft: acts.earlier, ArrowUp: acts.earlier, ArrowRight: acts.later, ArrowDown: acts.later };

  cursor.addEventListener("keydown", (event) => {
    const act = (event.shiftKey && shifted[event.key]) || keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    // The page's own Escape would lead back to where the reader is.
    event.preventDefault();
    act();
  });
  cursor.addEventListener("focus", () => step(0));
  cursor.addEventListener("blur", () => ((tip.hidden = true), light(null)));

  // Ten years by the arrow keys are a hundred and twenty steps, but one to go back.
  let moved = false;
  for (const handle of handles) handle.addEventListener("focus", () => (moved = false));
  handles.forEach((handle, end) => handle.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, PageUp: -12, PageDown: 12 }[event.key];
    const months = axis.months(page.state, now.scale);
    const limits = [now.scale.first * 12, now.scale.last * 12 + 11];
    if (by) months[end] += by * (event.shiftKey ? 12 : 1);
    else if (event.key === "Home" || event.key === "End") months[end] = limits[Number(event.key === "End")];
    else if (event.key === "Escape" || event.key === "Delete") months.splice(0, 2, ...limits);
    else return;
    event.preventDefault();
    const low = end ? Math.max(limits[0], months[0]) : limits[0];
    const high = end ? limits[1] : Math.min(limits[1], months[1]);
    months[end] = Math.min(high, Math.max(low, months[end]));
    take(months, moved);
    moved = true;
  }));

  /** Choose the time between two months; all of it is no choice. `more`: one more step of the same. */
  function take([first, last], more = false) {
    const { scale } = now;
    const all = first <= scale.first * 12 && last >= scale.last * 12 + 11;
    page.choose(all ? { van: "", tot: "" } : axis.says(first, last), more);
  }

  find("[data-axis-bar]").addEventListener("click", ({ target }) => acts[target.closest("[data-do]")?.dataset.do]?.());

  box.addEventListener("pointerover", ({ target, pointerType }) => {
    const event = marked(target);
    if (!event || pointerType === "touch") return;
    if (document.activeElement !== cursor) at = event;
    tell(event);
    light(event);
  });
  box.addEventListener("pointerleave", () => {
    if (document.activeElement === cursor) return step(0);
    tip.hidden = true;
    light(null);
  });
  box.addEventListener("click", (event) => {
    const target = marked(event.target);
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    at = target;
    page.open(target, cursor);
  });

  function marked(target) {
    const id = target.closest?.("[data-mark]")?.dataset.mark;
    return id && page.events.find((event) => event.id === id && event.on);
  }

  gestures(box, handles, {
    place(x, y) {
      const frame = now.svg.getBoundingClientRect();
      const part = now.lying ? (x - frame.left) / frame.width : ((y - frame.top) / frame.height) * (1 + 12 / now.scale.length);
      return axis.meant(now.view, now.scale.length)(part * now.scale.length);
    },
    zoom: (factor, around) => look(axis.zoom(now.view, factor, around, now.scale.length)),
    move: (by) => look(axis.pan(now.view, by / (now.view.to - now.view.from), now.scale.length)),
    size: () => now.view.to - now.view.from,
    lying: () => now.lying,
    zoomed: () => !axis.isWhole(now.view, now.scale.length),
    brush: (one, other) => page.choose(axis.period(now.scale, now.view, one, other)),
    drag(end, place) {
      const months = axis.months(page.state, now.scale);
      const { van, tot } = axis.period(now.scale, now.view, place, place);
      const [first, last] = axis.months({ van, tot }, now.scale);
      months[end] = end ? Math.max(months[0], last) : Math.min(months[1], first);
      take(months);
    },
  });

  for (const title of figure.querySelectorAll("title")) title.remove();
  new ResizeObserver(renew).observe(box);
  page.redraw = show;
  renew();
  if (document.activeElement === cursor) step(0);
}
