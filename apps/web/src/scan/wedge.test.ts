import { describe, expect, it } from 'vitest';
import { createWedge, type Wedge } from './wedge.ts';

const certificate = `HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH${'R6IOOK.IR9B+9 $*/'.repeat(30)}`;

/** Types a text key by key, then `end`; answers what came out at the end. */
function type(wedge: Wedge, text: string, options: { gapMs?: number; startMs?: number; end?: string } = {}) {
  const { gapMs = 8, startMs = 1000, end = 'Enter' } = options;
  let atMs = startMs;
  const taken: boolean[] = [];
  for (const key of text) {
    if (key !== key.toLowerCase()) wedge.press({ key: 'Shift', atMs });
    taken.push(wedge.press({ key, atMs }).taken);
    atMs += gapMs;
  }
  return { taken, last: wedge.press({ key: end, atMs }) };
}

describe('the wedge', () => {
  it('gives a long certificate that a scanner typed, with its spaces and shifted letters', () => {
    const { last } = type(createWedge(), certificate);
    expect(last).toEqual({ taken: true, text: certificate });
  });

  it('keeps the keys of a burst from the page from the third on', () => {
    const { taken } = type(createWedge(), 'HC1: A');
    expect(taken).toEqual([false, false, true, true, true, true]);
  });

  it('takes Tab as an end too', () => {
    expect(type(createWedge(), '8F3KQ2ZT7M', { end: 'Tab' }).last.text).toBe('8F3KQ2ZT7M');
  });

  it('leaves a person alone who types and presses Enter', () => {
    const { taken, last } = type(createWedge(), 'petugas', { gapMs: 140 });
    expect(taken).not.toContain(true);
    expect(last).toEqual({ taken: false });
  });

  it('leaves a lone Enter and a short burst alone', () => {
    const wedge = createWedge();
    expect(wedge.press({ key: 'Enter', atMs: 5 })).toEqual({ taken: false });
    expect(type(wedge, 'abcde').last).toEqual({ taken: false });
  });

  it('does not mix a scan that broke off with the next one', () => {
    const wedge = createWedge();
    for (const [index, key] of 'HC1:BROKEN'.split('').entries()) wedge.press({ key, atMs: 1000 + index * 8 });
    expect(type(wedge, 'HC1:WHOLE', { startMs: 3000 }).last.text).toBe('HC1:WHOLE');
  });

  it('waits a moment for a certificate or a badge whose keys stall, even within its prefix', () => {
    expect(type(createWedge(), certificate, { gapMs: 200 }).last.text).toBe(certificate);
    const badge = 'https://gapura.example/badge#0123456789ABCDEF';
    expect(type(createWedge(), badge, { gapMs: 200 }).last.text).toBe(badge);
    const wedge = createWedge();
    wedge.press({ key: 'H', atMs: 800 });
    expect(type(wedge, certificate.slice(1)).last.text).toBe(certificate);
  });

  it.each([
    ['HC1:BROKEN', 400],
    ['https://cek.id/', 400],
    ['8F3KQ2', 120],
    ['8F', 200],
  ])('swallows the tail of %s that comes after a pause of %i ms', (head, pauseMs) => {
    const wedge = createWedge();
    for (const [index, key] of head.split('').entries()) wedge.press({ key, atMs: 1000 + index * 8 });
    const startMs = 1000 + head.length * 8 + pauseMs;
    expect(type(wedge, 'TAIL6R9QWERTY', { startMs }).last).toEqual({ taken: true });
    expect(type(wedge, '8F3KQ2ZT7M', { startMs: startMs + 200 }).last.text).toBe('8F3KQ2ZT7M');
  });

  it('takes a certificate that is scanned anew at once after a broken scan', () => {
    const wedge = createWedge();
    for (const [index, key] of 'HC1:BROKEN'.split('').entries()) wedge.press({ key, atMs: 1000 + index * 8 });
    expect(type(wedge, certificate, { startMs: 1500 }).last.text).toBe(certificate);
  });

  it('swallows the end of a text that is longer than a code can hold', () => {
    expect(type(createWedge(), 'A'.repeat(7200), { gapMs: 1 }).last).toEqual({ taken: true });
  });

  it('forgets everything at a shortcut', () => {
    const wedge = createWedge();
    for (const [index, key] of 'HC1:ABC'.split('').entries()) wedge.press({ key, atMs: 1000 + index * 8 });
    wedge.press({ key: 'r', atMs: 1060, modified: true });
    expect(wedge.press({ key: 'Enter', atMs: 1065 })).toEqual({ taken: false });
  });

  it('gives no text that is longer than a code can hold', () => {
    const { last } = type(createWedge(), 'A'.repeat(7090), { gapMs: 1 });
    expect(last).toEqual({ taken: false });
  });

  it('undoes caps lock for a certificate, and only for that', () => {
    expect(type(createWedge(), 'hc1:ncfoxn%ts3').last.text).toBe('HC1:NCFOXN%TS3');
    expect(type(createWedge(), 'SHC:/1/2/5676').last.text).toBe('shc:/1/2/5676');
    expect(type(createWedge(), 'nzcp:/1/2kcevis').last.text).toBe('NZCP:/1/2KCEVIS');
    expect(type(createWedge(), 'https://cek.id/v').last.text).toBe('https://cek.id/v');
  });
});
