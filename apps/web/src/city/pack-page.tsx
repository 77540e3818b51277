import type { Area, SessionReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { SelectField } from '../access/index.ts';
import { formatDate, useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, toast } from '../ui/index.ts';
import { mayChange } from './authority.ts';
import { ChangeFlow } from './change-flow.tsx';
import { CityPage } from './city-page.tsx';
import { LimitsTable } from './limits-table.tsx';
import './packs.css';
import { cityMessages } from './messages.ts';
import type { Pack } from './pack-document.ts';
import { PackRules } from './pack-rules.tsx';
import { useAreas, usePack } from './replies.ts';
import { TrialCard } from './trial-card.tsx';
import { zoneOf } from './zone.ts';

interface PackPageProps {
  readonly session: SessionReply;
  readonly id: string;
  readonly version: string;
}

/** One rule pack, to read, to try and to put in force. */
export function PackPage({ session, id, version }: PackPageProps): VNode {
  const m = useMessages(cityMessages);
  const { value, problem, reload } = usePack(`${id}/${version}`);
  return (
    <CityPage session={session} title={`${id} ${version}`} lead={value && describe(value, m)} back="/city/packs">
      {value === undefined && problem === undefined && <Loading />}
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && (
        <>
          <nav class="row" aria-label={m.onThisPage}>
            <a class="button" href="#city-rules">
              {m.readRules}
            </a>
            <a class="button" href="#city-limits">
              {m.limitsTitle}
            </a>
          </nav>
          <div class="city-columns">
            <TrialCard pack={value} />
            <ActivateCard session={session} pack={value} />
          </div>
          <div id="city-rules" class="city-reading">
            <PackRules pack={value} />
          </div>
          <section class="card" aria-labelledby="city-limits">
            <h2 id="city-limits">{m.limitsTitle}</h2>
            <LimitsTable pack={value} />
          </section>
        </>
      )}
    </CityPage>
  );
}

function describe({ inForceFrom, inForceUntil }: Pack, m: (typeof cityMessages)['texts']['value']): string {
  return inForceUntil === null
    ? m.meantFrom(formatDate(inForceFrom))
    : m.meantFromUntil(formatDate(inForceFrom), formatDate(inForceUntil));
}

function ActivateCard({ session, pack }: { session: SessionReply; pack: Pack }): VNode {
  const m = useMessages(cityMessages);
  const { route } = useLocation();
  const areas = (useAreas().value?.areas ?? []).filter(({ code }) => mayChange(session, code));
  const [area, setArea] = useState(session.area?.code ?? '');
  return (
    <section class="card" aria-labelledby="city-activate">
      <h2 id="city-activate">{m.activate}</h2>
      <ChangeFlow
        zone={zoneOf(area === '' ? '51' : area)}
        errors={area === '' ? { area: m.errors.area } : {}}
        change={(common) => ({ pack: { ...common, area, pack: pack.id, version: pack.version } })}
        onEntered={() => {
          route('/city/packs');
          toast(m.packEntered(areas.find(({ code }) => code === area)?.name ?? area));
        }}
      >
        {(shown) => (
          <SelectField
            name="area"
            label={m.inArea}
            value={area}
            error={shown['area']}
            options={areas.map(optionOf)}
            withEmpty
            onValue={setArea}
          />
        )}
      </ChangeFlow>
    </section>
  );
}

const indents = { province: '', city: '', district: '\u{2003}', village: '\u{2003}\u{2003}' } as const;

function optionOf({ code, name, kind }: Area): [string, string] {
  return [code, `${indents[kind]}${name}`];
}
