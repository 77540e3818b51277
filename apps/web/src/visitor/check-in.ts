import type { CheckInRequest, PersonKind } from '@gapura/contract';
import {
  checkOutEntry,
  listOpenVisits,
  newEntry,
  newEventId,
  outboxStore,
  post,
  recordStore,
  type CheckInEntry,
  type Companion,
  type OpenVisit,
  type Person,
} from '../offline/index.ts';

const mostLeaving = 50;
/** As many as the server takes of one person. */
const mostCredentials = 4;

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
  return startAgain({
    party: party.length === 0 ? [{ personId: null, name: '' }] : party,
    request: { gate, kind, persons: persons.length === 0 ? [{ credentials: [] }] : persons.map(asPerson) },
    signature,
  });
}

/** Who wants to enter where: all that a new attempt takes over from an older one. */
export type Attempt = Pick<CheckInEntry, 'party' | 'signature' | 'leftover'> & {
  readonly request: Pick<CheckInRequest, 'gate' | 'kind' | 'persons'>;
};

/** The same people at the same gate once more, after `full` or `refused`, under a new event id. */
export async function startAgain({ party, request, signature, leftover }: Attempt): Promise<string> {
  const eventId = newEventId();
  const { gate, kind, persons } = request;
  const leaving = await listLeaving(party);
  const asked = { eventId, gate, kind, persons, ...(leaving.length > 0 && { leaving }) };
  const about = { eventId, request: asked, party, signature, ...(leftover && { leftover }) };
  await post({ do: 'check-in', ...about, cancelled: false, ...newEntry(new Date()) });
  return eventId;
}

function asPerson({ credentials, bornOn, badge }: Person): CheckInRequest['persons'][number] {
  return {
    credentials: credentials.slice(0, mostCredentials).map(({ text }) => text),
    ...(credentials.length === 0 && { bornOn }),
    ...(badge && { employeeCode: badge.code }),
  };
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
