/**
 * Writes vectors/divoc/*.json anew: `npx tsx --conditions=source vectors/make-divoc.ts`. The keys are made for the run and
 * thrown away, so the files differ each time; the expectations are written here by hand.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { RevocationList } from '../packages/credentials/src/revocation/revocation-list.ts';
import * as specimens from '../packages/credentials/src/specimens-divoc.ts';
import type { TrustEntry } from '../packages/credentials/src/trust/trust-store.ts';

const { createDivocIssuer, credential, event, mintDocument, mintText, secondEvent, subject, toB64Text, zip } = specimens;

const issuer = createDivocIssuer();
const stranger = createDivocIssuer();
const indian = createDivocIssuer({ keyType: 'rsa', keyId: 'did:india:specimen', issuer: 'https://cowin.gov.in/' });
const trust = [issuer.trustEntry, indian.trustEntry];
const now = specimens.specimenNow.toISOString();
const document = await mintDocument(issuer);
const { proof, ...unsigned } = JSON.parse(document) as Readonly<Record<string, unknown>>;
const indianCredential = {
  ...credential,
  '@context': ['https://www.w3.org/2018/credentials/v1', 'https://cowin.gov.in/credentials/vaccination/v1'],
  issuer: 'https://cowin.gov.in/',
};

interface Changes {
  readonly trust?: readonly TrustEntry[];
  readonly now?: string;
  readonly revocation?: RevocationList;
}

const folder = new URL('divoc/', import.meta.url);
mkdirSync(folder, { recursive: true });

function write(name: string, input: string | Uint8Array, expected: string, changes: Changes = {}): void {
  const inputMember = typeof input === 'string' ? { text: input } : { bytes: Buffer.from(input).toString('base64') };
  const vector = { name, ...inputMember, now, trust, ...changes, expected };
  writeFileSync(new URL(`${name.replaceAll(' ', '-')}.json`, folder), `${JSON.stringify(vector, null, 1)}\n`);
}

type Members = Readonly<Record<string, unknown>>;
const signed = (changes: Members): Promise<string> => mintText(issuer, { credential: { ...credential, ...changes } });
const shown = (changes: Members): Promise<string> => mintText(issuer, { shown: { ...credential, ...changes } });

write('Indonesia Ed25519', await mintText(issuer), 'ok');
write('India PS256', await mintText(indian, { credential: indianCredential }), 'ok');
write('bytes of the archive', zip(document), 'ok');
write('bytes as characters', Buffer.from(zip(document)).toString('latin1'), 'ok');
write('stored member', zip(document, { method: 0 }), 'ok');
write('data descriptor', zip(document, { descriptor: 'signed' }), 'ok');
write('two vaccinations', await signed({ evidence: [event, secondEvent] }), 'ok');
write('two vaccinations shown in another order', await mintText(issuer, {
  credential: { ...credential, evidence: [event, secondEvent] },
  shown: { ...credential, evidence: [secondEvent, event] },
}), 'ok');
write('holder without an identifier', await signed({ credentialSubject: { type: 'Person', name: 'Sari', age: 30 } }), 'ok');
write('dose and total exchanged', await shown({ evidence: [{ ...event, dose: 2, totalDoses: 1 }] }), 'ok');
write('last moment', await signed({ expirationDate: now }), 'ok');

write('space in base64', toB64Text(zip(document)).replace('B64:', 'B64: '), 'base64-invalid');
write('two members', Buffer.concat([zip(document).subarray(0, -22), zip(document)]), 'zip-invalid');
write('another member', zip(document, { name: 'certificate.txt' }), 'zip-invalid');
write('path', zip(document, { name: '../certificate.json' }), 'zip-invalid');
write('two names', zip(document, { localName: 'certificate.jsoN' }), 'zip-invalid');
write('encrypted member', zip(document, { flags: 1 }), 'zip-invalid');
write('wrong checksum', zip(document, { crc: 1 }), 'zip-invalid');
write('size that lies', zip(document, { plainBytes: 10 }), 'zip-invalid');
write('no deflate', zip(document, { data: Uint8Array.of(1, 2, 3) }), 'inflate-invalid');
write('bomb', zip(' '.repeat(2_000_000), { plainBytes: 100 }), 'inflate-too-large');
write('half a document', zip(document.slice(0, 500)), 'json-invalid');
write('half a character', await shown({ credentialSubject: { ...subject, name: 'Ni \ud800' } }), 'json-invalid');
write('nested arrays', zip('['.repeat(5000)), 'json-too-deep');
write('duplicate member', zip(document.replace('{', '{"issuer":"https://cowin.gov.in/",')), 'json-duplicate-key');
write('signature with a payload', await mintText(issuer, { shownProof: { jws: 'e30.e30.AAAA' } }), 'jws-invalid');
write('encoded payload', await mintText(issuer, { header: { b64: true } }), 'jws-invalid');
write('nothing critical', await mintText(issuer, { header: { crit: undefined } }), 'jws-invalid');
write('algorithm none', await mintText(issuer, { header: { alg: 'none' } }), 'algorithm-unsupported');
write('algorithm RS256', await mintText(indian, { credential: indianCredential, header: { alg: 'RS256' } }), 'algorithm-unsupported');
write('no proof', zip(JSON.stringify(unsigned)), 'proof-invalid');
write('two proofs', zip(JSON.stringify({ ...unsigned, proof: [proof, proof] })), 'proof-invalid');
write('another purpose', await mintText(issuer, { proof: { proofPurpose: 'authentication' } }), 'proof-invalid');
write('algorithm of another type', await mintText(issuer, { header: { alg: 'PS256' } }), 'proof-invalid');
write('foreign context', await shown({ '@context': [(credential['@context'] as string[])[0], 'https://evil.example/v1'] }), 'context-unknown');
write('context within', await shown({ '@context': [...(credential['@context'] as string[]), { '@vocab': 'https://schema.org/' }] }), 'context-unknown');
write('context of a node', await shown({ credentialSubject: { ...subject, '@context': {} } }), 'context-unknown');
write('unknown member', await shown({ extra: 1 }), 'unsigned-member');
write('unknown member deep inside', await shown({ evidence: [{ ...event, facility: { address: { extra: 1 } } }] }), 'unsigned-member');
write('graph', await shown({ '@graph': [] }), 'unsigned-member');
write('member of the proof', await mintText(issuer, { shownProof: { nonce: 'x' } }), 'unsigned-member');
write('holder with an empty identifier', await signed({ credentialSubject: { ...subject, id: '' } }), 'unsigned-member');
write('two nodes of one identifier', await signed({ evidence: [event, { ...event, dose: 2 }] }), 'unsigned-member');
write('unknown issuer', await mintText(issuer, { proof: { verificationMethod: 'did:nobody' } }), 'issuer-unknown');
write('key of another issuer', await signed({ issuer: 'https://cowin.gov.in/' }), 'issuer-mismatch');
write('name of a key of another kind', await mintText(issuer, { proof: { verificationMethod: 'did:india:specimen' }, credential: indianCredential }), 'algorithm-mismatch');
write('signed by another key', await mintText(stranger), 'signature-invalid');
write('changed instant of the proof', await mintText(issuer, { shownProof: { created: '2021-08-29T03:00:01Z' } }), 'signature-invalid');
write('changed name', await shown({ credentialSubject: { ...subject, name: 'Ni Luh Sara' } }), 'signature-invalid');
write('signature of zeros', await mintText(issuer, { signature: new Uint8Array(64) }), 'signature-invalid');
write('no instant of issue', await signed({ issuanceDate: undefined }), 'validity-missing');
write('issued tomorrow', await mintText(issuer), 'not-yet-valid', { now: '2021-08-28T03:00:00.000Z' });
write('expired', await signed({ expirationDate: '2022-01-01T00:00:00Z' }), 'expired');
write('key no longer valid', await mintText(issuer), 'outside-issuer-validity', { now: '2023-06-01T00:00:00.000Z' });
write('vaccination by a key for tests', await mintText(issuer), 'key-usage', {
  trust: [{ ...issuer.trustEntry, usages: ['test'] }],
});
write('denied', await mintText(issuer), 'denied', { revocation: { denied: [`uci:${hashOf('4711')}`] } });
write('denied with its identifier hidden', await shown({ evidence: [{ ...event, certificateId: 'SPECIMEN-1', batch: '4711' }] }), 'denied', {
  revocation: { denied: [`uci:${hashOf('4711')}`] },
});
write('no vaccination', await signed({ evidence: [] }), 'schema-no-entry');
write('no holder', await signed({ credentialSubject: { type: 'Person' } }), 'schema-invalid');
write('end of effect shown as the day of vaccination', await shown({
  evidence: [{ ...event, date: '2022-08-01', effectiveStart: '2021-08-01T02:30:00.000Z', effectiveUntil: '2021-08-01' }],
}), 'schema-date');
write('nine vaccinations', await shown({ evidence: Array.from({ length: 9 }, () => event) }), 'schema-several-entries');

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
