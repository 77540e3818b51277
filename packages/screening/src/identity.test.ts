import { describe, expect, it } from 'vitest';
import type { Holder } from '@gapura/credentials';
import { identityOf } from './identity.ts';
import { factsWith } from './examples/ordinary.ts';

const { holder } = factsWith({});
const identityWith = (parts: Partial<Holder>) => identityOf(factsWith({ holder: { ...holder, ...parts } }));

describe('identityOf', () => {
  it('is the same however the issuer fills and separates the standard name', () => {
    expect(identityWith({})).toBe('SUASTINI|NILUH|1990-05-17');
    expect(identityWith({ standardFamilyName: 'SUASTINI<<<', familyName: 'x' })).toBe(identityWith({}));
  });

  it('falls back to the printed name, in letters of any script', () => {
    const unnamed = { standardFamilyName: '', standardGivenName: '' };
    expect(identityWith(unnamed)).toBe(identityWith({}));
    expect(identityWith({ ...unnamed, familyName: 'ｏ’bríen-смит', givenName: '' })).toBe('OBRÍENСМИТ||1990-05-17');
  });

  it('keeps people apart by birth date, by which name is which, and without any name', () => {
    const ones = [{ bornOn: '1990' }, { standardFamilyName: 'NI<LUH', standardGivenName: 'SUASTINI' }, {}];
    expect(new Set(ones.map(identityWith)).size).toBe(3);
    const nobody = { ...holder, familyName: '-', givenName: '', standardFamilyName: '<', standardGivenName: '' };
    const [one, other] = ['uci:1', 'uci:2'].map((id) => identityOf(factsWith({ holder: nobody, identifiers: [id] })));
    expect(one).not.toBe(other);
  });
});
