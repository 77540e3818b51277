import type { Exposure, ExposuresReply, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDate, formatNumber, useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, toast } from '../ui/index.ts';
import { CaseCard } from './case-card.tsx';
import { CityPage } from './city-page.tsx';
import { EndDialog } from './end-dialog.tsx';
import { ImportCard } from './import-card.tsx';
import { cityMessages } from './messages.ts';
import { formatInstant, zoneOf } from './zone.ts';

/** Cases and contacts: entered by the person’s own certificate, listed without the person. */
export function CasesPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cityMessages);
  const { value, problem, reload, replace } = useReply('exposures', () =>
    api.send<ExposuresReply>('GET', '/exposures'),
  );
  const enter = (next: ExposuresReply): void => {
    replace(next);
    toast(m.caseEntered);
  };
  return (
    <CityPage session={session} title={m.cases} lead={m.casesLead}>
      {value === undefined && problem === undefined && <Loading />}
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && (
        <dl class="city-numbers">
          <div>
            <dt>{m.standingCases}</dt>
            <dd>{formatNumber(value.standing.cases)}</dd>
          </div>
          <div>
            <dt>{m.standingContacts}</dt>
            <dd>{formatNumber(value.standing.contacts)}</dd>
          </div>
        </dl>
      )}
      <div class="city-columns">
        <CaseCard onEntered={enter} />
        <div class="stack">
          {value !== undefined && <CaseList exposures={value.exposures} onChange={replace} />}
          <ImportCard onEntered={reload} />
        </div>
      </div>
    </CityPage>
  );
}

type Words = (typeof cityMessages)['texts']['value'];

interface CaseListProps {
  readonly exposures: readonly Exposure[];
  readonly onChange: (next: ExposuresReply) => void;
}

function CaseList({ exposures, onChange }: CaseListProps): VNode {
  const m = useMessages(cityMessages);
  const [asked, setAsked] = useState<Exposure>();
  return (
    <section class="card" aria-labelledby="city-cases">
      <h2 id="city-cases">{m.caseList}</h2>
      <p class="soft small">{m.caseListText}</p>
      {exposures.length === 0 && <p class="soft">{m.noCases}</p>}
      <ol class="city-lines" {...(exposures.length > 0 ? { tabIndex: 0, 'aria-label': m.caseList } : {})}>
        {exposures.map((exposure) => (
          <CaseLine key={exposure.id} exposure={exposure} onEnd={() => setAsked(exposure)} />
        ))}
      </ol>
      {asked !== undefined && (
        <EndDialog
          exposure={asked}
          onEnded={(next) => {
            setAsked(undefined);
            onChange(next);
            toast(endedText(m, next.remaining ?? []));
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

/** Nobody should believe that somebody is free whom another entry still holds. */
function endedText(m: Words, remaining: readonly Exposure[]): string {
  const what = remaining.map(({ kind, on }) => `${m.exposureKinds[kind]}, ${formatDate(on)}`).join('; ');
  return what === '' ? m.caseEnded : m.othersRemain(what);
}

function CaseLine({ exposure, onEnd }: { exposure: Exposure; onEnd: () => void }): VNode {
  const m = useMessages(cityMessages);
  const { kind, on, endsOn, enteredAt, endedAt, endReason } = exposure;
  const zone = zoneOf('51');
  const reason = Object.entries(m.endReasons).find(([name]) => name === endReason)?.[1] ?? endReason;
  return (
    <li class="city-case">
      <div>
        <strong>{m.exposureKinds[kind]}</strong> · {formatDate(on)}
        <p class="soft small">
          {endedAt === null
            ? [
                m.enteredAt(formatInstant(enteredAt, zone)),
                ...(endsOn === null ? [] : [m.endsOn(formatDate(endsOn))]),
              ].join(' · ')
            : m.endedAt(formatInstant(endedAt, zone), reason ?? '')}
        </p>
      </div>
      {endedAt === null && (
        <button
          type="button"
          class="button"
          aria-label={m.endOf(m.exposureKinds[kind], formatDate(on))}
          onClick={onEnd}
        >
          {m.end}
        </button>
      )}
    </li>
  );
}
