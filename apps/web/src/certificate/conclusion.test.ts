import { violationCodes, type Facts } from '@gapura/credentials';
import { describe, expect, it } from 'vitest';
import { conclusionOf, toneOf } from './conclusion.ts';

const facts = { format: 'eu-dcc' } as Facts;
const violation = (code: (typeof violationCodes)[number]) => ({ code, layer: 'trust', section: '' }) as const;

describe('the conclusion', () => {
  it('says genuine of nothing that was refused', () => {
    for (const code of violationCodes) {
      const conclusion = conclusionOf({ is: 'refused', facts, violation: violation(code) }, null);
      expect(['genuine', 'expired', 'early']).not.toContain(conclusion);
      expect(toneOf(conclusion)).not.toBe('good');
    }
  });

  it('says genuine, but expired, only of what has proved genuine', () => {
    expect(conclusionOf({ is: 'out-of-time', facts, violation: violation('expired') }, null)).toBe('expired');
    expect(conclusionOf({ is: 'refused', facts, violation: violation('expired') }, null)).toBe('stranger');
  });

  it.each([
    ['signature-invalid', 'altered'],
    ['issuer-mismatch', 'altered'],
    ['issuer-unknown', 'stranger'],
    ['revoked', 'revoked'],
    ['unknown-prefix', 'foreign'],
    ['base45-invalid', 'damaged'],
    ['chunk-missing', 'damaged'],
    ['schema-date', 'malformed'],
  ] as const)('of %s is %s', (code, conclusion) => {
    expect(conclusionOf({ is: 'refused', facts: null, violation: violation(code) }, null)).toBe(conclusion);
  });

  it('leaves it open where only a filter says that it is revoked', () => {
    const finding = { is: 'refused', facts, violation: violation('revoked') } as const;
    expect(conclusionOf({ ...finding, isUnsure: true }, null)).toBe('doubtful');
    expect(conclusionOf({ ...finding, isUnsure: false }, null)).toBe('revoked');
  });

  it('names what hindered the verification', () => {
    expect(conclusionOf({ is: 'unverified', facts }, 'insecure')).toBe('insecure');
    expect(conclusionOf({ is: 'unverified', facts }, 'unlisted')).toBe('unlisted');
  });
});
