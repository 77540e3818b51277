import type { DemoReply } from '@gapura/contract';
import { createDemoIssuer, type DemoIssuer } from '@gapura/credentials/issue';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../database/pool.ts';
import { listBadges } from '../employees/index.ts';
import { getSetting } from '../settings.ts';
import { demoIssuerName } from '../trust/index.ts';
import { presentGate, presentVenue, type Venues } from '../venues/index.ts';
import { mintDemoCertificates, type DemoCertificate } from './certificates.ts';
import { getCity, seedDemo, type SeedDeps } from './seed.ts';

export interface DemoDeps extends SeedDeps {
  readonly clock: Clock;
  readonly origin: string;
  readonly issuer: DemoIssuer;
}

/** The demo city of this installation: loaded at its first start, the same at every later one. */
export interface Demo {
  describe(): Promise<DemoReply>;
  findCertificate(id: string): DemoCertificate | null;
}

/** The demo's issuer, made at first start; only a server in demo mode ever asks for it. */
export function getDemoIssuer(db: Queryable, now: Date): Promise<DemoIssuer> {
  return getSetting(db, 'demo-issuer', createDemoIssuer({ country: 'ID', name: demoIssuerName, now }));
}

export async function createDemo(deps: DemoDeps): Promise<Demo> {
  const staff = await seedDemo(deps);
  const certificates = freshCertificates(deps);
  return {
    describe: async () => ({
      venues: await describeVenues(deps),
      staff: staff.map((person) => ({ ...person, url: `${deps.origin}/sign-in` })),
      badges: await describeBadges(deps),
      certificates: [...certificates()],
    }),
    findCertificate: (id) => certificates().find((certificate) => certificate.id === id) ?? null,
  };
}

const freshForMs = 12 * 3_600_000;

/** Certificates that are minted again twice a day: a test result must not grow old while a demo runs for weeks. */
function freshCertificates({ issuer, clock }: Pick<DemoDeps, 'issuer' | 'clock'>): () => readonly DemoCertificate[] {
  let mintedAt = clock();
  let certificates = mintDemoCertificates(issuer, mintedAt);
  return () => {
    const now = clock();
    if (Math.abs(now.getTime() - mintedAt.getTime()) >= freshForMs) {
      mintedAt = now;
      certificates = mintDemoCertificates(issuer, mintedAt);
    }
    return certificates;
  };
}

const badgesShown = 3;

async function describeBadges({ employees, organisations }: DemoDeps): Promise<DemoReply['badges']> {
  const { id } = await getCity({ organisations });
  const badges = await listBadges(employees, id, badgesShown);
  return badges.map(({ name, unit, organisation, address }) => ({ name, unit, organisation, address }));
}

/** In the order in which they were made: the mayor's office first. */
async function describeVenues({ venues, origin }: { venues: Venues; origin: string }): Promise<DemoReply['venues']> {
  const managed = (await venues.listManagedVenues(null)).toSorted((a, b) => (a.venue.id < b.venue.id ? -1 : 1));
  return managed.map(({ venue, gates }) => ({
    venue: presentVenue(venue),
    boardUrl: `${origin}/board/${venue.id}`,
    gates: gates.map((gate) => {
      const posterText = venues.gateUrl(gate);
      return {
        gate: presentGate(gate),
        url: `${origin}${new URL(posterText).pathname}`,
        posterText,
        posterPdfUrl: `${origin}/api/v1/gates/${gate.code}/poster.pdf`,
      };
    }),
  }));
}
