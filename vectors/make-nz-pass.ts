/**
 * Writes vectors/nz-pass/*.json anew: `npx tsx --conditions=source vectors/make-nz-pass.ts`. The keys are made for the run
 * and thrown away, so the files differ each time; the expectations are written here by hand.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { encode } from 'cborg';
import type { RevocationList } from '../packages/credentials/src/revocation/revocation-list.ts';
import * as specimens from '../packages/credentials/src/specimens-nz-pass.ts';
import type { TrustEntry } from '../packages/credentials/src/trust/trust-store.ts';

const { createPassIssuer, mintPass, mintPassMessage, passClaims, passCredential, passHeaders, passNow } = specimens;
const { passSubject, toPassText } = specimens;

const issuer = createPassIssuer();
const stranger = createPassIssuer();
const elsewhere = createPassIssuer('did:web:elsewhere.specimen.example');
const trust = [issuer.trustEntry];
const genuine = mintPass(issuer);
const message = mintPassMessage(issuer);
const now = passNow.toISOString();

interface Changes {
  readonly trust?: readonly TrustEntry[];
  readonly now?: string;
  readonly revocation?: RevocationList;
}

const folder = new URL('nz-pass/', import.meta.url);
mkdirSync(folder, { recursive: true });

function write(name: string, text: string, expected: string, changes: Changes = {}): void {
  const vector = { name, text, now, trust, ...changes, expected };
  writeFileSync(new URL(`${name.replaceAll(' ', '-')}.json`, folder), `${JSON.stringify(vector, null, 1)}\n`);
}

const withClaim = (claim: number | string, value: unknown): string =>
  mintPass(issuer, { claims: passClaims([[claim, value]]) });
const withCredential = (changes: object): string => withClaim('vc', passCredential(changes));
const withSubject = (changes: object): string => withCredential({ credentialSubject: { ...passSubject, ...changes } });
const withHeaders = (...headers: readonly (readonly [number, unknown])[]): string =>
  mintPass(issuer, { protectedHeaders: new Map(headers) });

write('pass', genuine, 'ok');
write('pass without a family name', withCredential({ credentialSubject: { givenName: 'Jack', dob: '1960-04-16' } }), 'ok');
write('key identifier as text', withHeaders([4, 'key-1'], [1, -7]), 'ok');
write('first moment', genuine, 'ok', { now: '2021-11-01T00:00:00.000Z' });
write('last moment', genuine, 'ok', { now: '2022-04-30T23:59:59.999Z' });
write('key identifier of two issuers', genuine, 'ok', { trust: [elsewhere.trustEntry, issuer.trustEntry] });

write('prefix in small letters', `nzcp${genuine.slice(4)}`, 'unknown-prefix');
write('later version', genuine.replace('/1/', '/2/'), 'unknown-prefix');
write('nothing after the version', 'NZCP:/1/', 'unknown-prefix');
write('longer than a QR code', `NZCP:/1/${'A'.repeat(4289)}`, 'text-too-long');
write('base32 in small letters', `NZCP:/1/${genuine.slice(8).toLowerCase()}`, 'base32-invalid');
write('base32 with padding', `${genuine}=`, 'base32-invalid');
write('base32 of an impossible length', `NZCP:/1/${genuine.slice(8, 8 + 9)}`, 'base32-invalid');
write('base32 with bits beyond the last byte', 'NZCP:/1/2J', 'base32-invalid');
write('truncated', toPassText(message.subarray(0, 200)), 'cbor-invalid');
write('trailing byte', toPassText(Uint8Array.of(...message, 0)), 'cbor-invalid');
write('nested arrays', toPassText(new Uint8Array(1000).fill(0x81)), 'cbor-too-deep');
write('duplicate claim', withDuplicateClaim(), 'cbor-duplicate-key');
write('without a tag', toPassText(message.subarray(1)), 'cose-invalid');
write('as a CWT with tag 61', toPassText(Uint8Array.of(0xd8, 0x3d, ...message)), 'cose-invalid');
write('message of three fields', toPassText(Uint8Array.of(0xd2, ...encode([1, 2, 3]))), 'cose-invalid');
write('key identifier not signed', unsigned(4), 'key-id-missing');
write('no key identifier', withHeaders([1, -7]), 'key-id-missing');
write('algorithm not signed', unsigned(1), 'algorithm-unsupported');
write('algorithm PS256', withHeaders([4, Buffer.from('key-1')], [1, -37]), 'algorithm-unsupported');
write('unknown key', withHeaders([4, Buffer.from('key-2')], [1, -7]), 'issuer-unknown');
write('key of another issuer', genuine, 'issuer-mismatch', { trust: [elsewhere.trustEntry] });
write('key that is none', genuine, 'issuer-key-unusable', { trust: [{ ...issuer.trustEntry, spki: 'AAAA' }] });
write('issuer that is no did-web', withClaim(1, 'https://passes.specimen.example'), 'cwt-invalid');
write('signed by another key', mintPass(stranger), 'signature-invalid');
write('signature of zeros', toPassText(Uint8Array.of(...message.subarray(0, -64), ...new Uint8Array(64))), 'signature-invalid');
write('no identifier', withClaim(7, undefined), 'cwt-invalid');
write('identifier that is no UUID', withClaim(7, new Uint8Array(15)), 'cwt-invalid');
write('no start of validity', withClaim(5, undefined), 'validity-missing');
write('start of validity as a fraction', withClaim(5, 1_635_724_800.5), 'validity-missing');
write('no end of validity', withClaim(4, undefined), 'validity-missing');
write('not active yet', genuine, 'not-yet-valid', { now: '2021-10-31T23:00:00.000Z' });
write('expired', genuine, 'expired', { now: '2022-05-01T00:00:00.000Z' });
write('valid longer than its key', genuine, 'outside-issuer-validity', {
  trust: [{ ...issuer.trustEntry, notAfter: '2022-01-01T00:00:00.000Z' }],
});
write('denied', genuine, 'denied', { revocation: { denied: [identifierOf('urn:uuid:60a4f54d-4e30-4332-be33-ad78b1eafa4b')] } });
write('no credential', withClaim('vc', undefined), 'schema-invalid');
write('another context first', withCredential({ '@context': ['https://nzcp.covid19.health.nz/contexts/v1'] }), 'schema-invalid');
write('another type', withCredential({ type: ['VerifiableCredential', 'Other'] }), 'schema-invalid');
write('another version', withCredential({ version: '1.1.0' }), 'schema-invalid');
write('no subject', withCredential({ credentialSubject: undefined }), 'schema-invalid');
write('no given name', withSubject({ givenName: '' }), 'schema-invalid');
write('family name too long', withSubject({ familyName: 'a'.repeat(101) }), 'schema-invalid');
write('birth date of another form', withSubject({ dob: '16 April 1960' }), 'schema-date');

function withDuplicateClaim(): string {
  const [, ...members] = encode(passClaims());
  return toPassText(
    Uint8Array.of(0xd2, ...encode([encode(passHeaders), new Map(), Uint8Array.of(0xa6, ...members, 0x01, 0x60), new Uint8Array(64)])),
  );
}

/** One header left outside of what is signed. */
function unsigned(label: number): string {
  const signed = new Map([...passHeaders].filter(([each]) => each !== label));
  return mintPass(issuer, { protectedHeaders: signed, unprotectedHeaders: new Map([[label, passHeaders.get(label)]]) });
}

function identifierOf(text: string): string {
  return `uci:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
