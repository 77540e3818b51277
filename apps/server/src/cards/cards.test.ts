import { verifyCredential } from '@gapura/credentials';
import type { AuditReply, CardRequestsReply, CardRequestView, CardsReply } from '@gapura/contract';
import { createTestDatabase, createTestVenue, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, enter, goodContent, hourMs, openIssuing, openTestCards } from './test-cards.ts';
import type { Issuing, TestCards } from './test-cards.ts';
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

describe('a card', () => {
  it('is issued by two people, printed, verified by its own text, and opens the door on every server', async () => {
    const request = await enter(people.clerk);
    expect(request).toMatchObject({ state: 'waiting', content: goodContent, mayDecide: false, earlierCards: 0 });
    const { status, body } = await approve(people.approver, request.id);
    expect([status, body.state, body.decidedBy?.id]).toEqual([200, 'approved', people.approver.id]);
    const text = await textOf(body);
    const verification = await verifyCredential(text, { trust: test.context.trust.store, now: test.now() });
    expect(verification).toMatchObject({
      ok: true,
      facts: {
        holder: { familyName: 'Sari Uji', givenName: 'Made', standardFamilyName: 'SARI<UJI', bornOn: '1961-04-12' },
        doses: [{ product: 'CoronaVac', number: 2, of: 2, givenOn: '2025-12-01' }],
        issuer: { country: 'ID', demo: false },
      },
    });
    expect(await test.checkIn(text, 1)).toMatchObject({ colour: 'green' });
    expect((await enter(people.clerk)).earlierCards).toBe(1);
  });

  it('is not issued by who entered it, in whatever session', async () => {
    const { id } = await enter(people.clerk);
    const own = { status: 403, body: { code: 'card-request-own' } };
    expect(await approve(people.clerk, id)).toMatchObject(own);
    expect(await approve(await people.clerk.again(), id)).toMatchObject(own);
    await expect(
      test.pool.query(`update card_requests set state = 'refused', decided_by = requested_by where id = $1`, [id]),
    ).rejects.toThrow('card_requests_check');
  });

  it('is issued once, however many approve at the same moment', async () => {
    const second = await people.approver.again();
    const manager = await test.signedIn('manager', 'manager');
    const { id } = await enter(people.clerk);
    const answers = await Promise.all(
      [people.approver, second, manager, people.clerk, people.approver].map((person) => approve(person, id)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403, 409, 409, 409]);
    const { rows } = await test.pool.query(`select from audit_entries where detail ->> 'request' = $1`, [id]);
    expect(rows).toHaveLength(1);
  });

  it('may be refused with a reason, and then not approved', async () => {
    const { id } = await enter(people.clerk);
    const path = `/card-requests/${id}/decision`;
    expect(await people.approver.send('POST', path, { decision: 'refuse' })).toMatchObject({ status: 400 });
    const refused = await people.approver.send('POST', path, { decision: 'refuse', reason: 'Buku kuning tidak cocok' });
    expect(refused).toMatchObject({ status: 200, body: { state: 'refused', reason: 'Buku kuning tidak cocok' } });
    expect(await approve(people.approver, id)).toMatchObject({ status: 409, body: { code: 'card-request-decided' } });
  });

  it.each([
    ['familyName', '李明', 'name-not-latin'],
    ['givenName', '=1+1', 'name-not-latin'],
    ['bornOn', '1990-02-30', 'date-unknown'],
    ['bornOn', '2026-03-04', 'date-in-future'],
    ['givenOn', '2019-12-31', 'date-too-early'],
    ['evidence', '3174 0112 0461 0001', 'looks-like-nik'],
    ['evidence', 'a\u202eb', 'evidence-invalid'],
  ])('with %s = %s is not entered: %s', async (field, value, code) => {
    const { status, body } = await people.clerk.send('POST', '/card-requests', { ...goodContent, [field]: value });
    expect([status, body['code']]).toEqual([422, 'card-content-invalid']);
    expect(body['errors']).toContainEqual({ path: `/${field}`, message: expect.stringContaining(code) });
  });

  it('is for people who have one name, too', async () => {
    const text = await textOf(await issue({ familyName: 'Suharto', givenName: '' }));
    const verification = await verifyCredential(text, { trust: test.context.trust.store, now: test.now() });
    expect(verification).toMatchObject({ ok: true, facts: { holder: { familyName: 'Suharto', givenName: '' } } });
  });
});

