// A list that holds every event: what does not fit is hidden.
import { texts } from "./hits.mjs";
import { finds, index } from "./words.mjs";

const said = (element) => texts(element).map(({ node, start }) => node.data.slice(start)).join("");
const split = (text) => (text ? text.split(" ") : []);

/** Read the events of `list`; `towns` are all municipalities. See far.mjs for a list that holds only some. */
export function near(list, towns) {
  const events = [...list.querySelectorAll("[data-event]")].map((element, number) => {
    const { event, kind, status, themes, municipalities, organisations, from, until = from } = element.dataset;
    let indexed;
    return {
      id: event, number, element, from, until, soort: [kind], status: [status], thema: split(themes), on: true,
      gemeente: municipalities === "all" ? towns : split(municipalities), organisatie: split(organisations),
      year: Number(element.closest("[data-year]").dataset.year), url: element.querySelector("a").getAttribute("href"),
      // Words of two blocks are two words, though nothing stands between them.
      text: () => (indexed ??= index([...element.children].map(said).join(" "))),
    };
  });

  /** Read the words while the reader thinks of some, a few events at a time. */
  function warm(start) {
    for (const event of events.slice(start, start + 100)) event.text();
    if (start < events.length) setTimeout(warm, 0, start + 100);
  }
  setTimeout(warm, 0, 0);

  return {
    events,
    /** What is to be waited for before `fits` can tell: nothing. */
    ready: () => undefined,
    fits: (words) => (event) => finds(event.text(), words),
    /** Show the events that are on, in their `groups`, and call `done` with their elements. */
    show(groups, active, done) {
      for (const { element, on } of events) if (element.hidden === on) element.hidden = !on;
      for (const { element, left } of groups) if (element.hidden === left > 0) element.hidden = !left;
      done(events.filter((event) => event.on).map((event) => event.element));
    },
    /** Make sure that an event has an element, and that it is in the list: it has, and it is. */
    need: () => undefined,
    reach: () => undefined,
  };
}
