// Shows where the words that were asked for stand. With the browser's own highlights the page itself stays as it is.
import { hits } from "./words.mjs";

const NAME = "tl-hit";
const AT_ONCE = 40;
const native = typeof Highlight === "function" && "highlights" in CSS;
let waiting = 0;
let frame = 0;

/** Where a text begins behind the name of its fact: "Theme: ". */
const begin = ({ data, parentNode, previousSibling }) =>
  !previousSibling && parentNode.classList.contains("tl-fact") ? data.indexOf(": ") + 2 : 0;

/** The texts of an element, each from a place on ({node, start}): without names of facts and the button of share.mjs. */
export function texts(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentNode.closest(".tl-share") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const found = [];
  while (walker.nextNode()) found.push({ node: walker.currentNode, start: begin(walker.currentNode) });
  return found;
}

/** Mark `words` in `elements`, the first ones now and the others when there is time; what was marked is not any more. */
export function mark(elements, words) {
  cancelAnimationFrame(frame);
  clearTimeout(waiting);
  if (native) CSS.highlights.delete(NAME);
  else document.querySelectorAll("mark[data-hit]").forEach(unmark);
  if (!words.length) return;
  const add = native ? highlighter() : wrap;
  const some = (first) => {
    for (const element of elements.slice(first, first + AT_ONCE)) {
      for (const { node, start } of texts(element)) {
        // From the end, so that a place before it stays true when the text is cut.
        for (const [from, to] of hits(node.data.slice(start), words).reverse()) add(node, start + from, start + to);
      }
    }
    if (first + AT_ONCE < elements.length) waiting = setTimeout(some, 0, first + AT_ONCE);
  };
  // The result first, in a frame of its own.
  frame = requestAnimationFrame(() => (waiting = setTimeout(some, 0, 0)));
}

function highlighter() {
  const highlight = new Highlight();
  CSS.highlights.set(NAME, highlight);
  // A live range would make every later change of the page slower.
  return (node, from, to) =>
    highlight.add(new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }));
}

function wrap(node, from, to) {
  node.splitText(to);
  const element = document.createElement("mark");
  element.dataset.hit = "";
  const hit = node.splitText(from);
  hit.replaceWith(element);
  element.append(hit);
}

function unmark(element) {
  const parent = element.parentNode;
  element.replaceWith(...element.childNodes);
  parent.normalize();
}
