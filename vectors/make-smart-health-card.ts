/**
 * Writes vectors/smart-health-card/*.json anew: `npx tsx --conditions=source vectors/make-smart-health-card.ts`. The keys
 * are made for the run and thrown away, so the files differ each time; the expectations are written here by hand.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import * as specimens from '../packages/credentials/src/specimens-smart-health-card.ts';
import type { RevocationList } from '../packages/credentials/src/revocation/revocation-list.ts';
import type { TrustEntry } from '../packages/credentials/src/trust/trust-store.ts';

const { bundleOf, cardIssuerUrl, cardNow, cardPayload, immunization, observation, patient } = specimens;
const { createCardIssuer, mintCard, mintJws, toChunks, toNumeric, vaccinationBundle } = specimens;

const issuer = createCardIssuer();
const stranger = createCardIssuer();
const elsewhere = createCardIssuer('https://elsewhere.specimen.example');
const trust = [issuer.trustEntry, elsewhere.trustEntry];
const jws = mintJws(issuer);
const now = cardNow.toISOString();
const [header = '', payload = '', signature = ''] = jws.split('.');

type Input = string | readonly string[];
interface Changes {
  readonly trust?: readonly TrustEntry[];
  readonly now?: string;
  readonly revocation?: RevocationList;
}

const folder = new URL('smart-health-card/', import.meta.url);
mkdirSync(folder, { recursive: true });

function write(name: string, input: Input, expected: string, changes: Changes = {}): void {
  const inputMember = typeof input === 'string' ? { text: input } : { texts: input };
  const vector = { name, ...inputMember, now, trust, ...changes, expected };
  writeFileSync(new URL(`${name.replaceAll(' ', '-')}.json`, folder), `${JSON.stringify(vector, null, 1)}\n`);
}

const card = (fhirBundle: unknown, changes: object = {}, credential: object = {}): string =>
  mintCard(issuer, { payload: cardPayload(fhirBundle, changes, credential) });
const ridList = (rid: string): RevocationList => ({
  ridLists: [{ issuer: cardIssuerUrl, keyId: issuer.trustEntry.keyId, ctr: 1, rids: [rid] }],
});
const withRid = card(vaccinationBundle, {}, { rid: 'A-specimen_1' });
const issuedAtSeconds = Math.floor(specimens.cardIssuedAt.getTime() / 1000);

write('vaccination', toNumeric(jws), 'ok');
write('vaccination in three chunks', toChunks(jws, 3).toReversed(), 'ok');
write('vaccination as a file', JSON.stringify({ verifiableCredential: [jws] }), 'ok');
write('vaccination as a JWS', jws, 'ok');
write('single dose', card(bundleOf(patient, immunization('212', '2021-05-05'))), 'ok');
write('month of a dose', card(bundleOf(patient, immunization('208', '2021-05'))), 'ok');
write('test', card(bundleOf(patient, observation('94500-6', '260415000'))), 'ok');
write('last moment', card(vaccinationBundle, { exp: cardNow.getTime() / 1000 }), 'ok');
write('revocation identifier of a later card', withRid, 'ok', { revocation: ridList(`A-specimen_1.${issuedAtSeconds}`) });
write('revocation identifier of another card', withRid, 'ok', { revocation: ridList('A-specimen_2') });

write('prefix in capitals', toNumeric(jws).replace('shc', 'SHC'), 'unknown-prefix');
write('one chunk of three', toChunks(jws, 3).slice(1, 2), 'chunk-missing');
write('two chunks of three', toChunks(jws, 3).slice(1), 'chunk-missing');
write('a chunk twice', [...toChunks(jws, 3), ...toChunks(jws, 3).slice(0, 1)], 'numeric-invalid');
write('chunks of different cards', [...toChunks(jws, 2).slice(0, 1), ...toChunks(jws, 3).slice(1)], 'numeric-invalid');
write('more chunks than any card has', toChunks(jws, 21), 'numeric-invalid');
write('chunk zero', toNumeric(jws).replace('/', '/0/1/'), 'numeric-invalid');
write('odd count of digits', `${toNumeric(jws)}0`, 'numeric-invalid');
write('digits beyond the alphabet', toNumeric(jws).replace(/..$/u, '78'), 'numeric-invalid');
write('letters among the digits', `${toNumeric(jws)}4A`, 'numeric-invalid');
write('two parts', toNumeric(`${header}.${payload}`), 'jws-invalid');
write('detached payload', toNumeric(`${header}..${signature}`), 'inflate-invalid');
write('critical extension', mintCard(issuer, { header: { crit: ['exp'] } }), 'jws-invalid');
write('not compressed', mintCard(issuer, { header: { zip: undefined } }), 'jws-invalid');
write('padded part', toNumeric(`${header}.${payload}.${signature.slice(0, -1)}`), 'base64-invalid');
write('truncated payload', toNumeric(`${header}.${payload.slice(0, 200)}.${signature}`), 'inflate-invalid');
write('zlib instead of raw deflate', mintCard(issuer, { compressed: deflateSync(JSON.stringify(cardPayload())) }), 'inflate-invalid');
write('bomb', mintCard(issuer, { json: ' '.repeat(1_000_000) }), 'inflate-too-large');
write('no JSON', mintCard(issuer, { json: '{"iss":' }), 'json-invalid');
write('bytes that are no UTF-8', mintCard(issuer, { json: Uint8Array.of(0x22, 0xc3, 0x28, 0x22) }), 'json-invalid');
write('nested arrays', mintCard(issuer, { json: '['.repeat(1000) }), 'json-too-deep');
write('issuer twice', mintCard(issuer, { json: `{"iss":"https://a.example",${JSON.stringify(cardPayload()).slice(1)}` }), 'json-duplicate-key');
write('algorithm none', mintCard(issuer, { header: { alg: 'none' } }), 'algorithm-unsupported');
write('algorithm HS256', mintCard(issuer, { header: { alg: 'HS256' } }), 'algorithm-unsupported');
write('no key identifier', mintCard(issuer, { header: { kid: undefined } }), 'key-id-missing');
write('unknown issuer', mintCard(stranger), 'issuer-unknown');
write('key in the header', mintCard(stranger, { header: { jwk: stranger.key.export({ format: 'jwk' }) } }), 'issuer-unknown');
write('key of another issuer', mintCard(elsewhere), 'issuer-mismatch');
write('issuer with a slash at its end', card(vaccinationBundle, { iss: `${cardIssuerUrl}/` }), 'schema-invalid');
write('issuer without https', card(vaccinationBundle, { iss: 'http://cards.specimen.example/issuer' }), 'schema-invalid');
write('signed by another key', mintCard(stranger, { header: { kid: issuer.trustEntry.keyId } }), 'signature-invalid');
write('signature in DER', mintCard(issuer, { dsaEncoding: 'der' }), 'signature-invalid');
write('signature of zeros', toNumeric(`${header}.${payload}.${'A'.repeat(86)}`), 'signature-invalid');
write('no start of validity', card(vaccinationBundle, { nbf: undefined }), 'validity-missing');
write('end of validity as text', card(vaccinationBundle, { exp: '2022-01-01' }), 'validity-missing');
write('issued tomorrow', toNumeric(jws), 'not-yet-valid', { now: '2021-08-31T00:00:00.000Z' });
write('expired', card(vaccinationBundle, { exp: cardNow.getTime() / 1000 - 0.001 }), 'expired');
write('issued before its key', toNumeric(jws), 'outside-issuer-validity', {
  trust: [{ ...issuer.trustEntry, notBefore: '2021-09-02T00:00:00.000Z' }],
});
write('vaccination by a key for tests', toNumeric(jws), 'key-usage', { trust: [{ ...issuer.trustEntry, usages: ['test'] }] });
write('revoked', withRid, 'revoked', { revocation: ridList('A-specimen_1') });
write('revoked before an instant', withRid, 'revoked', { revocation: ridList(`A-specimen_1.${issuedAtSeconds + 1}`) });
write('denied', toNumeric(jws), 'denied', { revocation: { denied: [identifierOf(signature)] } });
write('no health card', card(vaccinationBundle, {}, { type: ['VerifiableCredential'] }), 'schema-invalid');
write('no bundle', card(vaccinationBundle, {}, { credentialSubject: {} }), 'schema-invalid');
write('revocation identifier too long', card(vaccinationBundle, {}, { rid: 'a'.repeat(25) }), 'schema-invalid');
write('nobody vaccinated', card(bundleOf(immunization('208', '2021-03-01'))), 'schema-invalid');
write('vaccine without a code', card(bundleOf(patient, immunization('208', '2021-03-01', { vaccineCode: {} }))), 'schema-invalid');
write('30 February', card(bundleOf(patient, immunization('208', '2021-02-30'))), 'schema-date');
write('test without a time', card(bundleOf(patient, observation('94500-6', '260415000', { effectiveDateTime: undefined }))), 'schema-date');
write('no entry', card(bundleOf(patient)), 'schema-no-entry');
write('two patients', card(bundleOf(patient, patient, immunization('208', '2021-03-01'))), 'schema-several-entries');
write('file of two cards', JSON.stringify({ verifiableCredential: [jws, jws] }), 'schema-several-entries');

/** The first 16 bytes of SHA-256 of r. */
function identifierOf(text: string): string {
  const r = Buffer.from(text, 'base64url').subarray(0, 32);
  return `signature:${createHash('sha256').update(r).digest('hex').slice(0, 32)}`;
}
