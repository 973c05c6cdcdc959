// The ways to send files in: addresses of the repository's host, and of a new e-mail. Longer ones fail on the way, in silence.

const LONGEST_PAGE = 6000;
const LONGEST_MAIL = 1800;
const BRANCH = "main";

/** Which software a repository's host runs, as far as its address tells: "github", "gitlab", "forgejo" or "". */
export function software(repository) {
  const host = /^https?:\/\/([^/:]+)/.exec(repository)?.[1].toLowerCase() ?? "";
  if (host === "github.com" || host.startsWith("github.")) return "github";
  if (host.startsWith("gitlab.") || host.includes(".gitlab.")) return "gitlab";
  return host === "codeberg.org" || /(?:^|\.)(?:forgejo|gitea)\./.test(host) ? "forgejo" : "";
}

/** Where a new file is made, with its text when that fits: { host, address, whole, fork } or null when the host is unknown. */
export function newFile(repository, { name, text }) {
  const base = repository.replace(/\/+$/, "");
  const kind = software(base);
  const folder = name.slice(0, name.lastIndexOf("/"));
  const host = /^https?:\/\/([^/]+)/.exec(base)?.[1];
  const file = encodeURIComponent(name.slice(folder.length + 1));
  // On GitHub a path in `filename` makes the folders too.
  const start = {
    github: `${base}/new/${BRANCH}?filename=${encodeURIComponent(name)}`,
    forgejo: `${base}/_new/${BRANCH}/${folder}?filename=${file}`,
    gitlab: `${base}/-/new/${BRANCH}/${folder}?file_name=${file}`,
  }[kind];
  if (!start) return null;
  const address = `${start}&value=${encodeURIComponent(text)}`;
  // GitLab takes no text along.
  const whole = kind !== "gitlab" && address.length <= LONGEST_PAGE;
  return { host, address: whole ? address : start, whole, fork: `${base}/${kind === "gitlab" ? "-/forks/new" : "fork"}` };
}

/** A new e-mail: { address, whole }. When the text is too long, the files are named and have to be attached. */
export function mail(subject, files, attached) {
  const make = (body) => `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\n/g, "\r\n"))}`;
  const address = make(files.map(({ name, text }) => `${name}\n\n${text}`).join("\n"));
  return address.length <= LONGEST_MAIL ? { address, whole: true } : { address: make(attached), whole: false };
}
