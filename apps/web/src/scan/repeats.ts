/** One code found in a frame or picture; a binary one as the text that `toSingleText` makes of it. */
export interface ScannedCode {
  text: string;
}

const repeatAfterMs = 2500;

/** Tells whether a code is new: a code that stays before the camera counts once. */
export function createRepeatFilter(): (text: string, atMs: number) => boolean {
  let last = '';
  let seenAtMs = Number.NEGATIVE_INFINITY;
  return (text, atMs) => {
    const isNew = text !== last || atMs - seenAtMs > repeatAfterMs;
    last = text;
    seenAtMs = atMs;
    return isNew;
  };
}
