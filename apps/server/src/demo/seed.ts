import type { OrganisationSummary } from '@gapura/contract';
import type { Access } from '../access/index.ts';
import type { Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { Organisations } from '../organisations/index.ts';
import { getSetting } from '../settings.ts';
import type { Gate, Venues } from '../venues/index.ts';
import { cityGovernment, demoCity, demoTimeZone, mayorsOffice } from './city.ts';
import { makeStaff, type DemoStaff } from './staff.ts';
import { isSeeded, markSeeded, withSeedLock } from './store.ts';

export interface SeedDeps {
  readonly pool: Pool;
  readonly access: Pick<Access, 'createStaffWithPassword'>;
  readonly organisations: Organisations;
  readonly venues: Venues;
}

/**
 * Loads the demo city at the first start and leaves it alone later. One process at a time; each part is made only where it is
 * missing, so that a start that was cut off goes on where it stopped.
 */
export async function seedDemo(deps: SeedDeps): Promise<readonly DemoStaff[]> {
  const staff = await getSetting(deps.pool, 'demo-staff', makeStaff());
  await withSeedLock(deps.pool, async () => {
    if (!(await isSeeded(deps.pool))) {
      await seedCity(deps);
      await seedStaff(deps, staff);
      await markSeeded(deps.pool);
    }
  });
  return staff;
}

async function seedCity({ organisations, venues }: SeedDeps): Promise<void> {
  for (const { name, venues: planned } of demoCity) {
    const { id: organisationId } = (await organisations.findByName(name)) ?? (await organisations.create({ name }));
    const present = await venues.listManagedVenues(organisationId);
    for (const venue of planned.filter((each) => present.every(({ venue: known }) => known.name !== each.name))) {
      await venues.createVenue({ ...venue, gates: [...venue.gates], organisationId, timeZone: demoTimeZone });
    }
  }
}

async function seedStaff(deps: SeedDeps, staff: readonly DemoStaff[]): Promise<void> {
  const city = await getCity(deps);
  const gateIds = (await getOfficeGates(deps, city)).map(({ id }) => id);
  for (const person of staff) {
    const organisationId = person.role === 'admin' ? null : city.id;
    const account = { ...person, organisationId, gateIds: person.role === 'officer' ? gateIds : [] };
    await deps.access.createStaffWithPassword(account).catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === 'name-taken')) {
        throw error;
      }
    });
  }
}

async function getCity({ organisations }: SeedDeps): Promise<OrganisationSummary> {
  const city = await organisations.findByName(cityGovernment);
  if (city === null) {
    throw new Error(`The demo has no organisation ${cityGovernment}.`);
  }
  return city;
}

async function getOfficeGates({ venues }: SeedDeps, city: OrganisationSummary): Promise<readonly Gate[]> {
  const office = (await venues.listManagedVenues(city.id)).find(({ venue }) => venue.name === mayorsOffice);
  if (office === undefined) {
    throw new Error(`The demo has no venue ${mayorsOffice}.`);
  }
  return office.gates;
}
