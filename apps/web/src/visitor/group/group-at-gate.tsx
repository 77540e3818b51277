import type { GateReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../../i18n/index.ts';
import {
  listOpenVisits,
  recordStore,
  useStored,
  type CheckInRecord,
  type Group,
  type Person,
} from '../../offline/index.ts';
import { Loading } from '../../ui/index.ts';
import { startCheckIn } from '../check-in.ts';
import { groupMessages } from '../group-messages.ts';
import { visitorMessages } from '../messages.ts';
import { OccupancyBar, useOccupancy } from '../occupancy-bar.tsx';
import { useGate } from '../open-gate.ts';
import { PartyChoice } from '../party.tsx';

interface GroupAtGateProps {
  readonly gate: { readonly code: string; readonly signature: string | null };
  readonly group: Group;
}

/** The group before a poster: who comes in, and the one tap for all. */
export function GroupAtGate({ gate, group }: GroupAtGateProps): VNode {
  const t = useMessages(visitorMessages);
  const g = useMessages(groupMessages);
  const [view] = useGate(gate.code, gate.signature);
  const records = useStored(recordStore.list);
  if (view.is === 'loading' || records === undefined) {
    return <Loading />;
  }
  if (view.is === 'ready' && view.reply.gate.direction === 'out') {
    return <p class="notice is-calm">{t.exitGate}</p>;
  }
  if (view.is === 'ready') {
    return <Ready gate={gate} group={group} reply={view.reply} records={records} />;
  }
  return (
    <div class="notice is-error" role="alert">
      <p>{g.gateProblem}</p>
      <p>
        <a class="button" href={['/g', gate.code, gate.signature].filter(Boolean).join('/')}>
          {g.toGate}
        </a>
      </p>
    </div>
  );
}

interface ReadyProps extends GroupAtGateProps {
  readonly reply: GateReply;
  readonly records: readonly CheckInRecord[];
}

function Ready({ gate, group, reply, records }: ReadyProps): VNode {
  const t = useMessages(visitorMessages);
  const g = useMessages(groupMessages);
  const { route } = useLocation();
  const live = useOccupancy(reply.venue.id, reply.occupancy);
  const inside = listInside(reply, records);
  const outside = group.persons.filter(({ id }) => !inside.has(id));
  const [unwanted, setUnwanted] = useState<ReadonlySet<string>>(new Set());
  const [isSending, setSending] = useState(false);
  const coming = firstScannedFirst(outside.filter(({ id }) => !unwanted.has(id)));
  const chooseOnly = (chosen: ReadonlySet<string>): void =>
    setUnwanted(new Set(outside.flatMap(({ id }) => (chosen.has(id) ? [] : [id]))));
  const send = (): void => {
    setSending(true);
    startCheckIn({ gate: reply.gate.code, signature: gate.signature, kind: 'visitor', persons: coming }).then(
      (eventId) => route(`/pass/${eventId}`),
      (problem: unknown) => {
        setSending(false);
        reportError(problem);
      },
    );
  };
  return (
    <section class="stack">
      <h2>
        {reply.venue.name} · {t.gateNamed(reply.gate.name)}
      </h2>
      <OccupancyBar {...live} />
      <p class="soft">{g.wholeOrNot}</p>
      {outside.length < group.persons.length && (
        <p class="notice is-calm">{g.insideAlready(group.persons.length - outside.length)}</p>
      )}
      <button
        type="button"
        class="button is-primary is-large is-full"
        disabled={isSending || coming.length === 0}
        onClick={send}
      >
        {coming.length === 0 ? t.chooseFirst : g.checkIn(coming.length)}
      </button>
      <details>
        <summary>{g.choose}</summary>
        <div class="row">
          <button type="button" class="button" onClick={() => setUnwanted(new Set())}>
            {g.chooseAll}
          </button>
          <button type="button" class="button" onClick={() => chooseOnly(new Set())}>
            {g.chooseNone}
          </button>
        </div>
        <PartyChoice persons={outside} chosen={new Set(coming.map(({ id }) => id))} onChange={chooseOnly} />
      </details>
    </section>
  );
}

/** Where there is room for a part only, it begins with whoever may accompany a child. */
function firstScannedFirst(persons: readonly Person[]): readonly Person[] {
  const scanned = persons.toReversed();
  return [
    ...scanned.filter(({ credentials }) => credentials.length > 0),
    ...scanned.filter(({ credentials }) => credentials.length === 0),
  ];
}

/** Those of this phone who are inside this venue now. */
function listInside({ venue }: GateReply, records: readonly CheckInRecord[]): ReadonlySet<string | null> {
  const open = records.flatMap(listOpenVisits).filter(({ visit }) => visit.venue === venue.id);
  return new Set(open.map(({ companion }) => companion.personId));
}
