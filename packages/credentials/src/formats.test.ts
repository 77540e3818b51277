import { describe, expect, test } from 'vitest';
import type { CredentialInput } from './format.ts';
import { isCredential } from './formats.ts';
import { createTrustStore } from './index.ts';
import * as browserPlatform from './platform-browser.ts';
import * as nodePlatform from './platform-node.ts';
import { createAuthority } from './specimens-certificates.ts';
import { createDivocIssuer, mintText as mintDivoc, specimenNow as divocNow } from './specimens-divoc.ts';
import { createPassIssuer, mintPass, passNow } from './specimens-nz-pass.ts';
import { cardNow, createCardIssuer, mintCard, mintJws, toChunks } from './specimens-smart-health-card.ts';
import { createSealSigner, mintSeal } from './specimens-vds-nc.ts';
import { createSpecimenIssuer, mintText, specimenNow } from './specimens.ts';
import { verifyOn } from './verify-credential.ts';

const hcertIssuer = createSpecimenIssuer();
const cardIssuer = createCardIssuer();
const authority = createAuthority();
const divocIssuer = createDivocIssuer();
const passIssuer = createPassIssuer();
const signers = [hcertIssuer, cardIssuer, authority, divocIssuer, passIssuer];
const trust = createTrustStore(signers.map(({ trustEntry }) => trustEntry));

const jws = mintJws(cardIssuer);
const hcert = mintText(hcertIssuer);
const texts: [name: string, text: string, now: Date][] = [
  ['a card as digits', mintCard(cardIssuer), cardNow],
  ['a card as JWS', jws, cardNow],
  ['a card as file', JSON.stringify({ verifiableCredential: [jws] }), cardNow],
  ['VDS-NC', mintSeal(createSealSigner(authority)), specimenNow],
  ['DIVOC', await mintDivoc(divocIssuer), divocNow],
  ['a pass', mintPass(passIssuer), passNow],
];

describe.each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('what is handed over, on the %s platform', (_name, platform) => {
  async function codeOf(input: CredentialInput, now: Date): Promise<string> {
    const verification = await verifyOn(platform, input, { trust, now });
    return verification.ok ? 'ok' : verification.violation.code;
  }

  test.each(texts)('%s: space around it means nothing', async (_format, text, now) => {
    for (const shown of [text, `${text}\n`, `\r\n ${text}\t`, `\u{feff}${text}`]) {
      expect(await codeOf(shown, now)).toBe('ok');
      expect(await codeOf([shown], now)).toBe('ok');
    }
  });

  test.each([...texts, ['HC1', hcert, specimenNow] as const])('%s: also as bytes', async (_format, text, now) => {
    expect(await codeOf(new TextEncoder().encode(text), now)).toBe('ok');
  });

  test('chunks: space around each means nothing', async () => {
    const chunks = toChunks(jws, 3).map((chunk) => ` ${chunk}\n`);
    expect(await codeOf(chunks, cardNow)).toBe('ok');
  });

  test('HC1: every character around it makes another text', async () => {
    expect(await codeOf(hcert, specimenNow)).toBe('ok');
    expect(await codeOf(` ${hcert}`, specimenNow)).toBe('unknown-prefix');
    expect(await codeOf(`${hcert}\n`, specimenNow)).toBe('base45-invalid');
    expect(await codeOf(new TextEncoder().encode(`${hcert}\r`), specimenNow)).toBe('base45-invalid');
  });

  test('more than all codes of a credential hold is not looked at', async () => {
    const length = 512 * 1024 + 1;
    expect(await codeOf(' '.repeat(length), specimenNow)).toBe('text-too-long');
    expect(await codeOf(new Uint8Array(length), specimenNow)).toBe('text-too-long');
    expect(
      await codeOf(
        Array.from({ length }, () => ''),
        specimenNow,
      ),
    ).toBe('text-too-long');
    const halves = ['shc:/1/2/', 'shc:/2/2/'].map((head) => head + '0'.repeat(length / 2));
    expect(await codeOf(halves, specimenNow)).toBe('text-too-long');
    expect(isCredential(halves)).toBe(false);
  });
});

test('what has the form of a credential is told from other codes, before it is read', () => {
  for (const [, text] of texts) expect(isCredential(` ${text}\n`)).toBe(true);
  for (const text of [hcert, 'HC1:NOT-READABLE', 'shc:/5']) expect(isCredential(text)).toBe(true);
  expect(isCredential(toChunks(jws, 3))).toBe(true);
  const others = ['', '8999909028234', 'https://example.com/HC1:', 'hello', `B64:${'A'.repeat(600_000)}`];
  for (const text of others) expect(isCredential(text)).toBe(false);
  for (const nothing of [null, undefined, 7, {}, [null]]) expect(isCredential(nothing as string)).toBe(false);
});
