/**
 * Writes vectors/who-ddcc/*.json anew: `npx tsx --conditions=source vectors/make-who-ddcc.ts`. The keys are made for the
 * run and thrown away, so the files differ each time; the expectations are written here by hand.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { RevocationList } from '../packages/credentials/src/revocation/revocation-list.ts';
import { coreTest, coreVaccination, groupedVaccination, mintDdcc } from '../packages/credentials/src/specimens-ddcc.ts';
import { createSpecimenIssuer, specimenNow } from '../packages/credentials/src/specimens.ts';
import type { TrustEntry } from '../packages/credentials/src/trust/trust-store.ts';

const issuer = createSpecimenIssuer();
const stranger = createSpecimenIssuer();
const testIssuer = createSpecimenIssuer({ extendedKeyUsages: ['1.3.6.1.4.1.1847.2021.1.1'] });
const trust = [issuer.trustEntry, testIssuer.trustEntry];
const now = specimenNow.toISOString();
const { valid_from: _from, valid_until: _until, ...open } = coreVaccination;

interface Changes {
  readonly trust?: readonly TrustEntry[];
  readonly now?: string;
  readonly revocation?: RevocationList;
}

const folder = new URL('who-ddcc/', import.meta.url);
mkdirSync(folder, { recursive: true });

function write(name: string, text: string, expected: string, changes: Changes = {}): void {
  const vector = { name, text, now, trust, ...changes, expected };
  writeFileSync(new URL(`${name.replaceAll(' ', '-')}.json`, folder), `${JSON.stringify(vector, null, 1)}\n`);
}

const status = (core: Readonly<Record<string, unknown>>): string => mintDdcc(issuer, { member: 3, core });

write('core data set alone', mintDdcc(issuer, { core: coreVaccination }), 'ok');
write('vaccination status', status(coreVaccination), 'ok');
write('vaccination status of the later edition', status(groupedVaccination), 'ok');
write('test result', mintDdcc(issuer, { member: 4, core: coreTest }), 'ok');
write('test result alone by a key for tests', mintDdcc(testIssuer, { core: coreTest }), 'ok');
write('no dates while the key is valid', mintDdcc(issuer, { core: open }), 'ok');
write('last day', mintDdcc(issuer, { core: coreVaccination }), 'ok', { now: '2022-09-01T23:59:59.000Z' });

write('health link', mintDdcc(issuer, { member: 5, core: coreVaccination }), 'cwt-invalid');
write('draft', mintDdcc(issuer, { member: -6, core: coreVaccination }), 'cwt-invalid');
write('unknown issuer', mintDdcc(stranger, { core: coreVaccination }), 'issuer-unknown');
write('signed by another key', mintDdcc(stranger, { core: coreVaccination }), 'signature-invalid', {
  trust: [{ ...issuer.trustEntry, keyId: stranger.trustEntry.keyId }],
});
write('day before it is valid', status(coreVaccination), 'not-yet-valid', { now: '2021-08-31T00:00:00.000Z' });
write('day after its last', status(coreVaccination), 'expired', { now: '2022-09-02T00:00:00.000Z' });
write('no dates after the key', mintDdcc(issuer, { core: open }), 'outside-issuer-validity', {
  now: '2023-06-01T00:00:00.000Z',
});
write('vaccination by a key for tests', mintDdcc(testIssuer, { core: coreVaccination }), 'key-usage');
write('revoked by its identifier', status(coreVaccination), 'revoked', { revocation: revoking('SPECIMEN-1') });
write('no name', status({ ...coreVaccination, name: null }), 'schema-invalid');
write('30 February', status({ ...coreVaccination, date: '2021-02-30' }), 'schema-date');
write('no event', status({ name: 'Sari' }), 'schema-no-entry');
write('nine vaccinations', status({ name: 'Sari', vaccination: Array.from({ length: 9 }, () => ({ dose: 1 })) }), 'schema-several-entries');

function revoking(certificateId: string): RevocationList {
  const hashes = createHash('sha256').update(certificateId).digest().subarray(0, 16).toString('base64');
  return { hashLists: [{ keyId: issuer.trustEntry.keyId, kind: 'uci', hashes }] };
}
