// Elements and sentences: what the other modules make pages of.

/** A sentence with its places filled in: `{name}`. */
export const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? "");

/** A new element with these properties and children. */
export function put(name, more, ...children) {
  const made = Object.assign(document.createElement(name), more);
  made.append(...children);
  return made;
}
