/* Only `serve` sends this, never a published site: it shows the new state of a page when there is one, and what is
   wrong with what was saved. It asks again and again: a connection that stays open would be one of the six that a
   browser has for a host, and with several tabs none would be left. */
(() => {
  "use strict"
  // In a frame on a page of ours, that page is loaded again with everything in it.
  if (window.top !== window) return
  const here = document.currentScript.dataset.site
  const lang = document.documentElement.lang.startsWith("en") ? "en" : "nl"
  const words = {
    nl: { name: "Wat er mis is", close: "Sluiten (Esc)" },
    en: { name: "What is wrong", close: "Close (Esc)" },
  }[lang]
  const STATE = "/.serve/state.json"
  const PLACE = "serve-place"
  const SOON = 400
  const LATER = 2000
  const STYLE = `
    :host { all: initial }
    [role="alert"] { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
      box-sizing: border-box; padding: 16px 20px; background: #2a0f13; color: #fff; border-top: 4px solid #ff8f9a;
      font: 16px/1.5 system-ui, sans-serif }
    h2 { font-size: 1.1em; margin: 0 8em 8px 0 }
    button { position: absolute; top: 12px; right: 20px; font: inherit; color: #2a0f13; background: #fff;
      border: 0; border-radius: 4px; padding: 6px 12px; cursor: pointer }
    :focus-visible { outline: 3px solid #ffd166; outline-offset: -3px }
    button:focus-visible { outline-offset: 2px }
    pre { margin: 12px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4;
      font: 14px/1.45 ui-monospace, Menlo, Consolas, monospace }
    @media print { [role="alert"] { display: none } }`
  let host = null
  let shown = 0
  let closed = 0
  let timer = 0

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name)
    made.textContent = text
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }

  const hide = () => {
    host?.remove()
    host = null
    shown = 0
  }

  const close = () => {
    closed = shown
    hide()
  }

  const show = (trouble) => {
    hide()
    shown = trouble.number
    host = element("div", "", { lang })
    const root = host.attachShadow({ mode: "open" })
    // A sheet made by script is no inline style: the pages' policy forbids those.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [sheet]
    const panel = element("div", "", { role: "alert", tabindex: "0", "data-serve": "", "aria-label": words.name })
    const button = element("button", words.close, { type: "button" })
    button.addEventListener("click", close)
    const said = trouble[lang]
    panel.append(element("h2", said.title), button, ...said.items.map((item) => element("pre", item)))
    root.append(panel)
    document.body.prepend(host)
  }

  // Where the reader is, by the nearest thing with a name: what stands above it may have another height soon.
  const spot = () => {
    for (let y = 80; y < window.innerHeight; y += 80) {
      const found = document.elementFromPoint(window.innerWidth / 2, y)?.closest("[id]")
      if (found) return { id: found.id, top: found.getBoundingClientRect().top }
    }
    return null
  }

  const leave = () => {
    const place = { address: window.location.href, x: window.scrollX, y: window.scrollY, ...spot() }
    sessionStorage.setItem(PLACE, JSON.stringify(place))
    window.location.reload()
  }

  const arrive = (frames) => {
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null")
    if (place?.address === window.location.href) {
      const found = place.id && document.getElementById(place.id)
      const top = found ? window.scrollY + found.getBoundingClientRect().top - place.top : place.y
      window.scrollTo({ left: place.x, top: place.y === 0 ? 0 : top, behavior: "instant" })
      // What comes into view is laid out only then, and may move the rest.
      if (frames) return void window.requestAnimationFrame(() => arrive(frames - 1))
    }
    sessionStorage.removeItem(PLACE)
  }

  const take = ({ site, trouble }) => {
    if (site !== here) {
      leave()
      return true
    }
    if (!trouble) hide()
    else if (trouble.number !== shown && trouble.number !== closed) show(trouble)
    return false
  }

  const ask = async () => {
    window.clearTimeout(timer)
    let left = false
    try {
      const answer = await fetch(STATE, { cache: "no-store" })
      left = answer.ok && take(await answer.json())
    } catch {
      // Nobody is there: `serve` was stopped, and may be started again.
    }
    window.clearTimeout(timer)
    if (!left) timer = window.setTimeout(ask, document.hidden ? LATER : SOON)
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host) close()
  })
  document.addEventListener("visibilitychange", () => document.hidden || ask())
  window.addEventListener("load", () => window.requestAnimationFrame(() => arrive(5)))
  ask()
})()
