import { describe, expect, it } from 'vitest';
import type { SessionReply } from '@gapura/contract';
import { isPasskeyHost, landingOf, signInAddress, wantedPage } from './landing.ts';

const venue = {
  id: 'v',
  name: 'Kantor',
  category: 'office',
  timeZone: 'Asia/Makassar',
  address: '',
  opensAt: null,
  closesAt: null,
};
const gateOf = (code: string): SessionReply['gates'][number] => ({
  venue,
  gate: { code, name: 'Utara', direction: 'in' },
});

describe('landingOf', () => {
  it('leads an officer with one gate to it, with several to the choice', () => {
    expect(landingOf({ role: 'officer', gates: [gateOf('8F3KQ2ZT7M')] })).toBe('/officer/8F3KQ2ZT7M');
    expect(landingOf({ role: 'officer', gates: [gateOf('A'), gateOf('B')] })).toBe('/officer');
    expect(landingOf({ role: 'officer', gates: [] })).toBe('/officer');
  });
  it('leads issuers to the cards', () => {
    expect(landingOf({ role: 'issuer', gates: [] })).toBe('/cards');
  });
  it('leads overseers to their city', () => {
    expect(landingOf({ role: 'overseer', gates: [] })).toBe('/city');
  });
  it('leads managers and admins to their console, even with gates', () => {
    expect(landingOf({ role: 'manager', gates: [gateOf('A')] })).toBe('/manager');
    expect(landingOf({ role: 'admin', gates: [] })).toBe('/manager');
  });
});

describe('wantedPage', () => {
  it('comes back to the page that asked for a sign-in', () => {
    expect(wantedPage(signInAddress('/manager/venues/ab-12').slice('/sign-in'.length))).toBe('/manager/venues/ab-12');
    expect(wantedPage('?next=/cards/requests/ab-12')).toBe('/cards/requests/ab-12');
  });
  it.each([
    '',
    '?next=',
    '?next=//evil.example',
    '?next=https://evil.example',
    '?next=/sign-in',
    '?next=/manager/../x',
    '?next=/officer%0A',
  ])('leads nowhere from %j', (search) => {
    expect(wantedPage(search)).toBeUndefined();
  });
});

it('knows that passkeys need a host name', () => {
  expect(['localhost', 'gapura.denpasarkota.go.id'].map(isPasskeyHost)).toEqual([true, true]);
  expect(['127.0.0.1', '192.168.1.20', '[::1]'].map(isPasskeyHost)).toEqual([false, false, false]);
});
