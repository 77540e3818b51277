import type { ManagedVenue, ProvisionalAdmission, ProvisionalAdmissionsReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatTime, useMessages } from '../i18n/index.ts';
import { ErrorState, Loading } from '../ui/index.ts';
import { managerMessages } from './messages.ts';

const askAgainMs = 5_000;

/** Who let whom in today against the rules' word: officer, proof and reason, never the visitor. */
export function ProvisionalCard({ venue }: { venue: ManagedVenue }): VNode {
  const m = useMessages(managerMessages);
  const path = `/venues/${venue.id}/provisional-admissions`;
  const { value, problem, reload } = useReply(path, () => api.send<ProvisionalAdmissionsReply>('GET', path));
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), askAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <section class="card" aria-labelledby="venue-provisional">
      <h2 id="venue-provisional">
        {m.provisional} {value !== undefined && `(${value.admissions.length})`}
      </h2>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value?.admissions.length === 0 && <p class="soft">{m.provisionalNone}</p>}
      <ul class="stack">
        {value?.admissions.map((admission) => (
          <ProvisionalLine key={`${admission.at} ${admission.code}`} admission={admission} timeZone={venue.timeZone} />
        ))}
      </ul>
    </section>
  );
}

function ProvisionalLine({ admission, timeZone }: { admission: ProvisionalAdmission; timeZone: string }): VNode {
  const m = useMessages(managerMessages);
  const { at, gate, code, persons, proof, reason, by } = admission;
  return (
    <li class="manager-line">
      <span>
        <strong>
          {m.proofs[proof]}: {reason}
        </strong>
        <span class="soft small">
          {[formatTime(at, timeZone), gate.name, by ?? '–', m.personCount(persons)].join(' · ')}
        </span>
      </span>
      <span class="code">{code}</span>
    </li>
  );
}
