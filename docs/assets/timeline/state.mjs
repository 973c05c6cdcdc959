// What a reader has chosen, and how an address says it. No DOM here.

/** Choices of one out of a list. The names are those of the address, in every language. */
export const CHOICES = ["gemeente", "thema", "organisatie", "soort", "status"];
export const NAMES = [...CHOICES, "van", "tot", "q"];
export const NOTHING = Object.freeze(Object.fromEntries(NAMES.map((name) => [name, ""])));

const LONGEST = 100;

/** Tell whether a text is a year, a month or a day that exists: 2009, 2009-02, 2009-02-28. */
export function isDay(text) {
  if (!/^\d{4}(-\d\d){0,2}$/.test(text)) return false;
  const whole = text + "-01-01".slice(text.length - 4);
  const date = new Date(`${whole}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(whole);
}

/**
 * Read the query of an address. `known` maps each choice to the Set of its values.
 * Gives {state, strange}; strange tells that something of ours was not understood, and was left out.
 */
export function read(query, known) {
  const state = { ...NOTHING };
  const seen = new Set();
  let strange = false;
  for (const [name, value] of new URLSearchParams(query)) {
    // Other people's parameters are none of our business.
    if (!NAMES.includes(name) || value === "") continue;
    if (!seen.has(name) && fits(name, value, known)) state[name] = value;
    else strange = true;
    seen.add(name);
  }
  return { state, strange };
}

function fits(name, value, known) {
  if (name === "q") return value.length <= LONGEST && /[\p{L}\p{N}]/u.test(value);
  return CHOICES.includes(name) ? known.get(name).has(value) : isDay(value);
}

/** Write a state as the query of an address: "?gemeente=assen", or "". The order is always the same. */
export function write(state) {
  const query = `${new URLSearchParams(NAMES.filter((name) => state[name]).map((name) => [name, state[name]]))}`;
  return query && `?${query}`;
}

/** The names of what is chosen; a period is one choice, named by its beginning. */
export const chosen = (state) =>
  NAMES.filter((name) => (name === "van" ? state.van || state.tot : name !== "tot" && state[name]));

/** The state without one choice. */
export const without = (state, name) => ({ ...state, [name]: "", ...(name === "van" && { tot: "" }) });
