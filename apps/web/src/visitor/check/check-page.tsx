import type { Area, AreasReply, VenueSearchReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/index.ts';
import { formatNumber, useMessages } from '../../i18n/index.ts';
import { recordStore, useStored } from '../../offline/index.ts';
import { Empty, ErrorState, Field, Loading, Page } from '../../ui/index.ts';
import { checkMessages } from '../check-messages.ts';
import { useLoaded } from '../use-loaded.ts';
import '../visitor.css';
import './check.css';
import { useSearch } from './use-search.ts';

const mostRecent = 5;

/** Before leaving home: where to? */
export function CheckPage(): VNode {
  const c = useMessages(checkMessages);
  const [search, setSearch] = useState('');
  const [area, setArea] = useState('');
  const { found, again } = useSearch(search, area);
  return (
    <Page title={c.title} lead={c.lead} back="/">
      <Recent />
      <form class="card" role="search" onSubmit={(event) => event.preventDefault()}>
        <Field label={c.search} hint={c.searchHint}>
          {(control) => (
            <input
              {...control}
              type="search"
              maxLength={80}
              autocomplete="off"
              value={search}
              onInput={({ currentTarget }) => setSearch(currentTarget.value)}
            />
          )}
        </Field>
        <AreaChoice area={area} onChange={setArea} />
      </form>
      {found === undefined && <Loading text={c.searching} />}
      {found !== undefined && 'problem' in found && <ErrorState problem={found.problem} onRetry={again} />}
      {found !== undefined && 'value' in found && <Found reply={found.value} />}
    </Page>
  );
}

/** The places of this phone's own history. */
function Recent(): VNode | null {
  const c = useMessages(checkMessages);
  const records = useStored(recordStore.list) ?? [];
  const venues = [...new Map(records.toReversed().map(({ reply }) => [reply.venue.id, reply.venue])).values()];
  const recent = venues.toReversed().slice(0, mostRecent);
  if (recent.length === 0) {
    return null;
  }
  return (
    <section class="stack">
      <h2>{c.recent}</h2>
      <ul class="stack">
        {recent.map(({ id, name, address }) => (
          <li key={id}>
            <a class="card place" href={`/check/${id}`}>
              <strong>{name}</strong>
              {address !== '' && <small>{address}</small>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Districts with their villages. Where a phone cannot ask for them, the search works without. */
function AreaChoice({ area, onChange }: { area: string; onChange: (area: string) => void }): VNode | null {
  const c = useMessages(checkMessages);
  const loaded = useLoaded(() => api.send<AreasReply>('GET', '/areas'));
  const areas: readonly Area[] = loaded !== undefined && 'value' in loaded ? loaded.value.areas : [];
  const districts = areas.filter(({ kind }) => kind === 'district');
  return (
    <Field label={c.area}>
      {(control) => (
        <select {...control} value={area} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          <option value="">{c.everywhere}</option>
          {districts.map((district) => (
            <optgroup key={district.code} label={district.name}>
              <option value={district.code}>{district.name}</option>
              {areas
                .filter(({ parent }) => parent === district.code)
                .map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

function Found({ reply: { venues, more } }: { reply: VenueSearchReply }): VNode {
  const c = useMessages(checkMessages);
  if (venues.length === 0) {
    return (
      <Empty title={c.nothingFound}>
        <p>{c.nothingFoundText}</p>
      </Empty>
    );
  }
  return (
    <section class="stack" aria-live="polite">
      <h2>{c.found}</h2>
      <ul class="stack">
        {venues.map(({ id, name, address, area, occupancy, open }) => (
          <li key={id}>
            <a class="card place" href={`/check/${id}`}>
              <strong>{name}</strong>
              <small>{[address, area?.name].filter(Boolean).join(' · ')}</small>
              <small class="place-state">
                <span>{open ? c.openNow : c.closedNow}</span>
                <span>{c.insideOf(formatNumber(occupancy.inside), formatNumber(occupancy.limit))}</span>
              </small>
            </a>
          </li>
        ))}
      </ul>
      {more && <p class="soft">{c.more}</p>}
    </section>
  );
}