describe('who takes part', () => {
  it('has a second factor', async () => {
    const weak = await test.signedIn('weak', 'issuer', { secondFactor: false });
    const { id } = await enter(people.clerk);
    const needed = { status: 403, body: { code: 'second-factor-required' } };
    expect(await weak.send('POST', '/card-requests', goodContent)).toMatchObject(needed);
    expect(await weak.send('GET', '/card-requests')).toMatchObject(needed);
    expect(await approve(weak, id)).toMatchObject(needed);
    expect(await weak.send('POST', '/card-revocations', { cardId: id, reason: 'salah' })).toMatchObject({
      status: 404,
    });
    const weakAdmin = await test.signedIn('weak-admin', 'admin', { secondFactor: false });
    expect(await weakAdmin.send('PUT', `/issuers/${test.venue.organisationId}`, {})).toMatchObject(needed);
  });

  it('belongs to the organisation, which has the right', async () => {
    const { id: organisationId } = await test.context.organisations.create({ name: 'Instansi Lain' });
    const stranger = await test.signedIn('stranger', 'issuer', { organisationId });
    const manager = await test.signedIn('manager-lain', 'manager', { organisationId });
    const card = await issue();
    expect(await stranger.send('POST', '/card-requests', goodContent)).toMatchObject({
      status: 404,
      body: { code: 'issuer-unknown' },
    });
    expect(await manager.send('PUT', `/issuers/${organisationId}`, {})).toMatchObject({ status: 403 });
    await people.admin.send('PUT', `/issuers/${organisationId}`, {});
    const request = await enter(people.clerk);
    for (const [method, path, body] of [
      ['GET', `/card-requests/${request.id}`, undefined],
      ['POST', `/card-requests/${request.id}/decision`, { decision: 'approve' }],
      ['GET', `/card-requests/${card.id}/card.pdf`, undefined],
      ['POST', `/card-requests/${card.id}/handed-out`, undefined],
      ['POST', '/card-revocations', { cardId: card.cardId, reason: 'salah' }],
    ] as const) {
      expect(await stranger.send(method, path, body)).toMatchObject({ status: 404 });
    }
    expect((await stranger.send<CardRequestsReply>('GET', '/card-requests')).body.requests).toEqual([]);
    expect((await stranger.send<CardsReply>('GET', '/cards')).body.cards).toEqual([]);
    expect(await people.admin.send('POST', '/card-requests', goodContent)).toMatchObject({ status: 403 });
  });
});

describe('the card of a request that is not approved', () => {
  it('is not issued, and not forgotten either', async () => {
    const [waiting, refused] = [await enter(people.clerk), await enter(people.clerk)];
    await people.approver.send('POST', `/card-requests/${refused.id}/decision`, {
      decision: 'refuse',
      reason: 'tidak cocok',
    });
    for (const { id } of [waiting, refused]) {
      expect(await people.clerk.send('GET', `/card-requests/${id}/card.pdf`)).toMatchObject({
        status: 409,
        body: { code: 'card-not-issued' },
      });
    }
  });
});

