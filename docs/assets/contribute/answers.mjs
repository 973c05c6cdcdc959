// What stands in the form, as answers: by the names of the questions, several of a list parted by commas.

import { tidy } from "./files.mjs";

/** The controls of one part of the form: of a source's place those in it, of the form those in no such place. */
const controls = (part) => [...part.querySelectorAll("input[name], select[name], textarea[name]")]
  .filter((control) => control.closest("[data-item]") === part.closest("[data-item]"));

const value = (control, fields) => (control.type === "checkbox" ? control.checked && control.value
  : tidy(control.value, fields[control.name]?.lines));

/** The answers in one part of the form. */
export function read(part, fields) {
  const answers = {};
  for (const control of controls(part)) {
    const given = value(control, fields);
    if (!given || control.name === "fresh") continue;
    answers[control.name] = answers[control.name] ? `${answers[control.name]},${given}` : given;
  }
  // All of them: then no single one counts.
  if (answers.municipalities?.split(",").includes("all")) answers.municipalities = "all";
  return answers;
}

/** Put answers, as typed, into one part of the form. */
export function write(part, answers) {
  for (const control of controls(part)) {
    const given = answers[control.name];
    if (control.name === "fresh") control.checked = given === true;
    else if (control.type === "checkbox") control.checked = `${given ?? ""}`.split(",").includes(control.value);
    else if (typeof given === "string") control.value = given;
  }
}

/** What stands in one part of the form, as it was typed: for the draft. */
export function typed(part) {
  const found = {};
  for (const control of controls(part)) {
    if (control.type !== "checkbox") found[control.name] = control.value;
    else if (control.name === "fresh") found.fresh = control.checked;
    else if (control.checked) found[control.name] = found[control.name] ? `${found[control.name]},${control.value}` : control.value;
  }
  return found;
}
