/*! drenthe-tijdlijn 1. MIT License. Copyright (c) 2026 the makers of Samen in Drenthe.
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the 
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, 
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to 
the following conditions:
The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF 
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR 
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH 
THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE. */
(() => {
  const base = new URL(".", document.currentScript.src).href;
  const frames = () => [...document.querySelectorAll("iframe")]
    .filter(({ src }) => src.startsWith(base) && /^(en\/)?embed\//.test(src.slice(base.length)));
  const say = (frame) => /^#event-[a-z0-9-]+$/.test(location.hash)
    && frame.contentWindow.postMessage({ drentheTijdlijn: 1, show: location.hash }, "*");
  const number = (value, least) => Number.isFinite(value) && value >= least && value < 1e6;
  addEventListener("message", ({ source, origin, data }) => {
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (!frame || !["null", new URL(base).origin].includes(origin) || data?.drentheTijdlijn !== 1) return;
    const { style, dataset } = frame;
    if (number(data.height, 1)) {
      style.boxSizing = "content-box";
      style.height = `${data.height}px`;
      if (!dataset.high) say(frame);
      dataset.high = 1;
    }
    if (number(data.top, 0)) scrollBy(0, frame.getBoundingClientRect().top + frame.clientTop + data.top);
  });
  addEventListener("hashchange", () => frames().forEach(say));
  const api = (globalThis.DrentheTijdlijn ??= {});
  if (!customElements.get("drenthe-tijdlijn")) customElements.define("drenthe-tijdlijn", class extends HTMLElement {
    async connectedCallback() {
      await import(`${base}embed/element.js`);
      await api.fill(this, base);
    }
  });
})();
