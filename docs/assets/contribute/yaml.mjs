// Values to YAML that a person would have written, and that reads back as exactly those values.

const WIDTH = 100;
const SHORT = 80;
// Words that another reader of YAML takes for something else than a text.
const OTHER = /^(?:y|n|yes|no|on|off|true|false|null|~|nan|inf)$/i;
// Nothing that means something in YAML, at either end or inside.
const PLAIN = /^[\p{L}](?:[\p{L}\p{N} .,;()'’‘“”/%+–—…_-]|:(?=\S)|[!?](?=\S|$))*$/u;
const ID = /^[a-z][a-z0-9-]*$/;
// Lines that a block keeps as they are: no blank at either end, no two blanks where a line may end.
const BLOCK = /^\S+(?: \S+)*(?:\n+\S+(?: \S+)*)*$/;
const ESCAPED = /["\\\0-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g;
// Not in a block: what may be taken for an end of line, or is not printable.
const ODD = /[\0-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\ufffe\uffff]|[\u{10000}-\u{10ffff}]/u;

function quoted(text) {
  const escape = (sign) => {
    if (sign === "\n") return "\\n";
    return sign === '"' || sign === "\\" ? `\\${sign}` : `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  };
  return `"${text.replace(ESCAPED, escape)}"`;
}

function folded(line, room) {
  const lines = [];
  for (const word of line.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function text(value, indent) {
  if (value.length <= SHORT && PLAIN.test(value) && !value.endsWith(" ") && !OTHER.test(value)) return value;
  if (value.length <= SHORT && !value.includes("\n") || !BLOCK.test(value) || ODD.test(value)) return quoted(value);
  const margin = " ".repeat(indent);
  // A folded block makes a blank of one line end, so each of ours is one more.
  const lines = value.split("\n").flatMap((line, at) => [...(at ? [""] : []), ...(line ? folded(line, WIDTH - indent) : [])]);
  return `>-\n${lines.map((line) => (line ? margin + line : "")).join("\n")}`;
}

function write(value, indent) {
  if (typeof value === "string") return ` ${text(value, indent)}`;
  const margin = " ".repeat(indent);
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === "string")) {
      return ` [${value.map((item) => (ID.test(item) && !OTHER.test(item) ? item : quoted(item))).join(", ")}]`;
    }
    const apart = `\n${margin}  `;
    return value.map((item) => `\n${margin}- ${fields(item, indent + 4).join(apart)}`).join("");
  }
  return `\n${fields(value, indent + 2).map((line) => margin + line).join("\n")}`;
}

/** A line for each field; what is longer has its own line ends and margins. */
function fields(values, indent) {
  return Object.entries(values).map(([name, value]) => `${name}:${write(value, indent)}`);
}

/** The text of a file. `dates` names the fields that hold a date: EDTF stands without quotation marks where it may. */
export function document(values, address, dates = []) {
  const lines = Object.entries(values).map(([name, value]) => {
    const bare = dates.includes(name) && /^[0-9][0-9X/.~?%-]*$/.test(value);
    const text = bare ? ` ${value}` : write(value, 2);
    return `${name}:${text}`;
  });
  return `# yaml-language-server: $schema=${address}\n${lines.join("\n")}\n`;
}
