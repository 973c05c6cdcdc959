// Where words stand: the files of a timeline that is too long for one page, read. No DOM here.

/** The parts, from first to last, in which words that begin with `word` can stand; `firsts` are the parts' first words. */
export function parts(firsts, word) {
  const found = [];
  firsts.forEach((first, number) => {
    const next = firsts[number + 1];
    // Words stand in the order of their code points, as the build sorts them.
    const before = next !== undefined && order(next, word) <= 0;
    const after = order(first, word) > 0 && !first.startsWith(word);
    if (!before && !after) found.push(number);
  });
  return found;
}

/** Compare texts by code points: JavaScript's < compares halves of what lies beyond the first 65,536. */
function order(one, other) {
  const [a, b] = [[...one], [...other]];
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    if (a[i] !== b[i]) return a[i].codePointAt(0) - b[i].codePointAt(0);
  }
  return a.length - b.length;
}

/** The numbers of the events in which a word begins with `word`; each part maps words to steps from number to number. */
export function numbers(some, word) {
  const found = new Set();
  for (const part of some) {
    for (const [known, steps] of Object.entries(part)) {
      if (!known.startsWith(word)) continue;
      let number = 0;
      for (const step of steps) found.add((number += step));
    }
  }
  return found;
}

/** The events of the file of facts, as `select` wants them, each with its `number` and `year`. */
export function events(facts) {
  const named = (key, some) => some.map((number) => facts[key][number]);
  return facts.events.map(([id, year, from, until, status, kind, themes, municipalities, organisations], number) => ({
    id, number, year, from, until: until === 0 ? from : until, status: named("status", [status]), soort: named("kind", [kind]),
    thema: named("themes", themes), gemeente: named("municipalities", municipalities),
    organisatie: named("organisations", organisations), on: true,
  }));
}

/** Which of `groups` ({left, opened, full}) to show whole: what a reader opened, and as many as hold `enough` events. */
export function unfolded(groups, active, enough) {
  let sum = 0;
  return groups.map(({ left, opened, full }) => {
    if (!left) return false;
    if (opened || (!active && full)) return true;
    if (!active || sum >= enough) return false;
    sum += left;
    return true;
  });
}
