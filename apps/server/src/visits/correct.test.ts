import { randomUUID } from 'node:crypto';
import type { Correction, CorrectionReply, CurveReply, FeedReply } from '@gapura/contract';
import { openDemoOffice, withClient, type DemoOffice } from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const limit = 20;
const reason = 'Rombongan tanpa check-in';
let office: DemoOffice;

beforeAll(async () => {
  office = await openDemoOffice();
}, 60_000);

afterAll(() => office.close());

beforeEach(() => office.empty(limit));

type Asked =
  | { act: 'add' | 'remove'; count: number; kind?: 'visitor' | 'employee' }
  | { act: 'recount'; inside: number };

function ask(asked: Asked, { eventId = randomUUID(), as = 'officer' } = {}) {
  const kind = asked.act === 'recount' ? {} : { kind: asked.kind ?? 'visitor' };
  return office.call<CorrectionReply>(`/gates/${office.gate}/corrections`, {
    as,
    body: { eventId, reason, ...kind, ...asked },
  });
}

const undo = (correction: Correction, eventId: string = randomUUID(), as = 'officer') =>
  office.call<CorrectionReply & { code?: string }>(`/gates/${office.gate}/corrections/${correction.eventId}/undo`, {
    as,
    body: { eventId },
  });

/** The counter, the visits that are open and the ledger's last line agree. Gives how many are inside, and the ledger. */
async function readVenue() {
  return withClient(office.database.url, async (client) => {
    const { rows } = await client.query<{ visitors: number; employees: number; seq: number }>(
      'select visitors, employees, seq::int from venue_counters where venue_id = $1',
      [office.venueId],
    );
    const open = await client.query<{ visitors: number; employees: number }>(
      `select count(*) filter (where kind = 'visitor')::int as visitors, count(*) filter (where kind = 'employee')::int as employees
         from visits where venue_id = $1 and ended_at is null`,
      [office.venueId],
    );
    const ledger = await client.query(
      `select seq::int, kind, visitors, employees, reason, by_account, override from gate_events where venue_id = $1 order by seq`,
      [office.venueId],
    );
    const [counter] = rows;
    expect(open.rows[0]).toEqual({ visitors: counter?.visitors, employees: counter?.employees });
    expect(ledger.rows.map(({ seq }) => seq)).toEqual(ledger.rows.map((_, index) => index + 1));
    expect(ledger.rows).toHaveLength(counter?.seq ?? -1);
    return { visitors: counter?.visitors, employees: counter?.employees, ledger: ledger.rows };
  });
}

