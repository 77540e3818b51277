/** One code found in a frame or picture. Only zxing gives the bytes, which a binary code needs. */
export interface ScannedCode {
  text: string;
  bytes?: Uint8Array;
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
