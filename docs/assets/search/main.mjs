// What every visit needs of the search: notice that somebody is about to use it, and fetch the rest only then.
const form = document.querySelector("[data-search]");
const input = form.querySelector("[data-search-input]");
let panel;

// Whether the key / starts the search. Only that it does not is kept; without storage it does.
const key = form.dataset.searchKey;
const slash = {
  on() {
    try {
      return localStorage.getItem(key) !== "off";
    } catch {
      return true;
    }
  },
  set(on) {
    try {
      if (on) localStorage.removeItem(key);
      else localStorage.setItem(key, "off");
    } catch {
      // Nowhere to keep it.
    }
  },
};

const open = () => (panel ??= import("./panel.mjs").then(({ start }) => start(form, input, slash)).catch(() => {
  panel = undefined;
  document.querySelector("[data-search-status]").textContent = form.dataset.searchFailed;
}));

// A key that is typed must not be taken from where it is typed.
const writing = (element) => element.isContentEditable || element.matches("input:not([type=radio], [type=checkbox]), textarea, select");

input.addEventListener("focus", open);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  (await open())?.enter();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || !slash.on()) return;
  event.preventDefault();
  input.focus();
  input.select();
});
// A browser that comes back to a page brings what was typed.
if (input.value) open();
