/**
 * Writes vectors/eu-dcc/*.json anew: `npx tsx --conditions=source vectors/make-eu-dcc.ts`. The keys are made for the run
 * and thrown away, so the files differ each time; the expectations are written here by hand.
 */
import { writeFileSync } from 'node:fs';
import { encode } from 'cborg';
import { toHc1Text } from '../packages/credentials/src/issue/sign-message.ts';
import * as specimens from '../packages/credentials/src/specimens.ts';
import type { TrustEntry } from '../packages/credentials/src/trust/trust-store.ts';

const { createSpecimenIssuer, mintClaims, mintMessage, mintText, specimenNow, vaccination, vaccinationWith } = specimens;

const issuer = createSpecimenIssuer();
const rsaIssuer = createSpecimenIssuer({ keyType: 'rsa' });
const stranger = createSpecimenIssuer();
const testIssuer = createSpecimenIssuer({ extendedKeyUsages: ['1.3.6.1.4.1.1847.2021.1.1'] });
const trust = [issuer, rsaIssuer, testIssuer].map(({ trustEntry }) => trustEntry);
const collision = { ...stranger.trustEntry, keyId: issuer.trustEntry.keyId };
const genuine = mintText(issuer);
const now = specimenNow.toISOString();

function write(name: string, text: string, expected: string, changes: { trust?: TrustEntry[]; now?: string } = {}): void {
  const vector = { name, text, now, trust, ...changes, expected };
  const file = new URL(`eu-dcc/${name.replaceAll(' ', '-')}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(vector, null, 1)}\n`);
}

write('vaccination ES256', genuine, 'ok');
write('vaccination PS256', mintText(rsaIssuer), 'ok');
write('recovery', mintText(issuer, { payload: specimens.recovery }), 'ok');
write('test by a key for tests', mintText(testIssuer, { payload: specimens.test }), 'ok');
write('date with a time', mintText(issuer, { payload: vaccinationWith({ dt: '2021-08-01T00:00:00' }) }), 'ok');
write('tags 61 and 18', toHc1Text(Uint8Array.of(0xd8, 0x3d, ...mintMessage(issuer))), 'ok');
write('key identifier shared by two keys', genuine, 'ok', { trust: [collision, issuer.trustEntry] });
write('last moment', genuine, 'ok', { now: '2022-09-01T00:00:00.000Z' });

write('prefix of a later version', `HC2:${genuine.slice(4)}`, 'unknown-prefix');
write('prefix in small letters', `hc1:${genuine.slice(4)}`, 'unknown-prefix');
write('base45 overflow', 'HC1:GGW', 'base45-invalid');
write('base45 small letters', `HC1:${genuine.slice(4).toLowerCase()}`, 'base45-invalid');
write('truncated', genuine.slice(0, 4 + 300), 'inflate-invalid');
write('bomb', toHc1Text(new Uint8Array(2_000_000)), 'inflate-too-large');
write('nested arrays', toHc1Text(new Uint8Array(60_000).fill(0x81)), 'cbor-too-deep');
write('bytes as map key', toHc1Text(Uint8Array.of(0xa1, 0x41, 0x01, 0x0a)), 'cbor-invalid');
write('duplicate claim', mintText(issuer, { encodedClaims: withDuplicateClaim() }), 'cbor-duplicate-key');
write('message of three fields', toHc1Text(encode([new Uint8Array(), new Map(), new Uint8Array()])), 'cose-invalid');
write('no health certificate', mintText(issuer, { claims: new Map([[1, 'ID']]) }), 'cwt-invalid');
write('algorithm ES384', mintText(issuer, { algorithm: -35 }), 'algorithm-unsupported');
write('no key identifier', mintText(issuer, { protectedHeaders: new Map([[1, -7]]) }), 'key-id-missing');
write('unknown issuer', mintText(stranger), 'issuer-unknown');
write('RSA key under ES256', mintText(rsaIssuer, { algorithm: -7 }), 'algorithm-mismatch');
write('signed by another key', mintText(stranger, { keyId: issuer.trustEntry.keyId }), 'signature-invalid');
write('signature of zeros', toHc1Text(withZeroSignature()), 'signature-invalid');
write('no end of validity', mintText(issuer, { claims: claimsWithout(4) }), 'validity-missing');
write('issued tomorrow', genuine, 'not-yet-valid', { now: '2021-08-31T00:00:00.000Z' });
write('expired', genuine, 'expired', { now: '2022-09-01T00:00:01.000Z' });
write('valid longer than its key', mintText(issuer, { claims: mintClaims(vaccination).set(4, 1_900_000_000) }), 'outside-issuer-validity');
write('vaccination by a key for tests', mintText(testIssuer), 'key-usage');
write('dose number zero', mintText(issuer, { payload: vaccinationWith({ dn: 0 }) }), 'schema-invalid');
write('30 February', mintText(issuer, { payload: vaccinationWith({ dt: '2021-02-30' }) }), 'schema-date');
write('no entry', mintText(issuer, { payload: { ...vaccination, v: [] } }), 'schema-no-entry');
write('two entries', mintText(issuer, { payload: { ...vaccination, v: [...vaccination.v, ...vaccination.v] } }), 'schema-several-entries');

function withDuplicateClaim(): Uint8Array {
  const [, ...members] = encode(mintClaims(vaccination));
  return Uint8Array.of(0xa5, ...members, 0x01, 0x62, 0x53, 0x47);
}

function withZeroSignature(): Uint8Array {
  const message = mintMessage(issuer);
  return message.fill(0, message.length - 64);
}

function claimsWithout(claim: number): Map<number, unknown> {
  const claims = mintClaims(vaccination);
  claims.delete(claim);
  return claims;
}