describe('a correction', () => {
  it('adds a party of unknown people and takes them away again, each a line of the ledger', async () => {
    const added = await ask({ act: 'add', count: 7 });
    expect(added).toMatchObject({
      status: 200,
      body: {
        correction: {
          act: 'add',
          change: 7,
          outcome: 'applied',
          override: false,
          reason,
          by: expect.any(String),
          undoneAt: null,
        },
        occupancy: { visitors: 7, inside: 7, seq: 1 },
      },
    });
    expect((await ask({ act: 'add', count: 2, kind: 'employee' })).body.occupancy).toMatchObject({
      employees: 2,
      inside: 9,
    });
    const removed = await ask({ act: 'remove', count: 3 });
    expect(removed.body).toMatchObject({ correction: { change: -3 }, occupancy: { visitors: 4, inside: 6 } });
    const { ledger, visitors, employees } = await readVenue();
    expect({ visitors, employees }).toEqual({ visitors: 4, employees: 2 });
    expect(ledger).toEqual([
      expect.objectContaining({
        kind: 'correction',
        visitors: 7,
        reason,
        by_account: expect.any(String),
        override: null,
      }),
      expect.objectContaining({ kind: 'correction', employees: 2 }),
      expect.objectContaining({ kind: 'correction', visitors: 4 }),
    ]);
  });

  it('adds nobody where there is no room for all, and removes nobody where there are fewer', async () => {
    expect((await ask({ act: 'add', count: limit + 1 })).body).toMatchObject({
      correction: { outcome: 'full', change: 0, undoableUntil: null },
      occupancy: { inside: 0, seq: 0 },
    });
    expect((await ask({ act: 'remove', count: 1 })).body).toMatchObject({
      correction: { outcome: 'too-few', change: 0 },
    });
    expect(await readVenue()).toEqual({ visitors: 0, employees: 0, ledger: [] });
  });

  it('gives the same event id the same answer, and another request under it none', async () => {
    const eventId = randomUUID();
    const first = await ask({ act: 'add', count: 5 }, { eventId });
    expect((await ask({ act: 'add', count: 5 }, { eventId })).body).toEqual(first.body);
    expect(await ask({ act: 'add', count: 6 }, { eventId })).toMatchObject({
      status: 409,
      body: { code: 'event-conflict' },
    });
    expect((await readVenue()).visitors).toBe(5);
  });

  it('ends those first whom nobody knows', async () => {
    const { persons } = await office.checkIn('two-doses');
    expect(persons[0]?.visit).not.toBeNull();
    await ask({ act: 'add', count: 2 });
    await ask({ act: 'remove', count: 2 });
    expect((await office.checkIn('two-doses')).outcome).toBe('refused');
    await ask({ act: 'remove', count: 1 });
    expect((await office.checkIn('two-doses')).outcome).toBe('admitted');
    expect((await readVenue()).visitors).toBe(1);
  });

  it.each([
    [{ act: 'add', count: 0, kind: 'visitor' }],
    [{ act: 'add', count: 101, kind: 'visitor' }],
    [{ act: 'add', count: 1.5, kind: 'visitor' }],
    [{ act: 'add', inside: 3 }],
    [{ act: 'recount', inside: -1 }],
    [{ act: 'recount', inside: 50_001 }],
    [{ act: 'undo' }],
  ])('is refused as %j', async (asked) => {
    expect(await ask(asked as Asked)).toMatchObject({ status: 400, body: { code: 'body-invalid' } });
  });

  it('is for those who work at the gate', async () => {
    expect(await ask({ act: 'add', count: 1 }, { as: 'issuer' })).toMatchObject({ status: 403 });
    const body = { eventId: randomUUID(), act: 'add', kind: 'visitor', count: 1, reason };
    expect(await office.call(`/gates/${office.gate}/corrections`, { as: null, body })).toMatchObject({ status: 401 });
    expect((await readVenue()).visitors).toBe(0);
  });
});

describe('a recount', () => {
  it('sets the number, also above the limit, and then nobody enters', async () => {
    await ask({ act: 'add', count: 4, kind: 'employee' });
    const counted = await ask({ act: 'recount', inside: limit + 5 });
    expect(counted.body).toMatchObject({
      correction: { change: limit + 1, override: true, count: limit + 5, kind: null },
      occupancy: { visitors: limit + 1, employees: 4, inside: limit + 5 },
    });
    expect((await office.checkIn('two-doses')).outcome).toBe('full');
    expect((await ask({ act: 'recount', inside: 2 })).body.occupancy).toMatchObject({ visitors: 0, employees: 2 });
    expect((await office.checkIn('two-doses')).outcome).toBe('admitted');
    const { ledger } = await readVenue();
    expect(ledger.map(({ override }) => override)).toEqual([null, true, null, null]);
  });

  it('that finds the same number is a line of the ledger all the same', async () => {
    expect((await ask({ act: 'recount', inside: 0 })).body).toMatchObject({
      correction: { change: 0 },
      occupancy: { seq: 1 },
    });
    expect((await readVenue()).ledger).toHaveLength(1);
  });
});

