// Runs before anything of a page: when its first event was drawn, how long its long tasks were, and how long a choice takes.
window.bench = { drawn: null, tasks: [], last: 0, painted: null };
{
  const bench = window.bench;
  // A message is handled after the frame that was being made.
  const afterFrame = (work) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => work(performance.now());
    port2.postMessage(null);
  };

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      bench.tasks.push(duration);
      bench.last = startTime + duration;
    }
  }).observe({ type: "longtask", buffered: true });

  const look = () => {
    const first = document.querySelector(bench.event);
    if (first?.getClientRects().length) afterFrame((now) => { bench.drawn = now; });
    else requestAnimationFrame(look);
  };

  bench.watch = (event) => {
    bench.event = event;
    requestAnimationFrame(look);
  };

  // From a key or a click until the first frame that shows another result.
  bench.time = (kind, state) => {
    bench.painted = null;
    const before = state();
    addEventListener(kind, ({ timeStamp }) => {
      const wait = () => {
        if (state() === before) requestAnimationFrame(wait);
        else afterFrame((now) => { bench.painted = now - timeStamp; });
      };
      requestAnimationFrame(wait);
    }, { capture: true, once: true });
  };
}
