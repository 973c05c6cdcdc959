// What a form can have several of: sources, other events, links. Each has a place of its own, made of a template.

export const KINDS = ["evidence", "follows", "see-also", "links"];
let count = 0;

/** Add a place of this kind at the end; gives it. */
export function add(form, kind) {
  count += 1;
  const row = form.querySelector(`[data-row=${kind}]`).content.firstElementChild.cloneNode(true);
  for (const name of ["id", "for", "aria-describedby"]) {
    for (const element of row.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, element.getAttribute(name).replace(/\S+/g, (id) => `${id}-${count}`));
    }
  }
  form.querySelector(`[data-rows=${kind}]`).append(row);
  return row;
}

/** The places of this kind, in their order. */
export const rows = (form, kind) => [...form.querySelector(`[data-rows=${kind}]`).children];
