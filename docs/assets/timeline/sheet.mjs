// A drawing of the axis that can be drawn again for another view. Its marks are those of the page; only what found no
// room in the whole axis is added when there is room.
import * as axis from "./axis.mjs";

const SVG = "http://www.w3.org/2000/svg";
const MARK = 11;
const HEAP = 28;
const LABEL = 18;
const SHAPES = { expected: "M0 -5l5 5l-5 5l-5 -5z", cancelled: "M-4 -4l8 8m0 -8l-8 8" };

const numbers = (text) => text.match(/-?[\d.]+/g).map(Number);
const make = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

/** Take over the drawing `svg` of `events`; give what it is, and how to render it and find an event in it. */
export function sheet(svg, events, monthName) {
  const lying = svg.dataset.axis === "wide";
  const scale = axis.scale(svg.dataset.stretches);
  const { length } = scale;
  const [row0, step, rows] = svg.dataset.rows.split(" ").map(Number);
  const all = (selector) => [...svg.querySelectorAll(selector)];
  const xy = (along, across) => (lying ? [along, across] : [across, along]);
  const [start, size] = lying ? ["x", "width"] : ["y", "height"];
  const group = make("g", { class: "tl-axis__bundle" });
  const ticks = svg.querySelector("[data-ticks]");
  const named = [...ticks.childNodes];
  const tickEnds = numbers(ticks.querySelector("path").getAttribute("d"));
  const tickText = ticks.querySelector("text");
  svg.append(group);

  const rects = all("[data-band], [data-mark] rect").map((rect) => {
    const from = Number(rect.getAttribute(start));
    const to = from + Number(rect.getAttribute(size));
    const arrows = [...rect.parentNode.children].filter((one) => one.tagName === "path" && rect.dataset.band === undefined);
    return { rect, from, to, arrows: arrows.map((path) => ({ path, at: numbers(path.getAttribute("d"))[lying ? 0 : 1] })) };
  });
  const labels = all("[data-label]").map((link) => {
    const [path, text] = link.children;
    const ends = numbers(path.getAttribute("d"));
    const place = { x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")) };
    return { link, path, text, ends, place, at: ends[lying ? 0 : 1], width: text.getComputedTextLength() };
  });
  const links = new Map(all("[data-mark]").map((link) => [link.dataset.mark, link]));
  const marks = events.map((event) => item(event)).sort((a, b) => a.at - b.at);
  const byEvent = new Map(marks.map((mark) => [mark.event, mark]));

  function item(event) {
    const link = links.get(event.id);
    const [from, to] = axis.edges(event, scale);
    if (!link) return { event, at: (from + to) / 2, from, to, x: 0, y: 0 };
    const rect = link.querySelector("rect");
    if (rect) {
      const box = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
      const spot = [box[0] + (lying ? 0 : box[2] / 2), box[1] + (lying ? box[3] / 2 : 0)];
      return { event, link, bar: true, at: spot[lying ? 0 : 1], across: spot[lying ? 1 : 0], from, to };
    }
    const shape = link.lastElementChild;
    const [x, y] = shape.tagName === "circle"
      ? [Number(shape.getAttribute("cx")), Number(shape.getAttribute("cy"))]
      : numbers(shape.getAttribute("d"));
    const span = link.querySelector(".tl-axis__span");
    const ends = span && numbers(span.getAttribute("d"));
    const [at, across] = lying ? [x, y] : [y, x];
    return {
      event, link, x, y, at, across, first: across, span,
      from: ends ? ends[lying ? 0 : 1] : at, to: ends ? ends[lying ? 2 : 3] : at,
    };
  }

  /** A mark for an event that found no room in the whole axis. */
  function added({ event }) {
    const [status] = event.status;
    const link = make("a", {
      class: `tl-axis__mark tl-axis__mark--${status}`, "data-mark": event.id, tabindex: -1,
      href: event.url,
    });
    link.append(SHAPES[status] ? make("path", { d: SHAPES[status] }) : make("circle", { r: 4.2 }));
    svg.insertBefore(link, group);
    return link;
  }

  const view = axis.whole(length);
  const self = { svg, scale, lying, view, render, spot, base: (event) => byEvent.get(event).at };

  function spot(event) {
    const mark = byEvent.get(event);
    const to = axis.seen(self.view, length);
    const along = Math.min(length, Math.max(0, to(mark.at)));
    return xy(along, mark.across ?? row0);
  }

  function render() {
    const to = axis.seen(self.view, length);
    const open = axis.isWhole(self.view, length);
    for (const { rect, from, to: end, arrows } of rects) {
      rect.setAttribute(start, to(from));
      rect.setAttribute(size, Math.max(to(end) - to(from), MARK / 2));
      for (const { path, at } of arrows) {
        const edge = Math.abs(at - from) < Math.abs(at - end) ? from : end;
        path.setAttribute("transform", `translate(${xy(to(edge) - edge, 0)})`);
      }
    }
    stacked(to, open);
    label(to, open);
    tick(open);
  }

  function stacked(to, open) {
    const inView = (mark) => !mark.bar && to(mark.at) > -MARK && to(mark.at) < length + MARK;
    const some = open ? marks.filter((mark) => mark.link && !mark.bar && mark.first !== undefined) : marks.filter(inView);
    const places = some.map((mark) => to(mark.at));
    const row = axis.stack(places, MARK, rows);
    const left = new Set(marks.filter((mark) => !mark.bar));
    some.forEach((mark, number) => {
      if (!open && row[number] < 0) return;
      left.delete(mark);
      mark.link ??= added(mark);
      mark.link.style.display = "";
      mark.link.classList.toggle("tl-axis--off", !mark.event.on);
      mark.across = open ? mark.first : row0 + row[number] * step;
      const [x, y] = xy(places[number], mark.across);
      mark.link.setAttribute("transform", `translate(${x - mark.x} ${y - mark.y})`);
      if (mark.span) {
        const shift = places[number] - mark.at;
        const ends = [to(mark.from) - shift, to(mark.to) - shift].map((along) => xy(along, mark.first).join(" "));
        mark.span.setAttribute("d", `M${ends[0]}L${ends[1]}`);
      }
    });
    for (const { link } of left) if (link) link.style.display = "none";
    for (const bundle of all("[data-bundle]")) bundle.style.display = open ? "" : "none";
    const over = open ? [] : places.filter((_, number) => row[number] < 0);
    group.replaceChildren(...axis.heaps(over, HEAP).map(({ at, count }) => {
      const [x, y] = xy(at, row0 + rows * step);
      const text = make("text", { x, y: y + 4 });
      text.textContent = `+${count}`;
      return text;
    }));
  }

  function label(to, open) {
    let below = -Infinity;
    for (const { link, path, text, ends, place, at, width } of labels) {
      const along = to(at);
      link.style.display = along >= 0 && along <= length ? "" : "none";
      if (along < 0 || along > length) continue;
      const spot = lying ? Math.min(along - 4, length - width) : Math.max(along, below + LABEL);
      below = spot;
      text.setAttribute(lying ? "x" : "y", open ? place[lying ? "x" : "y"] : spot + (lying ? 0 : 4));
      const moved = lying ? [along, ends[1], along, ends[3]] : [ends[0], along, ends[2], spot];
      const [x1, y1, x2, y2] = open ? ends : moved;
      path.setAttribute("d", `M${x1} ${y1}L${x2} ${y2}`);
    }
  }

  function tick(open) {
    if (open) return ticks.replaceChildren(...named);
    const across = tickEnds[lying ? 1 : 0];
    ticks.replaceChildren(...axis.ticks(scale, self.view, lying ? 38 : 18).flatMap(({ at, year, month, named: name }) => {
      const long = lying ? (name ? 7 : 4) : name ? -6 : -3;
      const [x1, y1] = xy(at, lying ? across : tickEnds[2]);
      const [x2, y2] = xy(at, (lying ? across : tickEnds[2]) + long);
      const path = make("path", { d: `M${x1} ${y1}L${x2} ${y2}` });
      if (!name) return [path];
      const text = tickText.cloneNode();
      text.setAttribute(lying ? "x" : "y", at + (lying ? 0 : 10));
      text.textContent = month ? monthName.format(axis.month(year * 12 + month) * 86400000) : year;
      return [path, text];
    }));
  }

  return self;
}
