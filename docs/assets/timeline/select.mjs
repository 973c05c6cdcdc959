// Which events fit what was chosen, and how many would with another choice. No DOM here.
import { CHOICES } from "./state.mjs";

const FOREVER = "~"; // after every digit

/**
 * `events` have a list of values for each choice, `from` and `until` (days as 2009-02-28, "" when open); `fits` tells
 * whether the words of `state.q` stand in one. Gives {shown: [bool], total, counts: Map(choice → Map(value → number)),
 * without: Map(name → number)}: how many fit with a choice changed to that value, or without that choice.
 */
export function select(events, state, fits) {
  // Only what was asked is looked at: of ten thousand events each look counts.
  const tests = [
    ...CHOICES.filter((name) => state[name]).map((name) => [name, (event) => event[name].includes(state[name])]),
    ...(state.van || state.tot ? [["van", (event) => during(event, state.van, state.tot)]] : []),
    ...(state.q ? [["q", fits]] : []),
  ];
  const counts = new Map(CHOICES.map((name) => [name, new Map()]));
  const without = new Map([...CHOICES, "van", "q"].map((name) => [name, 0]));
  const shown = events.map((event) => {
    const failed = [];
    // A second failure decides: the event counts for nothing.
    for (const [name, test] of tests) if (failed.length < 2 && !test(event)) failed.push(name);
    if (failed.length < 2) {
      for (const name of failed.length ? failed : without.keys()) {
        without.set(name, without.get(name) + 1);
        const values = counts.get(name);
        for (const value of values ? event[name] : []) values.set(value, (values.get(value) ?? 0) + 1);
      }
    }
    return !failed.length;
  });
  return { shown, total: shown.filter(Boolean).length, counts, without };
}

/** Tell whether an event touches the time from `van` to `tot`, both included; either may be "", a year or a month. */
export function during({ from, until }, van, tot) {
  return (!van || (until || FOREVER) >= van) && (!tot || from <= tot + FOREVER);
}
