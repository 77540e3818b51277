import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { DemoReply, SessionReply } from '@gapura/contract';
import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { readConfig } from '../config/config.ts';
import { createContext, type Context } from '../context.ts';
import { openPool, type Pool } from '../database/pool.ts';
import type { App } from '../http/app.ts';
import type { Screened } from '../screening/index.ts';
import { buildServer } from '../server.ts';
import { mayorsOffice } from './city.ts';

const dayMs = 86_400_000;
const rootSecret = randomBytes(32);

let database: TestDatabase;
let pool: Pool;
let now = new Date('2021-10-01T02:00:00Z');
let contexts: Context[] = [];
let app: App;
let demo: DemoReply;

async function start(mode: 'demo' | 'production' = 'demo'): Promise<Context> {
  const context = await createContext({
    config: readConfig({ GAPURA_MODE: mode, GAPURA_LOG: 'silent' }),
    database: { url: database.url, pool, dataFolder: null, close: () => Promise.resolve() },
    rootSecret,
    clock: () => now,
  });
  contexts = [...contexts, context];
  return context;
}

const getDemo = async (): Promise<DemoReply> => (await app.inject('/api/v1/demo')).json<DemoReply>();
const certificate = (id: string) => demo.certificates.find((each) => each.id === id);

beforeAll(async () => {
  const { buffer, byteOffset, byteLength } = await readFile(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } });
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 12, onError: () => undefined });
  // Three processes that start at once on an empty database.
  const [first] = await Promise.all([start(), start(), start()]);
  app = await buildServer(first);
  demo = await getDemo();
});
afterAll(async () => {
  await app.close();
  await Promise.all(contexts.map((context) => context.close()));
  await pool.end();
  await database.drop();
});

describe('the demo city', () => {
  it('is loaded once, however many processes start', () => {
    const names = demo.venues.map(({ venue }) => venue.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe(mayorsOffice);
    expect(names.length).toBeGreaterThanOrEqual(7);
  });

  it('has one to eight gates at each venue, each with a genuine poster', () => {
    for (const { venue, gates } of demo.venues) {
      expect(gates.length).toBeGreaterThanOrEqual(venue.name === mayorsOffice ? 2 : 1);
      expect(gates.length).toBeLessThanOrEqual(8);
      for (const { gate, posterText, url } of gates) {
        expect(posterText).toBe(url.toUpperCase());
        expect(contexts[1]?.posterSigner.isGenuine(gate.code, posterText.split('/').at(-1) ?? '')).toBe(true);
      }
    }
  });

  it('admits 600 to the mayor’s office at any hour', async () => {
    const office = demo.venues.find(({ venue }) => venue.name === mayorsOffice)?.venue;
    expect(office).toMatchObject({ opensAt: null, closesAt: null, category: 'government-office' });
    const reply = await app.inject(`/api/v1/venues/${office?.id}/occupancy`);
    expect(reply.json()).toMatchObject({ occupancy: { inside: 0, limit: 600 } });
  });

  it('stays as people leave it', async () => {
    const { venue } = demo.venues[0] ?? {};
    const { venues } = contexts[0] ?? (await start());
    await venues.changeVenue(await venues.getVenue(venue?.id ?? ''), { name: 'Kantor Baru' }, null);
    await start();
    const again = await getDemo();
    expect(again.venues).toHaveLength(demo.venues.length);
    expect(again.venues[0]?.venue.name).toBe('Kantor Baru');
    await venues.changeVenue(await venues.getVenue(venue?.id ?? ''), { name: mayorsOffice }, null);
  });

  it('exists in demo mode only', async () => {
    const production = await buildServer(await start('production'));
    const code = demo.venues[0]?.gates[0]?.gate.code;
    expect((await production.inject('/api/v1/demo')).statusCode).toBe(404);
    expect((await production.inject('/api/v1/demo/certificates/two-doses.png')).statusCode).toBe(404);
    expect((await production.inject(`/api/v1/gates/${code}/poster.pdf`)).statusCode).toBe(401);
    expect((await production.inject('/api/v1/trust-list')).json()).toEqual({ entries: [] });
    await production.close();
  });
});

describe('its people', () => {
  it.each(['officer', 'issuer', 'manager', 'admin'])('%s signs in with the password of the page', async (role) => {
    const person = demo.staff.find((each) => each.role === role);
    const payload = { signInName: person?.signInName, password: person?.password };
    const reply = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload });
    expect(reply.statusCode).toBe(201);
    const session = reply.json<SessionReply>();
    expect(session.role).toBe(role);
    const officesGates = demo.venues[0]?.gates.map(({ gate }) => gate.code);
    expect(session.gates.map(({ gate }) => gate.code).toSorted()).toEqual(
      role === 'officer' ? officesGates?.toSorted() : [],
    );
  });
});