describe('personal data', () => {
  const findIn = async (words: readonly string[]): Promise<string[]> => {
    const tables = ['card_requests', 'cards', 'card_batches', 'audit_entries', 'card_keys', 'denied_identifiers'];
    const found = await Promise.all(
      tables.map((table) => test.pool.query<{ row: string }>(`select t::text as row from ${table} t`)),
    );
    return found.flatMap(({ rows }) => rows).flatMap(({ row }) => words.filter((word) => row.includes(word)));
  };

  it('is sealed in the database, before and after the approval, and so is the signing key', async () => {
    await issue({ familyName: 'Zzyzxwati', evidence: 'QQ-777' });
    expect(await findIn(['Zzyzxwati', 'ZZYZXWATI', 'QQ-777', 'HC1:', 'PRIVATE KEY'])).toEqual([]);
  });

  it('is gone as soon as the card is handed out; the card goes on counting', async () => {
    const request = await issue();
    const text = await textOf(request);
    const { body } = await people.clerk.send<CardRequestView>('POST', `/card-requests/${request.id}/handed-out`);
    expect(body).toMatchObject({ state: 'approved', content: null });
    expect(await people.clerk.send('GET', `/card-requests/${request.id}/card.pdf`)).toMatchObject({
      status: 410,
      body: { code: 'card-forgotten' },
    });
    expect(await test.checkIn(text)).toMatchObject({ colour: 'green' });
    const { rows } = await test.pool.query('select sealed from card_requests where id = $1', [request.id]);
    expect(rows).toEqual([{ sealed: null }]);
  });

  it('is gone after a week, approved or not, and after a day where it was refused', async () => {
    const [approved, waiting, refused] = [await issue(), await enter(people.clerk), await enter(people.clerk)];
    const decision = { decision: 'refuse', reason: 'tidak cocok' };
    await people.approver.send('POST', `/card-requests/${refused.id}/decision`, decision);
    const states = async (): Promise<unknown[]> => {
      await test.context.forgetOld();
      const { rows } = await test.pool.query<{ state: string; kept: boolean }>(
        'select state, sealed is not null as kept from card_requests where id = any($1::uuid[]) order by id',
        [[approved.id, waiting.id, refused.id]],
      );
      return rows.map(({ state, kept }) => `${state} ${kept}`);
    };
    test.passTime(25 * hourMs);
    expect(await states()).toEqual(['approved true', 'waiting true', 'refused false']);
    test.passTime(6 * 24 * hourMs);
    expect(await states()).toEqual(['approved false', 'expired false', 'refused false']);
    people = {
      admin: await people.admin.again(),
      clerk: await people.clerk.again(),
      approver: await people.approver.again(),
    };
    expect(await approve(people.approver, waiting.id)).toMatchObject({ status: 409 });
  });
});

describe('limits', () => {
  it('hold per hour, under concurrency, with the time to wait', async () => {
    test.passTime(25 * hourMs);
    people = {
      admin: await people.admin.again(),
      clerk: await people.clerk.again(),
      approver: await people.approver.again(),
    };
    const limits = { perHour: 3, perDay: 5, perPersonDay: 4 };
    await people.admin.send('PUT', `/issuers/${test.venue.organisationId}`, { limits });
    const requests = await Promise.all(Array.from({ length: 6 }, () => enter(people.clerk)));
    const answers = await Promise.all(requests.map(({ id }) => approve(people.approver, id)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 429, 429, 429]);
    const limited = answers.find(({ status }) => status === 429);
    expect(limited?.body).toMatchObject({ code: 'card-limit-reached', retryAfterSeconds: 3600 });
    expect(limited?.headers['retry-after']).toBe('3600');
    const left = requests.filter((_, index) => answers[index]?.status === 429);
    test.passTime(hourMs);
    const later = [];
    for (const { id } of left) {
      later.push((await approve(people.approver, id)).status);
    }
    // One more of this person, who has four a day.
    expect(later).toEqual([200, 429, 429]);
    await people.admin.send('PUT', `/issuers/${test.venue.organisationId}`, {
      limits: { perHour: 500, perDay: 500, perPersonDay: 500 },
    });
    expect(await approve(people.approver, left[1]?.id ?? '')).toMatchObject({ status: 200 });
  });
});

describe('the audit record', () => {
  it('has a line for what was refused, handed out and changed', async () => {
    const { body } = await people.admin.send<AuditReply>('GET', '/audit');
    const actions = body.entries.map(({ action }) => action);
    for (const action of ['card-request.refused', 'card.handed-out', 'issuer.limits-changed']) {
      expect(actions).toContain(action);
    }
  });
});
