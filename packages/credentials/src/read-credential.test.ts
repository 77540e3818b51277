import { afterEach, describe, expect, it, vi } from 'vitest';
import * as browserPlatform from './platform-browser.ts';
import { readOn } from './read-credential.ts';
import { createSpecimenIssuer, mintText } from './specimens.ts';

const text = mintText(createSpecimenIssuer());

describe('readCredential', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('gives the claims and how to recognise the credential again', async () => {
    const reading = await readOn(browserPlatform, text);
    expect(reading).toMatchObject({ ok: true, facts: { holder: { familyName: 'Sari' }, doses: [{ number: 2 }] } });
    expect(reading.ok && reading.facts.identifiers.length).toBeGreaterThan(0);
  });

  it('reads on a page over plain HTTP too, where browsers have no WebCrypto', async () => {
    vi.stubGlobal('crypto', {});
    expect(await readOn(browserPlatform, text)).toMatchObject({
      ok: true,
      facts: { holder: { familyName: 'Sari' }, identifiers: [] },
    });
  });
});
