// The form for contributors: says at once how a date reads and what is wrong, shows the event, and gives the files at the end.

import { languageOf } from "../dates/index.mjs";
import { read, typed, write } from "./answers.mjs";
import { forget, keep, kept } from "./draft.mjs";
import { fill, put } from "./elements.mjs";
import { badId, countWords, faults, readDate } from "./faults.mjs";
import { files, identifier, tidy, yearOf } from "./files.mjs";
import { show, worded } from "./preview.mjs";
import { KINDS, add, rows } from "./rows.mjs";
import { send } from "./sending.mjs";

const WAIT = 250; // milliseconds, until what is typed is kept
const DATES = ["date", "source-date"];

class Form {
  constructor(form, data) {
    this.form = form;
    this.lang = document.documentElement.lang;
    // Somebody may type the name of what every object has.
    for (const name of ["events", "sources"]) data[name] = { __proto__: null, ...data[name] };
    this.there = { ...data, lang: this.lang, yearOf };
    this.there.known.source = Object.keys(data.sources);
    this.there.known.event = Object.keys(data.events);
    this.words = data.words;
    this.suggested = new WeakMap();
    this.waiting = 0;
    const base = new URL(form.dataset.pages, location.href);
    this.toEvent = (id) => data.events[id] && new URL(`${data.pages.events}${id}/`, base).href;
  }

  one(selector, part = this.form) {
    return part.querySelector(selector);
  }

  start() {
    const { events, sources } = this.there;
    this.one("#new-sources").append(...Object.entries(sources).map(([id, words]) => new Option(this.named(words), id)));
    this.one("#new-events").append(...Object.entries(events).map(([id, title]) => new Option(title, id)));
    const before = kept();
    for (const kind of KINDS) for (const row of [].concat(before?.[kind] ?? {})) write(add(this.form, kind), row);
    if (before) write(this.form, before.answers);
    const filled = ({ type, checked, value }) => (type === "checkbox" ? checked : value);
    for (const more of this.form.querySelectorAll("details")) more.open = [...more.querySelectorAll("input, textarea")].some(filled);
    this.form.addEventListener("input", (event) => this.changed(event.target));
    this.form.addEventListener("focusout", (event) => this.left(event.target));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("click", (event) => this.clicked(event.target.closest("button")));
    document.querySelector("[data-without-form]").hidden = true;
    this.form.hidden = false;
    this.update();
    if (before) this.one("[data-state]").textContent = this.words.restored;
  }

  /** A source as a reader knows it: its title, who published it, and when. */
  named([title, publisher, date]) {
    return [title, publisher, ...(date ? [worded({ date }, this.lang)] : [])].join(", ");
  }

  get items() {
    return rows(this.form, "evidence");
  }

  clicked(button) {
    if (!button) return;
    if (button.matches("[data-add]")) this.one("input, select", add(this.form, button.dataset.add)).focus();
    else if (button.matches("[data-remove]")) {
      button.closest("[data-item]").remove();
      this.one("[data-add=evidence]").focus();
    } else if (button.matches("[data-check]")) return void this.finish();
    else if (button.matches("[data-forget]")) return void this.erase();
    else return;
    this.update();
    this.save();
  }

  changed(control) {
    this.one("[data-exits]").hidden = true;
    this.update();
    // What was judged once is judged at every key.
    if (control.hasAttribute("aria-invalid")) this.judge(control.closest("[data-field]"));
    this.save();
  }

  left(control) {
    if (control.name && control.value) this.judge(control.closest("[data-field]"));
  }

  /** The answers, with dates as EDTF where they can be told. */
  answers() {
    const { fields } = this.there;
    const told = (part) => {
      const found = read(part, fields);
      for (const name of DATES.filter((one) => found[one])) {
        const date = readDate(found[name], this.there);
        if (date.problem) delete found[name];
        else found[name] = date.edtf;
      }
      return found;
    };
    const evidence = this.items.map((item) => {
      const found = told(item);
      const fresh = this.one("[name=fresh]", item).checked;
      return { ...found, fresh, source: (fresh ? found["source-id"] : found.source) ?? "" };
    });
    const answers = told(this.form);
    for (const kind of ["follows", "see-also"]) {
      answers[kind] = rows(this.form, kind).map((row) => read(row, fields)[kind]).filter(Boolean).join();
    }
    return { answers, evidence, links: rows(this.form, "links").map((row) => read(row, fields)) };
  }

