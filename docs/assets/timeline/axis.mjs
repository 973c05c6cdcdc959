// Places on the drawn axis: zooming, panning, stacking, ticks and periods. Numbers in the drawing's units; no DOM here.

const DAY = 86400000;
// Steps between named years, and between named months.
const YEARS = [1, 2, 5, 10, 25, 50, 100, 500, 1000];
const MONTHS = [1, 3, 6];

/** The number of a day: 2009-02-28. Years below 100 are what they say. */
export function number(iso) {
  const [year, month = 1, day = 1] = iso.split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY;
}

/** The first day of a month, of which `months` is the number since the year 0. */
export const month = (months) => number(`${Math.floor(months / 12)}-${(months % 12) + 1}`);

/** Read the stretches that the build wrote: first year, last year, start and end of each. */
export function scale(text) {
  const numbers = text.split(" ").map(Number);
  const stretches = [];
  for (let i = 0; i < numbers.length; i += 4) {
    const [first, last, start, end] = numbers.slice(i, i + 4);
    stretches.push({ low: month(first * 12), high: month((last + 1) * 12), start, end });
  }
  const { length: count, 0: front, [count - 1]: tail } = stretches;
  return {
    length: tail.end,
    first: numbers[0],
    last: numbers.at(-3),
    /** Where a day begins; days outside stand at the edge. */
    at(day) {
      const { low, high, start, end } = stretches.find((stretch) => day < stretch.high) ?? tail;
      return start + Math.min(1, Math.max(0, (day - low) / (high - low))) * (end - start);
    },
    /** The day that stands somewhere. */
    day(at) {
      const { low, high, start, end } = stretches.find((stretch) => at < stretch.end) ?? tail;
      const day = low + ((at - start) / (end - start)) * (high - low);
      return Math.min(tail.high - 1, Math.max(front.low, Math.floor(day)));
    },
  };
}

/** Where an event begins and ends on a scale. What is open goes on to the edge. */
export function edges({ from, until }, scale) {
  return [from ? scale.at(number(from)) : 0, until ? scale.at(number(until) + 1) : scale.length];
}

/** A view is the part [from, to] of the axis that is shown over its whole length. */
export const whole = (length) => ({ from: 0, to: length });
export const isWhole = (view, length) => view.from <= 0 && view.to >= length;

/** Zoom in by `factor` (out below 1), so that `around` stays where it is; never closer than `least` nor further than all. */
export function zoom(view, factor, around, length, least = length / 64) {
  const size = Math.min(length, Math.max(least, (view.to - view.from) / factor));
  const part = (around - view.from) / (view.to - view.from);
  return inside(around - part * size, size, length);
}

/** Move by a part of what is shown; 1 is to the next part. */
export const pan = (view, part, length) => {
  const size = view.to - view.from;
  return inside(view.from + part * size, size, length);
};

/** Move as little as brings `at` into view, not just at the edge. */
export function follow(view, at, length) {
  const size = view.to - view.from;
  const room = size / 20;
  if (at < view.from + room) return inside(at - room, size, length);
  return at > view.to - room ? inside(at + room - size, size, length) : view;
}

function inside(from, size, length) {
  const start = Math.min(length - size, Math.max(0, from));
  return { from: start, to: start + size };
}

/** The place on the screen of a place on the axis, and back. */
export const seen = (view, length) => (at) => ((at - view.from) * length) / (view.to - view.from);
export const meant = (view, length) => (at) => view.from + (at * (view.to - view.from)) / length;

/** Give each place, in their order, the first row where its mark touches no other; -1 when there is none left. */
export function stack(places, mark, rows) {
  const until = Array(rows).fill(-Infinity);
  return places.map((at) => {
    const row = until.findIndex((edge) => edge <= at - mark / 2 + 1e-6);
    if (row >= 0) until[row] = at + mark / 2;
    return row;
  });
}

/** Count the places that found no row, in heaps at least `gap` apart: [{at, count}]. */
export function heaps(places, gap) {
  const found = [];
  for (const at of places) {
    if (found.length && at <= found.at(-1).at + gap) found.at(-1).count += 1;
    else found.push({ at, count: 1 });
  }
  return found;
}

/** The ticks of a view: {at, year} or {at, month, year}, and whether there is `room` for the name. */
export function ticks(scale, view, room) {
  const to = seen(view, scale.length);
  const found = [];
  let free = -Infinity;
  for (let year = scale.first; year <= scale.last; year += 1) {
    const start = to(scale.at(month(year * 12)));
    const end = to(scale.at(month(year * 12 + 12)));
    if (end < 0 || start > scale.length) continue;
    const size = end - start;
    const step = YEARS.find((n) => n * size >= room) ?? 1000;
    const every = MONTHS.find((n) => (n * size) / 12 >= room) ?? 12;
    for (let m = 0; m < 12; m += every) {
      const at = m ? to(scale.at(month(year * 12 + m))) : start;
      const named = at >= free && at >= 0 && at + room <= scale.length + 1 && (every < 12 || year % step === 0 || !found.length);
      if (named) free = at + room;
      found.push({ at, year, month: m, named });
    }
  }
  return found;
}

/** The period between two places as an address says it: whole years, or whole months where these can be told apart. */
export function period(scale, view, one, other) {
  const [a, b] = [Math.min(one, other), Math.max(one, other)].map((at) => new Date(scale.day(at) * DAY));
  const middle = a.getUTCFullYear() * 12 + a.getUTCMonth();
  const size = ((scale.at(month(middle + 1)) - scale.at(month(middle))) * scale.length) / (view.to - view.from);
  const first = size < 4 ? middle - (middle % 12) : middle;
  const last = b.getUTCFullYear() * 12 + (size < 4 ? 11 : b.getUTCMonth());
  return says(first, last);
}

/** Two months, both included, as an address says them: {van, tot}. */
export function says(first, last) {
  const years = first % 12 === 0 && last % 12 === 11;
  const [van, tot] = [first, last].map((m) => {
    const year = `${Math.floor(m / 12)}`.padStart(4, "0");
    return years ? year : `${year}-${`${(m % 12) + 1}`.padStart(2, "0")}`;
  });
  return { van, tot };
}

/** The months, both included, that an address means, or those of the whole scale. */
export function months({ van, tot }, scale) {
  const read = (text, rest) => {
    const [year, month = rest] = text.split("-").map(Number);
    return year * 12 + month - 1;
  };
  return [van ? read(van, 1) : scale.first * 12, tot ? read(tot, 12) : scale.last * 12 + 11];
}
