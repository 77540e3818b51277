import { createTestDatabase, createTestVenue, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardBatchReport, CardBatchView, CardRequestsReply, ProblemReply } from '@gapura/contract';
import { openIssuing, openTestCards, type Issuing, type TestCards } from './test-cards.ts';
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

const header = 'familyName;givenName;bornOn;vaccine;doseNumber;doseOf;givenOn;evidence';
/** Names hold no digits. */
const nth = (n: number): string => String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26));
const rowOf = (n: number): string => `Warga;Uji ${nth(n)};1990-01-01;comirnaty;2;2;2025-11-01;YB-${1000 + n}`;
const csvOf = (count: number): string => [header, ...Array.from({ length: count }, (_, n) => rowOf(n))].join('\r\n');
const countRequests = async (): Promise<number> =>
  (await people.clerk.send<CardRequestsReply>('GET', '/card-requests')).body.requests.length;

describe('a CSV file of requests', () => {
  it('is only looked at in a dry run', async () => {
    const csv = `${csvOf(1)}\r\nWarga;Uji;1990-02-30;comirnaty;2;2;2025-11-01;YB-2`;
    const { status, body } = await people.clerk.send<CardBatchReport>('POST', '/card-batches?dryRun=true', csv);
    expect(status).toBe(200);
    expect(body).toMatchObject({ dryRun: true, rows: 2, faults: [{ line: 3, field: 'bornOn' }], batch: null });
    const good = await people.clerk.send<CardBatchReport>('POST', '/card-batches?dryRun=true', csvOf(2));
    expect(good.body).toEqual({ dryRun: true, rows: 2, faults: [], batch: null });
    expect(await countRequests()).toBe(0);
  });

  it('enters nothing when one row is wrong, and says which', async () => {
    const csv = `${csvOf(3)}\r\nWarga;Uji;1990-02-30;comirnaty;2;2;2025-11-01;YB-2`;
    const { status, body } = await people.clerk.send<ProblemReply>('POST', '/card-batches', csv);
    expect([status, body.code]).toEqual([422, 'csv-invalid']);
    expect(body.csvFaults).toMatchObject([{ line: 5, field: 'bornOn', code: 'date-unknown' }]);
    expect(await countRequests()).toBe(0);
  });

  it('is entered by one, approved as a whole by another, printed and handed out', async () => {
    const entered = await people.clerk.send<CardBatchReport>('POST', '/card-batches', csvOf(12));
    expect(entered).toMatchObject({ status: 201, body: { rows: 12, batch: { waiting: 12, mayDecide: false } } });
    const path = `/card-batches/${entered.body.batch?.id}`;
    const approve = { decision: 'approve' };
    expect(await people.clerk.send('POST', `${path}/decision`, approve)).toMatchObject({
      status: 403,
      body: { code: 'card-request-own' },
    });
    expect((await people.approver.send<CardBatchView>('GET', path)).body.mayDecide).toBe(true);
    const both = await Promise.all([
      people.approver.send('POST', `${path}/decision`, approve),
      people.approver.send('POST', `${path}/decision`, approve),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const { raw, headers } = await people.clerk.send('GET', `${path}/cards.pdf`);
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['cache-control']).toBe('no-store');
    const [first = ''] = await pdfs.decode(raw, 200);
    expect(await test.checkIn(first)).toMatchObject({ colour: 'green' });
    expect((await people.clerk.send('GET', `${path}/cards.pdf?part=2`)).status).toBe(410);
    const done = await people.clerk.send<CardBatchView>('POST', `${path}/handed-out`);
    expect(done.body).toMatchObject({ approved: 12, printable: 0 });
    const { rows } = await test.pool.query('select from card_requests where sealed is not null');
    expect(rows).toEqual([]);
  });

  it('may not have more rows than the organisation may issue at once', async () => {
    const { body } = await people.clerk.send<ProblemReply>('POST', '/card-batches', csvOf(61));
    expect(body.csvFaults).toMatchObject([{ code: 'rows-above-limit' }]);
  });

  it('is at most 256 KiB, and is CSV', async () => {
    const big = `${header}\n${'x'.repeat(256 * 1024)}`;
    expect(await people.clerk.send('POST', '/card-batches', big)).toMatchObject({ status: 413 });
    expect(await people.clerk.send('POST', '/card-batches', { csv: header })).toMatchObject({
      status: 422,
      body: { csvFaults: [{ code: 'csv-empty' }] },
    });
  });

  it('of 500 rows is approved in one step where the limits allow it', async () => {
    const limits = { perHour: 600, perDay: 600, perPersonDay: 600 };
    await people.admin.send('PUT', `/issuers/${test.venue.organisationId}`, { limits });
    const entered = await people.clerk.send<CardBatchReport>('POST', '/card-batches', csvOf(500));
    const path = `/card-batches/${entered.body.batch?.id}`;
    const approved = await people.approver.send<CardBatchView>('POST', `${path}/decision`, { decision: 'approve' });
    expect(approved.body).toMatchObject({ approved: 500, waiting: 0, printable: 500 });
    const { rows } = await test.pool.query('select count(distinct certificate_id)::int as count from cards');
    expect(rows).toEqual([{ count: 512 }]);
  }, 30_000);
});
