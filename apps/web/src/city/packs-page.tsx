import type { RegimesReply, RulePackSummary, RulePacksReply, SessionReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { SelectField, useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDate, formatNumber, useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, toast } from '../ui/index.ts';
import { CityPage } from './city-page.tsx';
import './packs.css';
import { cityMessages } from './messages.ts';
import { PackEntries } from './pack-entries.tsx';
import { useAreas, useRegimes } from './replies.ts';
import { UploadCard } from './upload-card.tsx';

/** The rule packs on hand, where each is in force, and what was entered about them. */
export function PacksPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cityMessages);
  const packs = useReply('packs', () => api.send<RulePacksReply>('GET', '/rule-packs'));
  const regimes = useRegimes();
  const problem = packs.problem ?? regimes.problem;
  const list = packs.value?.packs ?? [];
  return (
    <CityPage session={session} title={m.packs} lead={m.packsLead}>
      {packs.value === undefined && problem === undefined && <Loading />}
      {problem !== undefined && (
        <ErrorState
          problem={problem}
          onRetry={() => {
            packs.reload();
            regimes.reload();
          }}
        />
      )}
      <ul class="city-packs">
        {inForceFirst(list, regimes.value).map((pack) => (
          <PackLine key={nameOf(pack)} pack={pack} regimes={regimes.value} />
        ))}
      </ul>
      <div class="city-columns">
        <div class="stack">
          {list.length > 1 && <CompareCard packs={list} />}
          <UploadCard
            onAdded={(added) => {
              packs.reload();
              toast(m.packAdded(nameOf(added)));
            }}
          />
        </div>
        {regimes.value !== undefined && (
          <PackEntries session={session} regimes={regimes.value} onWithdrawn={regimes.replace} />
        )}
      </div>
    </CityPage>
  );
}

function isInForce({ id, version }: RulePackSummary, regimes: RegimesReply | undefined): boolean {
  return regimes?.areas.some(({ pack }) => pack.id === id && pack.version === version) === true;
}

function inForceFirst(packs: readonly RulePackSummary[], regimes: RegimesReply | undefined): RulePackSummary[] {
  return packs.toSorted((one, other) => Number(isInForce(other, regimes)) - Number(isInForce(one, regimes)));
}

function nameOf({ id, version }: Pick<RulePackSummary, 'id' | 'version'>): string {
  return `${id} ${version}`;
}

function PackLine({ pack, regimes }: { pack: RulePackSummary; regimes: RegimesReply | undefined }): VNode {
  const m = useMessages(cityMessages);
  const areas = useAreas().value?.areas ?? [];
  const inForce = (regimes?.areas ?? []).filter(
    (each) => each.pack.id === pack.id && each.pack.version === pack.version,
  );
  // Where an area above has the same pack, its name says it all.
  const codes = new Set(inForce.map(({ area }) => area));
  const highest = areas.filter(({ code, parent }) => codes.has(code) && (parent === null || !codes.has(parent)));
  return (
    <li class={highest.length > 0 ? 'card city-pack is-in-force' : 'card city-pack'}>
      <h2>
        <a href={`/city/packs/${pack.id}/${pack.version}`}>{pack.id}</a>
      </h2>
      <p class="soft small">
        {[m.version(pack.version), pack.shipped ? m.shipped : m.added, m.ruleCount(formatNumber(pack.rules))].join(
          ' · ',
        )}
      </p>
      <p class="small">
        {pack.inForceUntil === null
          ? m.meantFrom(formatDate(pack.inForceFrom))
          : m.meantFromUntil(formatDate(pack.inForceFrom), formatDate(pack.inForceUntil))}
      </p>
      <p>
        <span class={highest.length > 0 ? 'city-state' : 'city-state is-over'}>
          {highest.length > 0 ? m.packInForce(highest.map(({ name }) => name).join(', ')) : m.packNowhere}
        </span>
      </p>
    </li>
  );
}

function CompareCard({ packs }: { packs: readonly RulePackSummary[] }): VNode {
  const m = useMessages(cityMessages);
  const { route } = useLocation();
  const [one, setOne] = useState('');
  const [other, setOther] = useState('');
  const options = packs.map((pack): [string, string] => [`${pack.id}@${pack.version}`, nameOf(pack)]);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (one !== '' && other !== '') route(`/city/compare/${one}/${other}`);
  };
  return (
    <section class="card" aria-labelledby="city-compare">
      <h2 id="city-compare">{m.compareTitle}</h2>
      <form class="city-form" onSubmit={submit}>
        <div class="city-pair">
          <SelectField name="one" label={m.compareOne} value={one} options={options} withEmpty onValue={setOne} />
          <SelectField
            name="other"
            label={m.compareOther}
            value={other}
            options={options}
            withEmpty
            onValue={setOther}
          />
        </div>
        <button type="submit" class="button" disabled={one === '' || other === ''}>
          {m.compare}
        </button>
      </form>
    </section>
  );
}
