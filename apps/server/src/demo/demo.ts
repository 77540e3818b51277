import { randomBytes } from 'node:crypto';
import type { DemoReply } from '@gapura/contract';
import { createDemoIssuer, type DemoIssuer } from '@gapura/credentials/issue';
import type { Access } from '../access/index.ts';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import type { Organisations } from '../organisations/index.ts';
import { getSetting } from '../settings.ts';
import { demoIssuerName } from '../trust/index.ts';
import { presentGate, presentVenue, type Venues } from '../venues/index.ts';
import { mintDemoCertificates, type DemoCertificate } from './certificates.ts';
import { cityGovernment, demoCity, demoTimeZone, mayorsOffice } from './city.ts';

export interface DemoDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly origin: string;
  readonly access: Access;
  readonly organisations: Organisations;
  readonly venues: Venues;
  readonly issuer: DemoIssuer;
}

/** The demo city of this installation: loaded at its first start, the same at every later one. */
export interface Demo {
  describe(): Promise<DemoReply>;
  findCertificate(id: string): DemoCertificate | null;
}

/** The demo's issuer, made at first start; only a server in demo mode ever asks for it. */
export function getDemoIssuer(pool: Pool, now: Date): Promise<DemoIssuer> {
  return getSetting(pool, 'demo-issuer', createDemoIssuer({ country: 'ID', name: demoIssuerName, now }));
}

interface Staff {
  readonly role: 'admin' | 'manager' | 'officer';
  readonly displayName: string;
  readonly signInName: string;
  readonly password: string;
}

const makePassword = (): string => randomBytes(9).toString('base64url');

const freshStaff = (): Staff[] => [
  { role: 'officer', displayName: 'Petugas Uji', signInName: 'petugas', password: makePassword() },
  { role: 'manager', displayName: 'Pengelola Uji', signInName: 'pengelola', password: makePassword() },
  { role: 'admin', displayName: 'Admin Uji', signInName: 'admin', password: makePassword() },
];

export async function createDemo(deps: DemoDeps): Promise<Demo> {
  const staff = await getSetting(deps.pool, 'demo-staff', freshStaff());
  await seedOnce(deps, staff);
  const certificates = mintDemoCertificates(deps.issuer, deps.clock());
  return {
    describe: async () => ({
      venues: await describeVenues(deps),
      staff: staff.map((each) => ({ ...each, url: `${deps.origin}/sign-in` })),
      certificates: [...certificates],
    }),
    findCertificate: (id) => certificates.find((certificate) => certificate.id === id) ?? null,
  };
}

/** Continues where a start that was cut off stopped: each part is made only where it is missing. */
async function seedOnce(deps: DemoDeps, staff: readonly Staff[]): Promise<void> {
  const organisations = await deps.organisations.list(null);
  for (const { name, venues } of demoCity) {
    const organisation = organisations.find((each) => each.name === name) ?? (await deps.organisations.create({ name }));
    const present = await deps.venues.listManagedVenues(organisation.id);
    for (const venue of venues.filter((each) => present.every(({ venue: known }) => known.name !== each.name))) {
      await deps.venues.createVenue({ ...venue, gates: [...venue.gates], organisationId: organisation.id, timeZone: demoTimeZone });
    }
  }
  await seedStaff(deps, staff);
}

async function seedStaff(deps: DemoDeps, staff: readonly Staff[]): Promise<void> {
  const city = (await deps.organisations.list(null)).find(({ name }) => name === cityGovernment);
  const office = (await deps.venues.listManagedVenues(city?.id ?? null)).find(({ venue }) => venue.name === mayorsOffice);
  for (const each of staff) {
    await deps.access
      .createStaffWithPassword({
        ...each,
        organisationId: each.role === 'admin' ? null : (city?.id ?? null),
        gateIds: each.role === 'officer' ? (office?.gates.map(({ id }) => id) ?? []) : [],
      })
      .catch((error: unknown) => {
        if ((error as { code?: unknown }).code !== 'name-taken') {
          throw error;
        }
      });
  }
}

async function describeVenues({ venues, origin }: DemoDeps): Promise<DemoReply['venues']> {
  const rows = await venues.listManagedVenues(null);
  return rows.map(({ venue, gates }) => ({
    venue: presentVenue(venue),
    boardUrl: `${origin}/board/${venue.id}`,
    gates: gates.map((gate) => ({
      gate: presentGate(gate),
      url: `${origin}${new URL(venues.gateUrl(gate)).pathname}`,
      posterText: venues.gateUrl(gate),
      posterPdfUrl: `${origin}/api/v1/gates/${gate.code}/poster.pdf`,
    })),
  }));
}
