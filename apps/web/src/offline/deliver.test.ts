import { ApiProblem } from '@gapura/client';
import type { CheckInReply, CheckOutReply, Occupancy } from '@gapura/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkOutEntry, deliver, newEntry, type DeliveryDeps, type OutboxStore } from './deliver.ts';
import { checkInLapsesAfterMs, findNextAttemptAt, pauseMs } from './outbox.ts';
import type { CheckInEntry, CheckInRecord, OutboxEntry, VisitEnd } from './records.ts';

const venue = '00000000-0000-4000-8000-000000000001';
const visit = { venue, id: '00000000-0000-4000-8000-00000000000a', token: 'token' };
const occupancy: Occupancy = { seq: 1, visitors: 1, employees: 0, inside: 1, leased: 0, limit: 600 };
const offline = new ApiProblem('network', { status: 0, title: 'No answer' });
const refusal = new ApiProblem('gate-closed', { status: 409, title: 'Closed' });
const tokenWrong = new ApiProblem('visit-token-invalid', { status: 403, title: 'Wrong' });
const unknown = new ApiProblem('check-in-unknown', { status: 404, title: 'Unknown' });

let entries: Map<string, OutboxEntry>;
let records: CheckInRecord[];
let ends: Record<string, VisitEnd>;
let now: Date;
let sent: string[];

const store: OutboxStore = {
  listEntries: async () => [...entries.values()],
  putEntry: async (entry) => void entries.set(entry.eventId, entry),
  removeEntry: async (eventId) => void entries.delete(eventId),
  settleCheckIn: async (record, left) => {
    records.push(record);
    Object.assign(ends, left);
    entries.delete(record.eventId);
  },
  settleCheckOut: async (eventId, ended) => {
    Object.assign(ends, ended);
    entries.delete(eventId);
  },
};

function admitted(eventId: string): CheckInReply {
  return {
    eventId,
    outcome: 'admitted',
    code: 'ABCD',
    decidedAt: now.toISOString(),
    venue: {
      id: venue,
      name: 'Kantor',
      category: 'office',
      timeZone: 'Asia/Makassar',
      address: '',
      opensAt: null,
      closesAt: null,
    },
    gate: { code: '8F3KQ2ZT7M', name: 'Utama', direction: 'both' },
    kind: 'visitor',
    persons: [{ colour: 'green', reasons: [], visit }],
    occupancy,
  };
}

function checkedOut(eventId: string): CheckOutReply {
  const end = {
    id: visit.id,
    venue,
    endedAt: now.toISOString(),
    endedBy: 'visitor',
    estimated: false,
    occupancy,
  } as const;
  return { eventId, visits: [end] };
}

/** A server that answers each call with the next of the given answers; an ApiProblem is thrown. */
function serverAnswering(...answers: ('in' | 'out' | ApiProblem)[]): DeliveryDeps {
  const next = (call: string, eventId: string): 'in' | 'out' => {
    sent.push(`${call} ${eventId}`);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`unexpected call: ${call}`);
    if (answer instanceof ApiProblem) throw answer;
    return answer;
  };
  return {
    store,
    now: () => now,
    random: () => 0.5,
    client: {
      checkIn: async ({ eventId }) => (next('check-in', eventId), admitted(eventId)),
      checkInNow: async (_gate, eventId) => (next('ask', eventId), admitted(eventId)),
      checkOut: async ({ eventId }) => (next('check-out', eventId), checkedOut(eventId)),
    },
  };
}

function queueCheckIn(change: Partial<CheckInEntry> = {}): CheckInEntry {
  const request = {
    eventId: 'e1',
    gate: '8F3KQ2ZT7M',
    kind: 'visitor' as const,
    persons: [{ credentials: ['HC1:X'] }],
  };
  const base = { do: 'check-in', eventId: 'e1', request, party: [], signature: null, cancelled: false } as const;
  const entry: CheckInEntry = { ...base, ...newEntry(now), ...change };
  entries.set(entry.eventId, entry);
  return entry;
}

function pass(ms: number): void {
  now = new Date(now.getTime() + ms);
}

beforeEach(() => {
  entries = new Map();
  records = [];
  ends = {};
  now = new Date('2021-09-20T02:00:00Z');
  sent = [];
});

