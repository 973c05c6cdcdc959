// Runs before anything of a page: when its first event was drawn, how long its long tasks were, and how long a choice takes.
window.bench = { drawn: null, tasks: [], painted: null };
{
  const bench = window.bench;
  // A message is handled after the frame that was being made.
  const afterFrame = (work) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => work(performance.now());
    port2.postMessage(null);
  };

  let busy = 0;
  let asked = 0;
  let since = 0;
  const note = (entries) => {
    for (const { startTime, duration } of entries) {
      bench.tasks.push(duration);
      busy = Math.max(busy, startTime + duration);
    }
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "longtask", buffered: true });

  // Asked every tenth of a second. Whoever could not answer for half a second was busy, whatever has been told of it yet.
  bench.rests = (length) => {
    note(observer.takeRecords());
    const now = performance.now();
    if (now - asked > 500) busy = now;
    asked = now;
    const [{ loadEventEnd }] = performance.getEntriesByType("navigation");
    return loadEventEnd > 0 && bench.drawn !== null && now - Math.max(since, loadEventEnd, bench.drawn, busy) > length;
  };

  bench.again = () => { since = performance.now(); };

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
    bench.again();
    const before = state();
    addEventListener(kind, ({ timeStamp }) => {
      const wait = () => {
        if (state() === before) requestAnimationFrame(wait);
        else afterFrame((now) => {
          bench.painted = now - timeStamp;
          bench.again();
        });
      };
      requestAnimationFrame(wait);
    }, { capture: true, once: true });
  };
}