  update() {
    this.tell();
    const { answers } = this.answers();
    const made = identifier(answers.title ?? "", this.there.most);
    const year = answers.date ? [`-${Math.abs(yearOf(answers.date))}`] : [];
    this.suggest(this.one("[name=id]"), this.free(made, (one) => badId("event", one, this.there), year));
    for (const kind of KINDS) {
      for (const [place, row] of rows(this.form, kind).entries()) {
        const legend = this.one("[data-legend]", row);
        legend.textContent = fill(legend.dataset.legend, { number: place + 1 });
        if (kind === "evidence") this.item(row);
        else if (kind !== "links") this.one("[data-told]", row).textContent = this.there.events[this.one("input", row).value] ?? "";
      }
    }
    // Once more, with the names that were just made.
    show(this.one("[data-seen]"), this.answers(), { ...this.there, toEvent: this.toEvent });
  }

  /** Fill in what is not filled in yet, or still says what was filled in last. */
  suggest(control, text) {
    if (!["", text, this.suggested.get(control)].includes(control.value)) return;
    control.value = text;
    this.suggested.set(control, text);
  }

  /** Say what the typed date becomes. */
  tell() {
    const date = this.one("[name=date]");
    const shown = this.one("[data-proposal]");
    const words = this.one("[data-worded]");
    const found = tidy(date.value) ? readDate(tidy(date.value), this.there) : null;
    const own = [this.one("[name=date-text]"), this.one("[name=date-text-en]")];
    for (const [at, lang] of ["nl", "en"].entries()) {
      this.suggest(own[at], found?.needsDateText && languageOf(date.value) === lang ? tidy(date.value) : "");
    }
    words.hidden = !found?.needsDateText && !own.some(({ value }) => value);
    if (!found || found.problem) {
      shown.textContent = found ? `${found.problem.message} ${found.problem.cure}` : "";
      return;
    }
    const text = worded({ date: found.edtf, "date-text": tidy(own[0].value), "date-text-en": tidy(own[1].value) }, this.lang);
    shown.textContent = `${fill(this.words.reads, { wording: text })} ${fill(this.words.means, { edtf: found.edtf })}`;
  }

  item(item) {
    const fresh = this.one("[name=fresh]", item).checked;
    this.one("[data-fresh]", item).hidden = !fresh;
    this.one("[data-known-source]", item).hidden = fresh;
    const source = this.there.sources[this.one("[name=source]", item).value];
    this.one("[data-told]", item).textContent = source ? this.named(source) : "";
    const count = this.one("[data-count]", item);
    const words = countWords(this.one("[name=quote]", item).value);
    count.textContent = fill(count.dataset.count, { words, limit: this.there.fields.quote.words });
    const id = this.one("[name=source-id]", item);
    const { "source-publisher": publisher, "source-date": date, "source-title": title } = read(item, this.there.fields);
    const day = date ? readDate(date, this.there).edtf : "";
    const made = identifier(`${publisher ?? title ?? ""} ${day ?? ""}`, this.there.most);
    // A name that was proposed stays when another source takes it: both are told, and neither changes unseen.
    if (fresh && (!id.value || made !== this.suggested.get(item))) this.suggest(id, this.free(made, (one) => this.badSource(one, item)));
    this.suggested.set(item, made);
  }

  /** What is there, and the new sources, but for that of one place. */
  withFresh(but) {
    const others = this.items.filter((item) => item !== but && this.one("[name=fresh]", item).checked);
    const source = [...this.there.known.source, ...others.map((item) => this.one("[name=source-id]", item).value)];
    return { ...this.there, known: { ...this.there.known, source } };
  }

  /** What is wrong with the id of a new source: another one may have it. */
  badSource(id, item) {
    return badId("source", id, this.withFresh(item));
  }

