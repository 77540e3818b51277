/** The part of a picture that is looked at, and the side in pixels it is drawn with. */
export interface Crop {
  x: number;
  y: number;
  side: number;
  drawnSide: number;
}

/** Reading dense codes gets worse below this size, and slower above it. */
export const frameSidePx = 720;

/** The centre square of a picture, never enlarged. */
export function cropCentre(width: number, height: number, maxSidePx: number = frameSidePx): Crop {
  const side = Math.min(width, height);
  return {
    x: Math.floor((width - side) / 2),
    y: Math.floor((height - side) / 2),
    side,
    drawnSide: Math.min(side, maxSidePx),
  };
}

/** The size of a whole picture that fits into `maxSidePx`, never enlarged. */
export function fitWithin(width: number, height: number, maxSidePx: number): { width: number; height: number } {
  const scale = Math.min(1, maxSidePx / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

const darkBelowLuma = 38;

/** Whether RGBA pixels are so dark on average that no code can be read in them. */
export function isTooDark(rgba: Uint8ClampedArray): boolean {
  const pixels = rgba.length / 4;
  if (pixels === 0) return false;
  let sum = 0;
  for (let at = 0; at + 2 < rgba.length; at += 4) {
    sum += 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
  }
  return sum / pixels < darkBelowLuma;
}
