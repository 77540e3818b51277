import type { AuditReply, CardRequestView, IssuersReply, RevocationsReply } from '@gapura/contract';
import { createRevocationStore, verifyCredential } from '@gapura/credentials';
import { createTestDatabase, createTestVenue, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, enter, openIssuing, openTestCards } from './test-cards.ts';
import type { Issuing, Person, TestCards } from './test-cards.ts';
import { openPdfReader, type PdfReader } from '../test-pdf.ts';

let database: TestDatabase;
let test: TestCards;
let people: Issuing;
let pdfs: PdfReader;

beforeAll(async () => {
  database = await createTestDatabase();
  const venue = await createTestVenue(database.url, { limit: 100 });
  [test, pdfs] = await Promise.all([openTestCards({ url: database.url, venue }), openPdfReader()]);
  people = await openIssuing(test);
});
afterAll(async () => {
  pdfs.close();
  await test.close();
  await database.drop();
});

const textOf = async (request: CardRequestView): Promise<string> => {
  const { raw } = await people.clerk.send('GET', `/card-requests/${request.id}/card.pdf`);
  return (await pdfs.decode(raw, 300))[0] ?? '';
};

async function issue(content: Parameters<typeof enter>[1] = {}): Promise<CardRequestView> {
  const { body } = await approve(people.approver, (await enter(people.clerk, content)).id);
  return body;
}

/** A phone that has the lists of the server knows it too. */
async function phoneSaysRevoked(text: string, other: string): Promise<void> {
  const { body } = await people.clerk.send<RevocationsReply>('GET', '/revocations');
  const trust = test.context.trust.store;
  const options = { trust, revocation: createRevocationStore([body]), now: test.now() };
  expect(await verifyCredential(text, options)).toMatchObject({ ok: false, violation: { code: 'denied' } });
  expect(await verifyCredential(other, options)).toMatchObject({ ok: true });
}

describe('a revoked card', () => {
  it('is refused at the door of every server, also where it was let in a moment before', async () => {
    const request = await issue({ familyName: 'Cabut' });
    const other = await textOf(await issue({ familyName: 'Tetap' }));
    const text = await textOf(request);
    expect([await test.checkIn(text, 0), await test.checkIn(text, 1)]).toMatchObject([
      {},
      { rules: expect.anything() },
    ]);
    const revoked = await people.approver.send('POST', '/card-revocations', {
      cardId: request.cardId,
      reason: 'hilang',
    });
    expect(revoked).toMatchObject({
      status: 201,
      body: { revoked: { reason: 'hilang', by: { id: people.approver.id, displayName: 'Staf approver' } } },
    });
    expect((await test.checkIn(text, 0)).colour).toBe('red');
    await expect.poll(async () => (await test.checkIn(text, 1)).colour).toBe('red');
    expect((await test.checkIn(other, 1)).colour).toBe('green');
    await phoneSaysRevoked(text, other);
    const certificateId = (revoked.body as { certificateId?: string }).certificateId ?? '';
    expect(await people.admin.send('POST', '/card-revocations', { certificateId, reason: 'lagi' })).toMatchObject({
      status: 409,
      body: { code: 'card-revoked' },
    });
    expect(await people.clerk.send('GET', `/card-requests/${request.id}/card.pdf`)).toMatchObject({ status: 410 });
  });

  it('is found by its number as people type it from the paper', async () => {
    const { cardId } = await issue({ familyName: 'Ketik' });
    const { rows } = await test.pool.query<{ id: string }>('select certificate_id as id from cards where id = $1', [
      cardId,
    ]);
    const id = rows[0]?.id ?? '';
    const opaque = id.split(':').at(-1) ?? '';
    expect(opaque).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    const grouped = opaque.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll(/.{6}/g, '$& ');
    const revoke = (certificateId: string) =>
      people.admin.send('POST', '/card-revocations', { certificateId, reason: 'hilang' });
    expect(await revoke(` ${id.toLowerCase()}`)).toMatchObject({ status: 201, body: { id: cardId } });
    for (const typed of [grouped, `urn:uvci:01:id:${grouped}`]) {
      expect(await revoke(typed)).toMatchObject({ status: 409, body: { code: 'card-revoked' } });
    }
  });

  it('is named by exactly one of both ids, and exists', async () => {
    const revoke = (body: object) => people.admin.send('POST', '/card-revocations', { reason: 'uji', ...body });
    expect(await revoke({})).toMatchObject({ status: 400 });
    expect(await revoke({ cardId: people.admin.id })).toMatchObject({ status: 404, body: { code: 'card-unknown' } });
    expect(await revoke({ certificateId: 'URN:UVCI:01:ID:NOBODY' })).toMatchObject({ status: 404 });
  });
});

