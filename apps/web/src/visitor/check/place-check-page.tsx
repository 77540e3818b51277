import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../../i18n/index.ts';
import { personStore, useStored, type Person } from '../../offline/index.ts';
import { ErrorState, Loading, Page } from '../../ui/index.ts';
import { AddCertificate } from '../add-certificate.tsx';
import { checkMessages } from '../check-messages.ts';
import { OccupancyBar, useOccupancy } from '../occupancy-bar.tsx';
import { PartyChoice } from '../party.tsx';
import { countFreeFor, tightestFor } from '../places.ts';
import { useLoaded } from '../use-loaded.ts';
import '../visitor.css';
import './check.css';
import { DoorNow } from './door-now.tsx';
import { ForesightCard } from './foresight-card.tsx';
import { loadPlace, type LoadedPlace } from './load-place.ts';

/** One place: its door, and what it would say to the people of this phone. */
export function PlaceCheckPage({ venueId = '' }: { venueId?: string }): VNode {
  return <LoadingPlace key={venueId} venueId={venueId} />;
}

function LoadingPlace({ venueId }: { venueId: string }): VNode {
  const c = useMessages(checkMessages);
  const loaded = useLoaded(() => loadPlace(venueId));
  const persons = useStored(personStore.list);
  if (loaded === undefined || persons === undefined) {
    return <Page title={c.loadingVenue} back="/check" children={<Loading />} />;
  }
  if ('problem' in loaded) {
    return (
      <Page title={c.title} back="/check">
        <ErrorState problem={loaded.problem} />
        <a class="button" href="/check">
          {c.otherPlace}
        </a>
      </Page>
    );
  }
  return <Place place={loaded.value} persons={persons} />;
}

function Place({ place, persons }: { place: LoadedPlace; persons: readonly Person[] }): VNode {
  const c = useMessages(checkMessages);
  const { venue, occupancy: first } = place.reading;
  const live = useOccupancy(venue.id, first);
  const places = tightestFor('visitor', live.occupancy);
  const [unwanted, setUnwanted] = useState<ReadonlySet<string>>(new Set());
  const going = persons.filter(({ id }) => !unwanted.has(id));
  const choose = (chosen: ReadonlySet<string>): void =>
    setUnwanted(new Set(persons.flatMap(({ id }) => (chosen.has(id) ? [] : [id]))));
  return (
    <Page title={venue.name} lead={venue.address} back="/check">
      {!place.isFresh && <p class="notice">{c.oldRules}</p>}
      <OccupancyBar {...live} {...(places.isOwn && { own: { ...places, ...c.visitors } })} />
      {persons.length === 0 ? (
        <section class="card">
          <p>{c.nobodyKept}</p>
          <AddCertificate onKept={() => undefined} />
        </section>
      ) : (
        <>
          {persons.length > 1 && (
            <details class="card who">
              <summary>{c.who}</summary>
              <PartyChoice persons={persons} chosen={new Set(going.map(({ id }) => id))} onChange={choose} />
            </details>
          )}
          {going.length === 0 ? (
            <p class="notice">{c.chooseSomebody}</p>
          ) : (
            <ForesightCard
              key={going.map(({ id, credentials }) => `${id}${credentials.length}`).join()}
              place={place.rules}
              packsAhead={place.packsAhead}
              persons={going}
              free={countFreeFor('visitor', live.occupancy)}
            />
          )}
        </>
      )}
      <DoorNow rules={place.rules} />
    </Page>
  );
}
