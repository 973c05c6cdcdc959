// The event as it will stand in a list of the site.

import { parse, wording } from "../dates/index.mjs";
import { put } from "./elements.mjs";
import { isAddress } from "./faults.mjs";
import { listed } from "./files.mjs";
import { differs, prose } from "./prose.mjs";

/** What the evidence amounts to (chronicle/standing.py). */
export function status(says) {
  if (says.includes("happened")) return "confirmed";
  if (says.includes("cancelled")) return "cancelled";
  return says.includes("planned") ? "planned" : "expected";
}

// What has no words of its own in this language stands in Dutch.
const orDutch = (text, dutch) => (text ? [text, ""] : [dutch, "nl"]);

/** The date in words; its own, where the answers have them. */
export function worded(answers, lang) {
  const own = lang === "en" ? answers["date-text-en"] || answers["date-text"] : answers["date-text"];
  return own || wording(parse(answers.date), lang);
}

/** Show the event in `list`; `there` has the words, what there is already and where pages are. */
export function show(list, { answers, evidence, links }, { lang, words, events, sources, toEvent }) {
  list.replaceChildren();
  if (!answers.date || !answers.title) return;
  const pick = (name) => (lang === "en" ? orDutch(answers[`${name}-en`], answers[name]) : [answers[name], ""]);
  const state = status(evidence.map(({ says }) => says));
  const time = put("time", {}, worded(answers, lang));
  const day = /^[0-9]{4}(?:-[0-9]{2}){0,2}/.exec(answers.date);
  if (day && day[0] === answers.date) time.dateTime = answers.date;
  const sure = put("span", { className: `tl-status tl-status--${state}` }, words[state]);
  const when = put("p", { className: "tl-event__when" }, time, " ", sure);
  const [title, titleLang] = pick("title");
  const heading = put("h4", { className: "tl-event__title" }, title);
  const [summary, summaryLang] = pick("summary");
  const body = put("div", {}, ...prose(summary ?? "", toEvent));
  for (const [one, its] of [[heading, titleLang], [body, summaryLang]]) if (its) one.lang = its;
  const named = evidence.filter(({ source }) => source).map((item) => {
    if (item.fresh) return [item["source-title"], item["source-publisher"]].filter(Boolean).join(", ");
    return sources[item.source]?.slice(0, 2).join(", ") ?? item.source;
  });
  const proof = put("p", { className: "tl-fact" }, `${named.length > 1 ? words.sources : words.source}: ${named.join("; ")}`);
  const event = put("li", { className: `tl-event tl-event--${state}` }, when, heading, body, ...(named.length ? [proof] : []));
  event.dataset.status = state;
  if (differs(summary)) body.after(put("p", { className: "tl-note" }, words.roughly));
  const own = put("dl", { className: "tl-facts" });
  const fact = (name, ...parts) => own.append(put("div", {}, put("dt", {}, words[name]), ...parts.map((part) => put("dd", {}, part))));
  for (const name of ["place", "date-note", "disputed"]) {
    const [text, its] = pick(name);
    if (text) fact(name, put("span", { lang: its || lang }, text));
  }
  for (const name of ["follows", "see-also"]) {
    const ids = listed(answers[name] ?? "");
    if (ids.length) fact(name, ...ids.map((id) => (events[id] ? put("a", { href: toEvent(id) }, events[id]) : id)));
  }
  const ways = links.filter((row) => row["link-title"]).map(({ "link-url": url = "", "link-title": title }) => (
    isAddress(url) ? put("a", { href: url }, title) : title
  ));
  if (ways.length) fact("links", ...ways);
  if (own.children.length) event.append(put("p", {}, words["own-page"]), own);
  list.append(event);
}