describe('an issuer', () => {
  const keysOf = async (person: Person) =>
    (await person.send<IssuersReply>('GET', '/issuers')).body.issuers.find(
      ({ organisation }) => organisation.id === test.venue.organisationId,
    );

  it('gets a new key whose cards count beside those of the old one', async () => {
    const old = await textOf(await issue({ familyName: 'Kunci Lama' }));
    await people.admin.send('POST', `/issuers/${test.venue.organisationId}/keys`);
    expect((await keysOf(people.clerk))?.keys.map(({ state }) => state)).toEqual(['in-use', 'retired']);
    const fresh = await textOf(await issue({ familyName: 'Kunci Baru' }));
    await expect.poll(async () => (await test.checkIn(fresh, 1)).colour).toBe('green');
    expect((await test.checkIn(old, 1)).colour).toBe('green');
  });

  it('without the right issues nothing more, while its cards go on counting', async () => {
    const text = await textOf(await issue({ familyName: 'Hak' }));
    const waiting = await enter(people.clerk);
    const path = `/issuers/${test.venue.organisationId}/withdrawal`;
    expect(await people.admin.send('POST', path, { reason: 'Selesai' })).toMatchObject({ status: 200 });
    expect(await approve(people.approver, waiting.id)).toMatchObject({ status: 404, body: { code: 'issuer-unknown' } });
    expect((await test.checkIn(text)).colour).toBe('green');
    const { rows } = await test.pool.query(
      'select from card_keys where sealed_key is not null and organisation_id = $1',
      [test.venue.organisationId],
    );
    expect(rows).toEqual([]);
    await people.admin.send('PUT', `/issuers/${test.venue.organisationId}`, {});
  });

  it('that is revoked has no card that counts, at any server, once the name is typed', async () => {
    const text = await textOf(await issue({ familyName: 'Penerbit' }));
    await expect.poll(async () => (await test.checkIn(text, 1)).colour).toBe('green');
    const revoke = (organisationName: string) =>
      people.admin.send('POST', `/issuers/${test.venue.organisationId}/revocation`, {
        reason: 'Dipalsukan',
        organisationName,
      });
    expect(await revoke('Instansi')).toMatchObject({ status: 422, body: { code: 'confirmation-wrong' } });
    expect(await revoke(test.organisationName)).toMatchObject({ status: 200 });
    expect((await test.checkIn(text, 0)).colour).toBe('red');
    await expect.poll(async () => (await test.checkIn(text, 1)).colour).toBe('red');
    expect((await keysOf(people.admin))?.keys.every(({ state }) => state === 'revoked')).toBe(true);
  });
});

describe('the audit record', () => {
  it('tells who did what, to its manager and to admins', async () => {
    const manager = await test.signedIn('auditor', 'manager');
    const { body } = await manager.send<AuditReply>('GET', '/audit');
    const actions = body.entries.map(({ action }) => action);
    for (const action of [
      'issuer.granted',
      'issuer.key-renewed',
      'issuer.withdrawn',
      'issuer.revoked',
      'card-request.entered',
      'card-request.approved',
      'card.issued',
      'card.downloaded',
      'card.revoked',
    ]) {
      expect(actions).toContain(action);
    }
    expect(body.entries[1]).toMatchObject({ action: 'issuer.revoked', actor: { displayName: 'Staf admin' } });
    expect(await people.clerk.send('GET', '/audit')).toMatchObject({ status: 403 });
    const other = `/audit?organisationId=${test.venue.id}`;
    expect(await manager.send('GET', other)).toMatchObject({ status: 403 });
    expect((await people.admin.send<AuditReply>('GET', '/audit')).body.entries.length).toBeGreaterThan(0);
  });

  it('is read page by page, every line once', async () => {
    const { audit } = test.context;
    const organisationId = test.venue.organisationId;
    const all = await audit.list({ organisationId, before: null, limit: 1000 });
    const read: number[] = [];
    let before: number | null = null;
    do {
      const page: AuditReply = await audit.list({ organisationId, before, limit: 7 });
      read.push(...page.entries.map(({ id }) => id));
      before = page.next;
    } while (before !== null);
    expect(read).toEqual(all.entries.map(({ id }) => id));
    expect(read.length).toBeGreaterThan(14);
  });

  it.each(['update audit_entries set action = $$x$$', 'delete from audit_entries', 'truncate audit_entries'])(
    'refuses: %s',
    async (statement) => {
      await expect(test.pool.query(statement)).rejects.toThrow('are only added');
    },
  );
});
