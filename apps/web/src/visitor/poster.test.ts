import { describe, expect, it } from 'vitest';
import { findGateCode, isGenuinePoster } from './poster.ts';
import { readPoster } from './read-poster.ts';

const origin = 'https://gapura.example';
const code = '8F3KQ2ZT7M';
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const symbols = bits.match(/.{1,5}/g) ?? [];
  return symbols.map((five) => alphabet.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('');
}

async function signedPoster(text = `gapura-gate:1:${origin}:${code}`) {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, pair.privateKey, new TextEncoder().encode(text));
  const der = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  const spki = btoa(String.fromCharCode(...der));
  return { key: { spki, origin }, signature: toBase32(new Uint8Array(signature)) };
}

describe('reading a poster', () => {
  it('reads the upper-case address of its own site', () => {
    const text = `HTTPS://GAPURA.EXAMPLE/G/${code}/ABC`;
    expect(readPoster(text, [origin])).toEqual({ is: 'poster', code, signature: 'ABC' });
  });

  it('knows the badge of an employee, of its own site only', () => {
    const badge = `${origin}/badge#0123456789ABCDEF`;
    expect(readPoster(badge, [origin])).toEqual({ is: 'badge', code: '0123456789ABCDEF' });
    expect(readPoster(badge, ['https://other.example']).is).toBe('foreign');
  });

  it('refuses the address of another site, whatever it looks like', () => {
    expect(readPoster(`https://gapura.example.evil.test/g/${code}/ABC`, [origin])).toEqual({
      is: 'foreign',
      host: 'gapura.example.evil.test',
    });
    expect(readPoster(`http://gapura.example/g/${code}`, [origin]).is).toBe('foreign');
    expect(readPoster(`https://gapura.example:444/g/${code}`, [origin]).is).toBe('foreign');
    expect(readPoster(`https://gapura.example@evil.test/g/${code}`, [origin]).is).toBe('foreign');
  });

  it('knows what is no poster', () => {
    expect(readPoster('HC1:6BF', [origin]).is).toBe('credential');
    expect(readPoster(`${origin}/wallet`, [origin]).is).toBe('unknown');
    expect(readPoster(`${origin}/g/${code}/A/B`, [origin]).is).toBe('unknown');
    expect(readPoster('WIFI:S:mall;;', [origin]).is).toBe('unknown');
  });

  it('reads a code as people type it', () => {
    expect(findGateCode('8f3kq-2zt7m')).toBe(code);
    expect(findGateCode(' 8F3 KQ2 ZT7 M ')).toBe(code);
    expect(findGateCode('OOOOOIIIIL')).toBe('0000011111');
    expect(findGateCode('8F3KQ2ZT7U')).toBeUndefined();
    expect(findGateCode('8F3KQ2ZT7')).toBeUndefined();
  });
});

describe('the signature of a poster', () => {
  it('is genuine for its own gate only', async () => {
    const { key, signature } = await signedPoster();
    expect(signature).toHaveLength(103);
    expect(await isGenuinePoster(code, signature, key)).toBe(true);
    expect(await isGenuinePoster('8F3KQ2ZT7N', signature, key)).toBe(false);
  });

  it('is not genuine for another site or with another key', async () => {
    const { key, signature } = await signedPoster();
    const other = await signedPoster();
    expect(await isGenuinePoster(code, signature, { ...key, origin: 'https://other.example' })).toBe(false);
    expect(await isGenuinePoster(code, signature, other.key)).toBe(false);
  });

  it('is refused when it is cut, padded or not base32', async () => {
    const { key, signature } = await signedPoster();
    for (const broken of [
      '',
      signature.slice(0, -1),
      `${signature}0`,
      `U${signature.slice(1)}`,
      signature.toLowerCase(),
    ]) {
      expect(await isGenuinePoster(code, broken, key)).toBe(false);
    }
  });
});