describe('the outbox', () => {
  it('keeps the answer and forgets the entry', async () => {
    queueCheckIn();
    await deliver(serverAnswering('in'));
    expect(records.map(({ reply }) => reply.outcome)).toEqual(['admitted']);
    expect(entries.size).toBe(0);
  });

  it('sends the same request under the same id after a pause', async () => {
    const entry = queueCheckIn();
    await deliver(serverAnswering(offline));
    expect(entries.get('e1')).toMatchObject({ attempts: 1, state: 'waiting', problem: { code: 'network' } });
    await deliver(serverAnswering());
    pass(1_000);
    const server = serverAnswering('in');
    await deliver({
      ...server,
      client: {
        ...server.client,
        checkIn: async (request) => {
          expect(request).toEqual(entry.request);
          return server.client.checkIn(request);
        },
      },
    });
    expect(sent).toEqual(['check-in e1', 'check-in e1']);
    expect(records).toHaveLength(1);
  });

  it('does not wait for the pause when the network is back', async () => {
    queueCheckIn();
    await deliver(serverAnswering(offline));
    await deliver(serverAnswering('in'), true);
    expect(records).toHaveLength(1);
  });

  it('stops at a refusal of the server and keeps its words', async () => {
    queueCheckIn();
    await deliver(serverAnswering(refusal));
    pass(60_000);
    await deliver(serverAnswering(), true);
    expect(entries.get('e1')).toMatchObject({ state: 'failed', problem: { code: 'gate-closed', title: 'Closed' } });
  });

  it('never lets an old check-in take a place', async () => {
    queueCheckIn();
    pass(checkInLapsesAfterMs + 1);
    await deliver(serverAnswering(unknown));
    expect(sent).toEqual(['ask e1']);
    expect(entries.get('e1')?.state).toBe('lapsed');
  });

  it('finds an old check-in that had arrived', async () => {
    queueCheckIn();
    pass(checkInLapsesAfterMs + 1);
    await deliver(serverAnswering('in'));
    expect(records).toHaveLength(1);
  });

  it('gives back the places of a cancelled check-in that had arrived', async () => {
    queueCheckIn({ cancelled: true });
    await deliver(serverAnswering('in', 'out'));
    expect(sent.map((call) => call.split(' ')[0])).toEqual(['ask', 'check-out']);
    expect(ends[visit.id]?.by).toBe('visitor');
    expect(entries.size).toBe(0);
  });

  it('forgets a cancelled check-in that never arrived', async () => {
    queueCheckIn({ cancelled: true });
    await deliver(serverAnswering(unknown));
    expect(entries.size).toBe(0);
    expect(records).toHaveLength(0);
  });

  it('ends what the check-in left elsewhere', async () => {
    const leaving = [{ venue, id: 'old', token: 't' }];
    const { request } = queueCheckIn();
    queueCheckIn({ request: { ...request, leaving } });
    await deliver(serverAnswering('in'));
    expect(ends['old']).toMatchObject({ by: 'elsewhere', estimated: false });
  });

  it('checks in without visits that the server does not know', async () => {
    const { request } = queueCheckIn();
    queueCheckIn({ request: { ...request, leaving: [{ venue, id: 'old', token: 't' }] } });
    await deliver(serverAnswering(tokenWrong, 'in'));
    expect(ends['old']?.by).toBe('unknown');
    expect(records[0]?.request.leaving).toBeUndefined();
  });

  it('ends a visit on the phone that the server does not know', async () => {
    const entry = checkOutEntry([visit], now);
    entries.set(entry.eventId, entry);
    await deliver(serverAnswering(tokenWrong));
    expect(ends[visit.id]).toMatchObject({ by: 'unknown', estimated: true });
    expect(entries.size).toBe(0);
  });
});

describe('the pause between attempts', () => {
  it('doubles up to half a minute', () => {
    expect([1, 2, 3, 6, 20].map((attempts) => pauseMs(attempts, () => 0.5))).toEqual([
      1000, 2000, 4000, 30_000, 30_000,
    ]);
  });

  it('is planned for the earliest entry that still waits', () => {
    const later = { ...queueCheckIn(), nextAttemptAt: '2021-09-20T02:00:05.000Z' };
    const failed = { ...later, state: 'failed' as const, nextAttemptAt: '2021-09-20T02:00:01.000Z' };
    expect(findNextAttemptAt([later, failed])).toEqual(new Date('2021-09-20T02:00:05Z'));
    expect(findNextAttemptAt([failed])).toBeUndefined();
  });
});
