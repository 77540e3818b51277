import type { OrganisationSummary } from '@gapura/contract';
import type { Access } from '../access/index.ts';
import type { Pool } from '../database/pool.ts';
import { addEmployee, readRoster, type EmployeesDeps } from '../employees/index.ts';
import { Problem } from '../http/problem.ts';
import type { Organisations } from '../organisations/index.ts';
import type { Regimes } from '../regimes/index.ts';
import { getSetting } from '../settings.ts';
import type { Gate, Venues } from '../venues/index.ts';
import { cityArea, cityGovernment, cityLevels, demoCity, demoEmployees, demoTimeZone, mayorsOffice } from './city.ts';
import { makeStaff, type DemoStaff } from './staff.ts';
import { isSeeded, markSeeded, withSeedLock } from './store.ts';

export interface SeedDeps {
  readonly pool: Pool;
  readonly access: Pick<Access, 'createStaffWithPassword'>;
  readonly organisations: Organisations;
  readonly venues: Venues;
  readonly regimes: Pick<Regimes, 'enterLevel'>;
  readonly employees: EmployeesDeps;
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
      await seedLevels(deps);
      await seedEmployees(deps);
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
    const account = {
      ...person,
      organisationId: person.role === 'admin' || person.role === 'overseer' ? null : city.id,
      areaCode: person.role === 'overseer' ? cityArea : null,
      gateIds: person.role === 'officer' ? gateIds : [],
    };
    await deps.access.createStaffWithPassword(account).catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === 'name-taken')) {
        throw error;
      }
    });
  }
}

/** As it was in Denpasar in autumn 2021. */
async function seedLevels({ regimes }: SeedDeps): Promise<void> {
  for (const level of cityLevels) {
    await regimes.enterLevel({ ...level, from: null, sourceUrl: null }, null);
  }
}

async function seedEmployees(deps: SeedDeps): Promise<void> {
  const { id: organisationId } = await getCity(deps);
  const keeper = { accountId: null, organisationId };
  const { total } = await readRoster(deps.employees, keeper, { search: '', offset: 0 });
  // One that was cut off ends in the order in which it began.
  for (const employee of demoEmployees.slice(total)) {
    await addEmployee(deps.employees, keeper, { ...employee, leavesOn: null });
  }
}

export async function getCity({ organisations }: Pick<SeedDeps, 'organisations'>): Promise<OrganisationSummary> {
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
