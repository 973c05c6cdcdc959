// Mouse, wheel and fingers on the axis. The page keeps scrolling: a plain wheel and one finger up or down are its own.

const CLICK = 4;

/**
 * `on` says what the axis can do: place(x, y) on it, zoom(factor, around), move(by), size(), lying(), zoomed(),
 * brush(one, other) for a period, and drag(end, place) for one of the two `handles`.
 */
export function gestures(box, handles, on) {
  const fingers = new Map();
  let drag = null;

  box.addEventListener("wheel", (event) => {
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
    if (event.ctrlKey || event.metaKey) on.zoom(Math.exp(-event.deltaY / 300), on.place(event.clientX, event.clientY));
    else if (sideways && on.zoomed()) on.move(((event.deltaX || event.deltaY) / box.clientWidth) * on.size());
    else return;
    event.preventDefault();
  }, { passive: false });

  // Two fingers zoom the axis, not the page.
  for (const kind of ["touchstart", "touchmove"]) {
    box.addEventListener(kind, (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
  }
  box.addEventListener("dragstart", (event) => event.preventDefault());

  box.addEventListener("pointerdown", (event) => {
    const end = handles.indexOf(event.target);
    if (event.pointerType === "touch" && end < 0) fingers.set(event.pointerId, [event.clientX, event.clientY]);
    else if (event.button === 0) drag = { end, id: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
    if (end >= 0) event.target.setPointerCapture(event.pointerId);
  });

  box.addEventListener("pointermove", (event) => {
    if (fingers.has(event.pointerId)) return touched(event);
    if (!drag || drag.id !== event.pointerId) return;
    if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < CLICK) return;
    if (!drag.moved && drag.end < 0) box.setPointerCapture(event.pointerId);
    drag.moved = true;
    box.dataset.brush = "";
    ghost(event);
  });

  function ghost({ clientX, clientY }) {
    const mark = box.querySelector("[data-period]");
    if (drag.end >= 0) return;
    const frame = box.getBoundingClientRect();
    const [from, to] = on.lying() ? [drag.x - frame.left, clientX - frame.left] : [drag.y - frame.top, clientY - frame.top];
    mark.hidden = false;
    mark.style[on.lying() ? "left" : "top"] = `${Math.min(from, to)}px`;
    mark.style[on.lying() ? "width" : "height"] = `${Math.abs(to - from)}px`;
  }

  function touched(event) {
    const before = [...fingers.values()];
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    const after = [...fingers.values()];
    const along = on.lying() ? 0 : 1;
    const middle = (spots) => spots.reduce((sum, spot) => sum + spot[along], 0) / spots.length;
    const shift = ((middle(before) - middle(after)) / (on.lying() ? box.clientWidth : box.clientHeight)) * on.size();
    if (after.length === 2) {
      const apart = (spots) => Math.max(20, Math.hypot(spots[0][0] - spots[1][0], spots[0][1] - spots[1][1]));
      const [x, y] = [0, 1].map((axis) => (after[0][axis] + after[1][axis]) / 2);
      on.zoom(apart(after) / apart(before), on.place(x, y));
      on.move(shift);
    } else if (on.lying() && on.zoomed()) on.move(shift);
  }

  function done(event) {
    fingers.delete(event.pointerId);
    if (!drag || drag.id !== event.pointerId) return;
    const { end, x, y, moved } = drag;
    drag = null;
    delete box.dataset.brush;
    if (!moved || event.type === "pointercancel") return;
    // The click that ends a drag opens nothing.
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }));
    const place = on.place(event.clientX, event.clientY);
    if (end < 0) on.brush(on.place(x, y), place);
    else on.drag(end, place);
  }
  for (const kind of ["pointerup", "pointercancel"]) box.addEventListener(kind, done);
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
