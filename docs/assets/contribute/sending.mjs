// The files, and the ways to send them in: through the repository's host, copied, downloaded, or by e-mail.

import { fill, put } from "./elements.mjs";
import { mail, newFile } from "./exits.mjs";

function link(address, words, away = false) {
  return put("a", { href: address, ...(away && { target: "_blank", rel: "noopener" }) }, words);
}

function copying(file, code, words) {
  const button = put("button", { type: "button", className: "tl-button" }, fill(words.copy, { name: file.short }));
  const said = put("span", {});
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(file.text);
      said.textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(code);
      said.textContent = words.marked;
    }
  });
  return [button, " ", said];
}

function downloading(file, words) {
  const button = put("button", { type: "button", className: "tl-button" }, fill(words.download, { name: file.short }));
  button.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([file.text], { type: "application/yaml" }));
    put("a", { href: address, download: file.short }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
  return button;
}

function hosting(file, repository, words) {
  const found = repository && newFile(repository, file);
  if (!found) return [];
  const parts = { name: file.short, host: found.host };
  const page = link(found.address, fill(words.host, parts), true);
  page.dataset.host = "";
  const hints = found.whole ? [] : [put("small", {}, fill(words["host-long"], parts))];
  return [put("p", {}, page, " ", ...hints), put("p", {}, link(found.fork, words["host-fork"], true))];
}

/** Show the files and what can be done with them in `place`. */
export function send(place, files, title, { words, repository }) {
  place.replaceChildren();
  for (const one of files) {
    const file = { ...one, short: one.name.slice(one.name.lastIndexOf("/") + 1) };
    const code = put("code", {}, file.text);
    code.dataset.file = file.name;
    const shown = put("pre", { tabIndex: 0 }, code);
    shown.setAttribute("aria-label", file.short);
    shown.setAttribute("role", "group");
    place.append(put("h4", {}, fill(words["file-of"], { name: file.name })), shown,
      put("p", {}, downloading(file, words), " ", ...copying(file, code, words)), ...hosting(file, repository, words));
  }
  const names = files.map(({ name }) => name).join(", ");
  const post = mail(fill(words["mail-subject"], { title }), files, fill(words["mail-attach"], { names }));
  const written = link(post.address, words.mail);
  written.dataset.mail = "";
  place.append(put("p", {}, written, " ", put("small", {}, post.whole ? words["mail-to"] : `${words["mail-long"]} ${words["mail-to"]}`)));
  place.hidden = false;
}
