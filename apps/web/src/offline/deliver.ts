import { ApiProblem, type Client } from '@gapura/client';
import type { CheckInReply } from '@gapura/contract';
import { newEventId } from './event-id.ts';
import { afterFailure, stepOf } from './outbox.ts';
import type { CheckInEntry, CheckInRecord, CheckOutEntry, OutboxEntry, VisitEnd } from './records.ts';

/** Where entries and records are kept. */
export interface OutboxStore {
  readonly listEntries: () => Promise<readonly OutboxEntry[]>;
  readonly putEntry: (entry: OutboxEntry) => Promise<void>;
  readonly removeEntry: (eventId: string) => Promise<void>;
  /** Keeps the record, ends what it left, and removes its entry, in one transaction. */
  readonly settleCheckIn: (record: CheckInRecord, left: Readonly<Record<string, VisitEnd>>) => Promise<void>;
  /** Ends visits and removes the entry, in one transaction. */
  readonly settleCheckOut: (eventId: string, ends: Readonly<Record<string, VisitEnd>>) => Promise<void>;
}

export interface DeliveryDeps {
  readonly client: Pick<Client, 'checkIn' | 'checkInNow' | 'checkOut'>;
  readonly store: OutboxStore;
  readonly now: () => Date;
  readonly random: () => number;
}

/** Sends what is due, oldest first. Every failure is written into its entry, so that the pages can show it. */
export async function deliver(deps: DeliveryDeps, isForced = false): Promise<void> {
  const entries = await deps.store.listEntries();
  for (const entry of entries.toSorted((a, b) => a.queuedAt.localeCompare(b.queuedAt))) {
    const step = stepOf(entry, deps.now(), isForced);
    if (step === 'send' || step === 'ask') {
      await attempt(deps, entry, step);
    }
  }
}

async function attempt(deps: DeliveryDeps, entry: OutboxEntry, step: 'send' | 'ask'): Promise<void> {
  try {
    if (entry.do === 'check-out') {
      await sendCheckOut(deps, entry);
    } else if (step === 'ask') {
      await askForCheckIn(deps, entry);
    } else {
      await settle(deps, entry, await deps.client.checkIn(entry.request));
    }
  } catch (error) {
    if (!(error instanceof ApiProblem)) {
      throw error;
    }
    await recover(deps, entry, error);
  }
}

async function recover(deps: DeliveryDeps, entry: OutboxEntry, problem: ApiProblem): Promise<void> {
  const isAboutAVisit = problem.code === 'visit-token-invalid' || problem.code === 'visit-unknown';
  if (isAboutAVisit && entry.do === 'check-out') {
    await deps.store.settleCheckOut(entry.eventId, endsOf(entry.request.visits ?? [], unknownEnd(deps)));
  } else if (isAboutAVisit && entry.do === 'check-in' && entry.request.leaving !== undefined) {
    await sendWithoutLeaving(deps, entry);
  } else {
    await deps.store.putEntry(afterFailure(entry, problem, deps.now(), deps.random));
  }
}

async function settle(deps: DeliveryDeps, entry: CheckInEntry, reply: CheckInReply): Promise<void> {
  const { eventId, signature, party, request, leftover } = entry;
  const about = { eventId, signature, party, request, ...(leftover && { leftover }) };
  const record = { ...about, at: reply.decidedAt, reply, ends: {} };
  const end: VisitEnd = { at: reply.decidedAt, by: 'elsewhere', estimated: false, occupancy: null };
  await deps.store.settleCheckIn(record, endsOf(request.leaving ?? [], end));
}

/** The server does not know the visits that this phone believes to be open: they no longer hinder the check-in. */
async function sendWithoutLeaving(deps: DeliveryDeps, entry: CheckInEntry): Promise<void> {
  const { leaving, ...request } = entry.request;
  await deps.store.settleCheckOut(entry.eventId, endsOf(leaving ?? [], unknownEnd(deps)));
  await deps.store.putEntry({ ...entry, request });
  // Nothing was stored under this id, because the server refused the request before it looked at the id.
  await attempt(deps, { ...entry, request }, 'send');
}

/** An old or cancelled check-in: it counts if it arrived at the time, and is never sent now. */
async function askForCheckIn(deps: DeliveryDeps, entry: CheckInEntry): Promise<void> {
  const reply = await findCheckIn(deps, entry);
  if (reply !== null) {
    await settle(deps, entry, reply);
    if (entry.cancelled) await undo(deps, reply);
  } else if (entry.cancelled) {
    await deps.store.removeEntry(entry.eventId);
  } else {
    await deps.store.putEntry({ ...entry, state: 'lapsed' });
  }
}

async function findCheckIn(deps: DeliveryDeps, entry: CheckInEntry): Promise<CheckInReply | null> {
  try {
    return await deps.client.checkInNow(entry.request.gate, entry.eventId);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** A cancelled check-in that had arrived all the same gives its places back. */
async function undo(deps: DeliveryDeps, { persons }: CheckInReply): Promise<void> {
  const visits = persons.flatMap(({ visit }) => (visit === null ? [] : [visit]));
  if (visits.length > 0) {
    const entry = checkOutEntry(visits, deps.now());
    await deps.store.putEntry(entry);
    await attempt(deps, entry, 'send');
  }
}

async function sendCheckOut({ client, store }: DeliveryDeps, entry: CheckOutEntry): Promise<void> {
  const { visits } = await client.checkOut(entry.request);
  const ends = visits.map(({ id, endedAt, endedBy, estimated, occupancy }) => {
    const end: VisitEnd = { at: endedAt, by: endedBy, estimated, occupancy };
    return [id, end] as const;
  });
  await store.settleCheckOut(entry.eventId, Object.fromEntries(ends));
}

interface PassOfVisit {
  readonly venue: string;
  readonly id: string;
  readonly token: string;
}

export function checkOutEntry(visits: readonly PassOfVisit[], now: Date): CheckOutEntry {
  const eventId = newEventId();
  return { do: 'check-out', eventId, request: { eventId, visits: [...visits] }, ...newEntry(now) };
}

export function newEntry(now: Date) {
  const at = now.toISOString();
  return { queuedAt: at, nextAttemptAt: at, attempts: 0, state: 'waiting', problem: null } as const;
}

function unknownEnd({ now }: DeliveryDeps): VisitEnd {
  return { at: now().toISOString(), by: 'unknown', estimated: true, occupancy: null };
}

function endsOf(visits: readonly { readonly id: string }[], end: VisitEnd): Record<string, VisitEnd> {
  return Object.fromEntries(visits.map(({ id }) => [id, end]));
}