describe('its certificates', () => {
  const screen = async (context: Context | undefined, text: string): Promise<Screened> => {
    if (context === undefined) throw new Error('nothing was started');
    const { timeline } = context.regimes;
    const where = { now, timeZone: 'Asia/Makassar', rules: timeline.defaultPack };
    const [screened] = await context.visits.deps.screening.screenParty([{ credentials: [text] }], where);
    if (screened === undefined) throw new Error('nobody was screened');
    return screened;
  };
  const coloursAt = async (): Promise<string[]> => {
    const { certificates } = await getDemo();
    const context = contexts[2] ?? (await start());
    const colours: string[] = [];
    for (const { id, text } of certificates) {
      colours.push(`${id}: ${(await screen(context, text)).colour}`);
    }
    return colours;
  };

  it('have the colours that the page tells, also when the demo runs for weeks', async () => {
    const expected = demo.certificates.map(({ id, colour }) => `${id}: ${colour}`);
    expect(await coloursAt()).toEqual(expected);
    const started = now;
    now = new Date(now.getTime() + 40 * dayMs);
    expect(await coloursAt()).toEqual(expected);
    now = started;
  });

  it('cover every case', () => {
    expect(demo.certificates.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'two-doses',
        'one-dose',
        'recovered',
        'tested',
        'positive',
        'expired',
        'tampered',
        'unknown-issuer',
      ]),
    );
  });

  it.each([
    ['expired', /expired/],
    ['tampered', /tampered/],
    ['unknown-issuer', /issuer|key/],
  ])('%s fails for the reason it shows', async (id, reason) => {
    const screened = await screen(contexts[0], certificate(id)?.text ?? '');
    expect(screened.identity).toBeNull();
    expect(screened.reasons.map(({ rule }) => rule).join(' ')).toMatch(reason);
  });

  it('are pictures that a scanner reads', async () => {
    for (const { text, pictureUrl } of (await getDemo()).certificates) {
      const picture = await app.inject(pictureUrl);
      expect(picture.headers['content-type']).toBe('image/png');
      const [code] = await readBarcodes(new Uint8Array(picture.rawPayload), { formats: ['QRCode'] });
      expect(code?.text).toBe(text);
    }
    expect((await app.inject('/api/v1/demo/certificates/none.png')).statusCode).toBe(404);
  });
});

describe('a poster', () => {
  it('prints without sign-in', async () => {
    const code = demo.venues[0]?.gates[0]?.gate.code;
    const reply = await app.inject(`/api/v1/gates/${code}/poster.pdf?size=A3&language=en`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('application/pdf');
    expect(reply.headers['content-disposition']).toBe(`inline; filename="poster-${code}-A3-en.pdf"`);
    expect(reply.rawPayload.subarray(0, 8).toString()).toBe('%PDF-1.7');
  });

  it.each(['size=A5', 'language=xx', 'colour=red'])('refuses %s', async (query) => {
    const code = demo.venues[0]?.gates[0]?.gate.code;
    expect((await app.inject(`/api/v1/gates/${code}/poster.pdf?${query}`)).statusCode).toBe(400);
    expect((await app.inject('/api/v1/gates/0000000000/poster.pdf')).statusCode).toBe(404);
  });

  it('has a key that phones can fetch', async () => {
    const reply = await app.inject('/api/v1/poster-key');
    expect(reply.json()).toEqual({ spki: contexts[0]?.posterSigner.spki, origin: 'http://127.0.0.1:8080' });
  });
});

describe('the demo’s badges', () => {
  it('open their own office as an employee', async () => {
    const [badge] = demo.badges;
    expect(badge).toMatchObject({ name: 'Made Sari Uji', organisation: 'Pemerintah Kota Denpasar' });
    const gate = demo.venues.find(({ venue }) => venue.name === mayorsOffice)?.gates[0]?.gate.code;
    const person = { credentials: [certificate('two-doses')?.text], employeeCode: badge?.address.split('#')[1] };
    const payload = { eventId: crypto.randomUUID(), gate, kind: 'visitor', persons: [person] };
    const reply = await app.inject({ method: 'POST', url: '/api/v1/check-ins', payload });
    expect(reply.json()).toMatchObject({ outcome: 'admitted', kind: 'employee' });
  });
});
