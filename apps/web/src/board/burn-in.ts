const stepMs = 60_000;
const places = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/** Where the picture stands in this minute, in steps of the shift: a still picture would burn into the screen. */
export function shiftAt(nowMs: number): { x: number; y: number } {
  const [x, y] = places[Math.floor(nowMs / stepMs) % places.length] ?? places[0];
  return { x, y };
}