  /** An id that nothing else has: `made`, with the year or a number behind it where that must be. */
  free(made, taken, year = []) {
    const ends = ["", ...year, ...Array.from({ length: 98 }, (_, number) => `-${number + 2}`)];
    const tries = ends.map((end) => made.slice(0, this.there.most - end.length).replace(/^-+|-+$/g, "") + end);
    return made && (tries.find((one) => !taken(one)) ?? "");
  }

  /** What is wrong with a field, as it stands; `date` is the event's, as EDTF. */
  problems(field, date) {
    const name = field.dataset.field;
    const item = field.closest("[data-item]");
    const typed = read(item ?? this.form, this.there.fields);
    const answer = typed[name];
    if (field.closest("[data-item] [hidden], [data-worded][hidden]")) return [];
    if (name === "id" || name === "source-id") {
      const found = answer ? (item ? this.badSource(answer, item) : badId("event", answer, this.there)) : this.lacking();
      return found ? [found] : [];
    }
    const { required, with: beside = [] } = this.there.fields[name];
    if (!answer) return required || beside.some((one) => typed[one]) ? [this.lacking()] : [];
    const day = DATES.includes(name) && readDate(answer, this.there);
    if (day.problem) return [day.problem];
    // What one place makes may be named in another.
    return faults(name, day.edtf ?? answer, this.withFresh(), date);
  }

  lacking() {
    return { message: this.words["needed-now"], cure: "" };
  }

  /** Say at a field what is wrong with it; gives that. */
  judge(field, { answers } = this.answers()) {
    if (!field) return [];
    const found = this.problems(field, answers.date);
    const sentences = found.map(({ message, cure }) => `${message.replace(/\.$/, "")}. ${cure}`.trim());
    this.one("[data-wrong]", field).textContent = sentences.join(" ");
    for (const control of field.querySelectorAll("input, select, textarea")) control.setAttribute("aria-invalid", found.length > 0);
    return found.map((problem) => ({ ...problem, field }));
  }

  /** Check everything: what is wrong is listed, with the way to it; when nothing is, the files are there. */
  finish() {
    const now = this.answers();
    const found = [...this.form.querySelectorAll("[data-field]")].flatMap((field) => this.judge(field, now));
    this.one("[data-problems]").replaceChildren(...found.map(({ message, field }) => {
      const control = this.one("input, select, textarea", field);
      const open = () => control.closest("details")?.setAttribute("open", "");
      // Of one place among several its number too.
      const names = [field.parentElement.closest("fieldset"), field].filter(Boolean)
        .map((part) => this.one("legend, label", part).firstChild.textContent.trim());
      const way = put("a", { href: `#${control.id}` }, `${names.join(", ")}: ${message}`);
      way.addEventListener("click", (event) => {
        event.preventDefault();
        open();
        control.focus();
      });
      open();
      return put("li", {}, way);
    }));
    const count = found.length;
    const said = count > 1 ? "faulty-many" : count ? "faulty-one" : this.items.length ? "sound" : "proofs-needed";
    this.one("[data-state]").textContent = fill(this.words[said], { count });
    const exits = this.one("[data-exits]");
    exits.hidden = true;
    if (said !== "sound") return;
    const made = files(now, now.answers.id);
    send(exits, made, now.answers.title, { words: this.words, repository: this.form.dataset.repository });
  }

  save() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const draft = { answers: typed(this.form) };
      for (const kind of KINDS) draft[kind] = rows(this.form, kind).map(typed);
      if (!keep(draft)) this.one("[data-kept]").textContent = this.words["no-storage"];
    }, WAIT);
  }

  /** Begin anew, with nothing kept and nothing said. */
  erase() {
    clearTimeout(this.waiting);
    forget();
    location.reload();
  }
}

const form = document.querySelector("[data-contribute]");
try {
  const answer = await fetch(form.dataset.data);
  if (!answer.ok) throw new Error(answer.status);
  new Form(form, await answer.json()).start();
} catch {
  document.querySelector("[data-without-form]").textContent = form.dataset.failed;
}
