// Which events fit what was chosen, and how many would with another choice. No DOM here.
import { CHOICES } from "./state.mjs";

const FOREVER = "~"; // after every digit
// How an event fits: in all, in all but one (that one's number and 1), or not.
const IN_ALL = 0;
const NOT = 255;

/**
 * Lay `events` out for `select`, once: for each choice which lists of values there are, and which one each event has.
 * Events have a list of values for each choice, `from` and `until` (days as 2009-02-28, "" when open).
 */
export function table(events) {
  return { events, columns: CHOICES.map((name) => ({ name, ...column(events.map((event) => event[name])) })) };
}

function column(all) {
  const known = new Map();
  const lists = [];
  const of = Uint32Array.from(all, (list) => {
    const key = list.join(" ");
    if (!known.has(key)) known.set(key, lists.push(list) - 1);
    return known.get(key);
  });
  return { lists, of };
}

/**
 * `fits` tells whether the words of `state.q` stand in an event. Gives {shown: [bool], total, counts: Map(choice →
 * Map(value → number)), without: Map(name → number)}: how many fit with a choice changed to that value, or without that
 * choice.
 */
export function select({ events, columns }, state, fits) {
  const names = [...CHOICES, "van", "q"];
  const how = new Uint8Array(events.length);
  // Only what was asked is looked at, and what fits nowhere not again: of ten thousand events each look counts.
  const ask = (name, test) => {
    const alone = names.indexOf(name) + 1;
    for (let i = 0; i < how.length; i += 1) if (how[i] !== NOT && !test(i)) how[i] = how[i] === IN_ALL ? alone : NOT;
  };
  for (const { name, lists, of } of columns) {
    const has = lists.map((list) => list.includes(state[name]));
    if (state[name]) ask(name, (i) => has[of[i]]);
  }
  if (state.van || state.tot) ask("van", (i) => during(events[i], state.van, state.tot));
  if (state.q) ask("q", (i) => fits(events[i]));

  const sums = new Uint32Array(NOT + 1);
  for (const one of how) sums[one] += 1;
  const counts = columns.map(({ name, lists, of }) => [name, counted(lists, of, how, names.indexOf(name) + 1)]);
  const without = names.map((name, number) => [name, sums[IN_ALL] + sums[number + 1]]);
  return { shown: Array.from(how, (one) => one === IN_ALL), total: sums[IN_ALL], counts: new Map(counts), without: new Map(without) };
}

/** How many events would fit with each value, of those that fit in all, or in all but the choice of that value. */
function counted(lists, of, how, alone) {
  const sums = new Uint32Array(lists.length);
  for (let i = 0; i < how.length; i += 1) if (how[i] === IN_ALL || how[i] === alone) sums[of[i]] += 1;
  const found = new Map();
  lists.forEach((list, number) => {
    for (const value of list) found.set(value, (found.get(value) ?? 0) + sums[number]);
  });
  return found;
}

/** Tell whether an event touches the time from `van` to `tot`, both included; either may be "", a year or a month. */
export function during({ from, until }, van, tot) {
  return (!van || (until || FOREVER) >= van) && (!tot || from <= tot + FOREVER);
}