describe('an undo', () => {
  it('reverses what was added', async () => {
    const { correction } = (await ask({ act: 'add', count: 6 })).body;
    expect(Date.parse(correction.undoableUntil ?? '') - Date.parse(correction.at)).toBe(60_000);
    const eventId = randomUUID();
    const undone = await undo(correction, eventId);
    expect(undone.body).toMatchObject({
      correction: { undoneAt: expect.any(String), undoableUntil: null },
      occupancy: { inside: 0, seq: 2 },
    });
    expect((await undo(correction, eventId)).body).toEqual(undone.body);
    expect(await undo(correction)).toMatchObject({ status: 409, body: { code: 'correction-undone' } });
    expect((await readVenue()).visitors).toBe(0);
  });

  it('has an event id of its own: another’s is refused, and its own for anything else that is rare', async () => {
    const [one, other] = [
      (await ask({ act: 'add', count: 2 })).body.correction,
      (await ask({ act: 'add', count: 3 })).body.correction,
    ];
    const conflict = { status: 409, body: { code: 'event-conflict' } };
    expect(await undo(one, other.eventId)).toMatchObject(conflict);
    expect(await undo(one, (await office.checkIn('two-doses')).eventId)).toMatchObject(conflict);
    const eventId = randomUUID();
    const undone = await undo(one, eventId);
    expect(await undo(other, eventId)).toMatchObject(conflict);
    expect(await ask({ act: 'add', count: 1 }, { eventId })).toMatchObject(conflict);
    expect(await undo(one, eventId)).toEqual(undone);
    expect((await readVenue()).visitors).toBe(4);
  });

  it('opens the visits that were ended, but not of those who have come in again', async () => {
    await office.checkIn('two-doses');
    await ask({ act: 'add', count: 3 });
    const { correction } = (await ask({ act: 'remove', count: 4 })).body;
    expect((await office.checkIn('two-doses')).outcome).toBe('admitted');
    expect((await undo(correction)).body.occupancy.inside).toBe(4);
    expect((await readVenue()).visitors).toBe(4);
  });

  it('is refused after a minute, of another gate’s correction, and of one that changed nothing', async () => {
    const { correction } = (await ask({ act: 'add', count: 1 })).body;
    const full = (await ask({ act: 'add', count: 100 })).body.correction;
    await withClient(office.database.url, (client) =>
      client.query(`update corrections set at = at - interval '61 seconds' where event_id = $1`, [correction.eventId]),
    );
    expect(await undo(correction)).toMatchObject({ status: 409, body: { code: 'correction-final' } });
    expect(await undo(full)).toMatchObject({ status: 404, body: { code: 'correction-unknown' } });
    const elsewhere = office.demo.venues.flatMap(({ gates }) => gates).find((other) => other.gate.code !== office.gate)
      ?.gate.code;
    const path = `/gates/${elsewhere}/corrections/${correction.eventId}/undo`;
    expect(await office.call(path, { as: 'admin', body: { eventId: randomUUID() } })).toMatchObject({
      status: 404,
      body: { code: 'correction-unknown' },
    });
    expect((await readVenue()).visitors).toBe(1);
  });
});

describe('corrections', () => {
  it('are in the gate’s feed, its stream and the day’s course', async () => {
    const { correction } = (await ask({ act: 'add', count: 2 })).body;
    const feed = (await office.call<FeedReply>(`/gates/${office.gate}/feed`)).body;
    expect(feed.corrections).toEqual([correction]);
    const curve = (await office.call<CurveReply>(`/venues/${office.venueId}/curve`, { as: 'manager' })).body;
    expect(curve.corrections).toEqual([correction]);
    const stream = await fetch(`${office.server.url}/api/v1/gates/${office.gate}/feed/stream`, {
      headers: { cookie: office.cookieOf('officer') },
    });
    const text = await readUntil(stream, 'event: correction');
    expect(text).toContain(correction.eventId);
  });
});

async function readUntil(reply: Response, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.slice(text.indexOf(wanted)).includes('\n\n') && text.includes(wanted)) {
      break;
    }
  }
  return text;
}
