import { describe, expect, it } from 'vitest';
import { cropCentre, fitWithin, isTooDark } from './frame.ts';

describe('cropCentre', () => {
  it('takes the middle of a wide frame at its own size', () => {
    expect(cropCentre(1280, 720)).toEqual({ x: 280, y: 0, side: 720, drawnSide: 720 });
  });
  it('takes the middle of an upright frame and draws a large one smaller', () => {
    expect(cropCentre(1080, 1920)).toEqual({ x: 0, y: 420, side: 1080, drawnSide: 720 });
  });
  it('never enlarges a small frame', () => {
    expect(cropCentre(640, 480)).toEqual({ x: 80, y: 0, side: 480, drawnSide: 480 });
  });
  it('keeps to whole pixels inside the frame', () => {
    const { x, y, side } = cropCentre(641, 480);
    expect([x, y, side]).toEqual([80, 0, 480]);
  });
});

describe('fitWithin', () => {
  it('shrinks the longer side and leaves small pictures alone', () => {
    expect(fitWithin(4000, 3000, 2000)).toEqual({ width: 2000, height: 1500 });
    expect(fitWithin(300, 200, 2000)).toEqual({ width: 300, height: 200 });
  });
});

describe('isTooDark', () => {
  const grey = (value: number) => new Uint8ClampedArray([value, value, value, 255, value, value, value, 255]);
  it('tells a black frame from a dim one', () => {
    expect(isTooDark(grey(12))).toBe(true);
    expect(isTooDark(grey(90))).toBe(false);
  });
  it('says nothing of no pixels', () => {
    expect(isTooDark(new Uint8ClampedArray())).toBe(false);
  });
});
