import type { GateReply, PersonKind } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { personStore, recordStore, useStored, type CheckInRecord, type Person } from '../offline/index.ts';
import { Loading } from '../ui/index.ts';
import { AddCertificate } from './add-certificate.tsx';
import { startCheckIn } from './check-in.ts';
import { visitorMessages } from './messages.ts';
import { KindChoice, PartyChoice } from './party.tsx';

interface CheckInFormProps {
  readonly gate: string;
  readonly signature: string | null;
  /** What is asked here; unknown while a gate that was never seen can't be asked. */
  readonly asks: GateReply['asks'] | undefined;
  readonly venueId: string | undefined;
}

/** Who comes in, as what, and the one tap. */
export function CheckInForm(props: CheckInFormProps): VNode {
  const known = useStored(async () => ({ persons: await personStore.list(), records: await recordStore.list() }));
  const t = useMessages(visitorMessages);
  return known === undefined ? (
    <Loading />
  ) : (
    <>
      <ReadyForm {...props} {...known} />
      <a href={['/group', props.gate, props.signature].filter(Boolean).join('/')}>{t.group}</a>
    </>
  );
}

interface Known {
  readonly persons: readonly Person[];
  readonly records: readonly CheckInRecord[];
}

function ReadyForm({ gate, signature, asks, venueId, persons, records }: CheckInFormProps & Known): VNode {
  const t = useMessages(visitorMessages);
  const { route } = useLocation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => usualParty(persons, records));
  const kinds = asks?.kinds ?? ['visitor'];
  const [kind, setKind] = useState<PersonKind>(() => usualKind(records, venueId, kinds));
  const [isSending, setSending] = useState(false);
  const party = persons.filter(({ id }) => chosen.has(id));

  const send = (coming: readonly Person[]): void => {
    setSending(true);
    startCheckIn({ gate, signature, kind, persons: coming }).then(
      (eventId) => route(`/pass/${eventId}`),
      (problem: unknown) => {
        setSending(false);
        reportError(problem);
      },
    );
  };
  const needsNone = asks?.credentials === false;
  if (persons.length === 0 && !needsNone) {
    return <FirstTime onKept={({ id }) => setChosen(new Set([id]))} onWithout={() => send([])} />;
  }
  return (
    <section class="stack">
      {persons.length > 0 && <PartyChoice persons={persons} chosen={chosen} onChange={setChosen} />}
      <AddAnother onKept={({ id }) => setChosen(new Set([...chosen, id]))} />
      <KindChoice kinds={kinds} kind={kind} onChange={setKind} />
      <button
        type="button"
        class="button is-primary is-large is-full tap"
        disabled={isSending || (party.length === 0 && !needsNone)}
        onClick={() => send(party)}
      >
        {party.length === 0 && !needsNone ? t.chooseFirst : t.checkIn(Math.max(1, party.length))}
      </button>
    </section>
  );
}

/** Those of the last check-in who are still kept; the only person of a phone always comes. */
function usualParty(persons: readonly Person[], records: readonly CheckInRecord[]): ReadonlySet<string> {
  const last = new Set(records[0]?.party.map(({ personId }) => personId));
  const usual = persons.length === 1 ? persons : persons.filter(({ id }) => last.has(id));
  return new Set(usual.map(({ id }) => id));
}

function usualKind(
  records: readonly CheckInRecord[],
  venueId: string | undefined,
  kinds: readonly PersonKind[],
): PersonKind {
  const usual = records.find(({ reply }) => reply.venue.id === venueId)?.request.kind ?? 'visitor';
  return kinds.includes(usual) ? usual : (kinds[0] ?? 'visitor');
}

interface FirstTimeProps {
  readonly onKept: (person: Person) => void;
  readonly onWithout: () => void;
}

function FirstTime({ onKept, onWithout }: FirstTimeProps): VNode {
  const t = useMessages(visitorMessages);
  return (
    <section class="card">
      <h2>{t.firstTimeTitle}</h2>
      <p>{t.firstTimeText}</p>
      <AddCertificate onKept={onKept} />
      <details>
        <summary>{t.withoutTitle}</summary>
        <p>{t.withoutText}</p>
        <button type="button" class="button" onClick={onWithout}>
          {t.withoutButton}
        </button>
      </details>
    </section>
  );
}

function AddAnother({ onKept }: { onKept: (person: Person) => void }): VNode {
  const t = useMessages(visitorMessages);
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <button type="button" class="button is-quiet" onClick={() => setOpen(true)}>
        {t.addAnother}
      </button>
    );
  }
  return (
    <div class="card">
      <h2>{t.addCertificate}</h2>
      <AddCertificate
        onKept={(person) => {
          setOpen(false);
          onKept(person);
        }}
      />
    </div>
  );
}
