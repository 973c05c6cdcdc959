// Says on the page what is chosen and how much of it is shown: a sentence, and a button that takes each choice back.
import { chosen } from "./state.mjs";

/** Write only what changes: the browser pays for each time. */
export function put(element, text) {
  if (element.textContent !== `${text}`) element.textContent = text;
}

/** Fill `values` in where a text names them: "{shown} of {all}". */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Say in `form` what fits its `state`: `total` of `all` events, and how many would without a choice (`left`). */
export function say(form, state, { total, all, left }) {
  const one = (selector) => form.querySelector(selector);
  const words = form.dataset;
  const names = chosen(state);
  const said = fill(words.shown, { shown: total, all });
  put(one("[data-said]"), total ? said : `${said}. ${words.none}`);
  const labels = names.map((choice) => [choice, name(form, state, choice)]);
  put(one("[data-on-line]"), names.length ? fill(words.on, { choices: labels.map(([, label]) => label).join("; ") }) : "");
  const row = one("[data-chosen]");
  row.hidden = !names.length;
  form.toggleAttribute("data-active", names.length > 0);
  buttons(row, labels.map(([choice, label]) => ({
    choice,
    text: total ? label : fill(words.without, { choice: label, count: left.get(choice) }),
    label: total ? fill(words.drop, { choice: label }) : null,
  })));
  const near = document.querySelector("[data-said-too]");
  if (near) {
    near.hidden = !names.length;
    put(near.firstElementChild, said);
  }
}

/** A choice that stays keeps its button: the focus may be on it, or a finger. New ones come before what ends the row. */
function buttons(row, wanted) {
  const here = new Map([...row.querySelectorAll("[data-without]")].map((button) => [button.dataset.without, button]));
  for (const [choice, button] of here) if (!wanted.some((one) => one.choice === choice)) button.remove();
  let next = row.firstElementChild;
  for (const { choice, text, label } of wanted) {
    const button = here.get(choice) ?? made(choice);
    put(button, text);
    button.ariaLabel = label;
    if (button === next) next = next.nextElementSibling;
    else row.insertBefore(button, next);
  }
}

function made(choice) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tl-button tl-button--chosen";
  button.dataset.without = choice;
  return button;
}

/** What is chosen, in the reader's words. */
function name(form, state, choice) {
  const { van, tot } = state;
  if (choice === "q") return `“${state.q.trim()}”`;
  if (choice === "van") {
    if (van && tot) return van === tot ? van : `${van} – ${tot}`;
    return fill(van ? form.dataset.since : form.dataset.to, { from: van, until: tot });
  }
  const field = form.elements[choice];
  const option = [...(field.options ?? field)].find(({ value }) => value === state[choice]);
  const text = option.text ?? option.nextElementSibling.firstChild.data;
  return text.replace(/ \(\d+\)$/, "").trim();
}
