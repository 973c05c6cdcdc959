// The same random numbers each time (mulberry32), so that a failure can be seen again.
export function chance(seed) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const upTo = (n) => Math.floor(next() * n);
  const pick = (items) => items[upTo(items.length)];
  return { next, upTo, pick, many: (most, make) => Array.from({ length: upTo(most + 1) }, make) };
}
