import type { PersonKind } from '@gapura/contract';
import {
  checkOutEntry,
  listOpenVisits,
  newEntry,
  newEventId,
  outboxStore,
  post,
  recordStore,
  type CheckInEntry,
  type CheckInRecord,
  type Companion,
  type OpenVisit,
  type Person,
} from '../offline/index.ts';

const mostLeaving = 20;

interface NewCheckIn {
  readonly gate: string;
  readonly signature: string | null;
  readonly kind: PersonKind;
  /** Empty: one person without a certificate. */
  readonly persons: readonly Person[];
}

/** Stores a check-in and begins to send it. Returns its event id, under which `/pass/…` shows how it goes. */
export async function startCheckIn({ gate, signature, kind, persons }: NewCheckIn): Promise<string> {
  const party: Companion[] = persons.map(({ id, name }) => ({ personId: id, name }));
  const credentials = persons.map((person) => person.credentials.slice(0, 4).map(({ text }) => text));
  return start({
    party: party.length === 0 ? [{ personId: null, name: '' }] : party,
    request: { gate, kind, persons: credentials.length === 0 ? [{ credentials: [] }] : credentials.map(asPerson) },
    signature,
  });
}

/** The same people at the same gate once more, after `full` or `refused`. */
export function startAgain({ party, request, signature }: CheckInRecord | CheckInEntry): Promise<string> {
  const { gate, kind, persons } = request;
  return start({ party, request: { gate, kind, persons }, signature });
}

async function start(wanted: Pick<CheckInEntry, 'party' | 'signature'> & { request: object }): Promise<string> {
  const eventId = newEventId();
  const { party, signature } = wanted;
  const leaving = await listLeaving(party);
  const request = { eventId, ...wanted.request, ...(leaving.length > 0 && { leaving }) } as CheckInEntry['request'];
  await post({ do: 'check-in', eventId, request, party, signature, cancelled: false, ...newEntry(new Date()) });
  return eventId;
}

function asPerson(credentials: string[]): { credentials: string[] } {
  return { credentials };
}

/** Open visits of those who come in now: they are here, so they have left wherever they were. */
async function listLeaving(party: readonly Companion[]): Promise<OpenVisit['visit'][]> {
  const coming = new Set(party.map(({ personId }) => personId));
  const open = (await recordStore.list()).flatMap(listOpenVisits);
  return open
    .filter(({ companion }) => companion.personId === null || coming.has(companion.personId))
    .map(({ visit }) => visit)
    .slice(0, mostLeaving);
}

/** Ends visits with one tap: stored first, then sent. */
export function startCheckOut(open: readonly OpenVisit[]): Promise<void> {
  return post(
    checkOutEntry(
      open.map(({ visit }) => visit),
      new Date(),
    ),
  );
}

/** Takes a check-in back that was not answered yet. If it has arrived all the same, its places are given back. */
export async function cancelCheckIn(entry: CheckInEntry): Promise<void> {
  const current = await outboxStore.findEntry(entry.eventId);
  if (current?.do === 'check-in') {
    await post({ ...current, cancelled: true, nextAttemptAt: new Date().toISOString() });
  }
}
