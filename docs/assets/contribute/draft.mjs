// What was typed is kept in the reader's own browser, until the reader erases it.

const NAME = "drenthe-tijdlijn-concept";

/** What was kept, or null; also where a browser refuses to keep anything, or keeps something else under this name. */
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME));
    const parts = [found.answers, ...Object.values(found).flat()];
    return Array.isArray(found.evidence) && parts.every((one) => one && typeof one === "object") ? found : null;
  } catch {
    return null;
  }
}

/** Keep it. Gives whether the browser did. */
export function keep(draft) {
  try {
    localStorage.setItem(NAME, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // Then nothing was kept.
  }
}
