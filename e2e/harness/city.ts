import { randomUUID } from 'node:crypto';
import type {
  CheckInReply,
  InvitationReply,
  LimitRequest,
  ManagedGate,
  ManagedVenue,
  Occupancy,
  OccupancyReply,
  OrganisationSummary,
  VenueRequest,
} from '@gapura/contract';
import type { APIRequestContext } from '@playwright/test';
import type { Stack } from './stack.ts';

export type Staff = 'petugas' | 'penerbit.satu' | 'penerbit.dua' | 'pengelola' | 'satgas' | 'admin';

/** A venue that no other test knows, with its gates. */
export interface OwnVenue extends ManagedVenue {
  gate: ManagedGate;
}

export function getCertificate({ demo }: Stack, id: string): string {
  const found = demo.certificates.find((certificate) => certificate.id === id);
  if (found === undefined) throw new Error(`The demo has no certificate ${id}.`);
  return found.text;
}

export function getStaff({ demo }: Stack, signInName: Staff): { signInName: string; password: string } {
  const found = demo.staff.find((person) => person.signInName === signInName);
  if (found === undefined) throw new Error(`The demo has no account ${signInName}.`);
  return found;
}

/** Signs this browser (or bare client) in without its pages. */
export async function signIn(client: APIRequestContext, stack: Stack, signInName: Staff): Promise<void> {
  const { password } = getStaff(stack, signInName);
  await send(client, 'POST', '/sessions', { signInName, password });
}

/** A venue of the demo's city government, which the demo's manager runs too. It never closes. */
export async function createVenue(admin: APIRequestContext, wishes: Partial<VenueRequest>): Promise<OwnVenue> {
  const { organisations } = await send<{ organisations: OrganisationSummary[] }>(admin, 'GET', '/organisations');
  const city = organisations.find(({ name }) => name === 'Pemerintah Kota Denpasar');
  if (city === undefined) throw new Error('The demo has no city government.');
  const venue = await send<ManagedVenue>(admin, 'POST', '/venues', {
    organisationId: city.id,
    name: `Kantor ${randomUUID().slice(0, 8)}`,
    category: 'government-office',
    address: 'Jalan Uji 1, Denpasar',
    timeZone: 'Asia/Makassar',
    capacity: 100,
    limit: 50,
    opensAt: null,
    closesAt: null,
    gates: [{ name: 'Pintu Utara', direction: 'both' }],
    ...wishes,
  } satisfies VenueRequest);
  const [gate] = venue.gates;
  if (gate === undefined) throw new Error('The venue has no gate.');
  return { ...venue, gate };
}

/** Invites an officer for the venue's gates; the link makes the account. */
export function inviteOfficer(admin: APIRequestContext, venue: OwnVenue): Promise<InvitationReply> {
  return send<InvitationReply>(admin, 'POST', '/staff', {
    displayName: 'Wayan Penjaga',
    signInName: `wayan.${randomUUID().slice(0, 8)}`,
    role: 'officer',
    organisationId: venue.organisation.id,
    gates: venue.gates.map(({ code }) => code),
  });
}

/** The client (and its browser) belongs to an officer of the venue's gates afterwards. */
export async function becomeOfficer(
  client: APIRequestContext,
  admin: APIRequestContext,
  venue: OwnVenue,
): Promise<void> {
  const { url } = await inviteOfficer(admin, venue);
  await send(client, 'POST', `/invitations/${url.split('/').at(-1)}`, { password: 'kamboja-putih-di-pura' });
}

export async function setLimit(admin: APIRequestContext, venue: OwnVenue, limit: number): Promise<void> {
  const request: LimitRequest = { limit, reason: 'Uji batas' };
  await send(admin, 'PUT', `/venues/${venue.id}/limit`, request);
}

export async function getOccupancy(client: APIRequestContext, venue: OwnVenue): Promise<Occupancy> {
  return (await send<OccupancyReply>(client, 'GET', `/venues/${venue.id}/occupancy`)).occupancy;
}

/** Somebody else comes in at the gate. */
export function checkIn(client: APIRequestContext, venue: OwnVenue, certificate: string): Promise<CheckInReply> {
  return send<CheckInReply>(client, 'POST', '/check-ins', {
    eventId: randomUUID(),
    gate: venue.gate.code,
    kind: 'visitor',
    persons: [{ credentials: [certificate] }],
  });
}

/** A call of the API that must succeed. */
export async function send<Reply>(
  client: APIRequestContext,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<Reply> {
  const reply = await client.fetch(`/api/v1${path}`, { method, ...(body === undefined ? {} : { data: body }) });
  if (!reply.ok()) throw new Error(`${method} ${path} answered ${reply.status()}: ${await reply.text()}`);
  return (await reply.json()) as Reply;
}
