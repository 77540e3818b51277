import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRevocationStore, createTrustStore } from '@gapura/credentials';
import { createDemoIssuer, issueEuDcc } from '@gapura/credentials/issue';
import { trustEntryFromCertificate } from '@gapura/credentials/node';
import { parseRulePack, type RulePack } from '@gapura/screening';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createScreening, type Screened } from './index.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const parties = 400;
const partySize = 25;
const hourMs = 3_600_000;

const issued = new Date('2021-12-01T00:00:00Z');
const issuer = createDemoIssuer({ country: 'ID', name: 'Dinas Kesehatan', now: issued });
const stranger = createDemoIssuer({ country: 'ID', name: 'Somebody', now: issued });
const entries = [trustEntryFromCertificate(issuer.certificatePem, { demo: false })];

/** Before the party arrives. */
const days = fc.integer({ min: 0, max: 250 });
const entry = { tg: '840539006', co: 'ID', is: 'Dinas Kesehatan', ci: 'URN:UVCI:01:ID:1' };
const dose = fc.record({
  days,
  dn: fc.constantFrom(1, 2, 2, 2, 2, 3, 3, 3),
  sd: fc.constantFrom(1, 2, 2, 3),
  mp: fc.constantFrom('CoronaVac', 'EU/1/20/1528', 'EU/1/20/1507', 'Sputnik-V'),
});
const sample = fc.record({
  hours: fc.integer({ min: 0, max: 400 }),
  tt: fc.constantFrom('LP6464-4', 'LP217198-3'),
  tr: fc.constantFrom('260415000', '260415000', '260373001'),
});
const group = fc.oneof(
  { weight: 6, arbitrary: dose.map((v) => ({ v })) },
  { weight: 2, arbitrary: sample.map((t) => ({ t })) },
  { weight: 1, arbitrary: days.map((daysAgo) => ({ r: { days: daysAgo } })) },
);
const certificate = fc.record({
  group,
  signedBy: fc.constantFrom(
    'issuer' as const,
    ...Array.from({ length: 18 }, () => 'issuer' as const),
    'stranger' as const,
  ),
  altered: fc.nat(30).map((number) => number === 0),
  validUntil: fc.constantFrom('2022-03-01T00:00:00Z', '2023-12-01T00:00:00Z', '2023-12-01T00:00:00Z'),
});
const person = fc.record({
  bornOn: fc.constantFrom(
    '1990-05-17',
    '1990-05-17',
    '1971-10-01',
    '1985',
    '2006-11-30',
    '2012-03-04',
    '2017-08-01',
    '1945-01-01',
  ),
  certificates: fc.array(certificate, { maxLength: 2 }),
});
const party = fc.record({
  now: fc.date({ min: new Date('2021-12-01T00:00:00Z'), max: new Date('2022-10-31T00:00:00Z'), noInvalidDate: true }),
  pack: fc.constantFrom('id-denpasar-2021', 'id-2022-02', 'id-2022-07', 'eu-dcc', 'open'),
  category: fc.constantFrom('mall', 'hotel', 'cinema', 'government-office'),
  level: fc.constantFrom(1, 2, 3, 4),
  timeZone: fc.constantFrom('Asia/Makassar', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Kiritimati'),
  persons: fc.array(person, { minLength: partySize, maxLength: partySize }),
});

type Certificate = typeof certificate extends fc.Arbitrary<infer T> ? T : never;
type Party = typeof party extends fc.Arbitrary<infer T> ? T : never;

interface Holder {
  readonly bornOn: string;
  readonly name: string;
  readonly now: Date;
}

/** What is told in days and hours ago, as dates. */
function entriesOf(shown: Certificate['group'], now: Date): object {
  const hoursAgo = (hours: number) => new Date(now.getTime() - (hours + 0.5) * hourMs).toISOString();
  const on = (daysAgo: number) => hoursAgo(daysAgo * 24).slice(0, 10);
  if ('t' in shown) {
    const { hours, ...codes } = shown.t;
    return { t: [{ ...entry, ...codes, sc: hoursAgo(hours) }] };
  }
  if ('r' in shown) {
    const fr = on(shown.r.days);
    return { r: [{ ...entry, fr, df: fr, du: '2022-12-31' }] };
  }
  const { days: daysAgo, ...numbers } = shown.v;
  return { v: [{ ...entry, vp: '1119349007', ma: 'Sinovac-Biotech', ...numbers, dt: on(daysAgo) }] };
}

function textOf({ group: shown, signedBy, altered, validUntil }: Certificate, holder: Holder): string {
  const { bornOn, name, now } = holder;
  const { privateKeyPem, keyId } = signedBy === 'issuer' ? issuer : stranger;
  const text = issueEuDcc({
    payload: {
      ver: '1.3.0',
      nam: { fn: name, fnt: name, gn: 'Uji', gnt: 'UJI' },
      dob: bornOn,
      ...entriesOf(shown, now),
    },
    key: createPrivateKey(privateKeyPem),
    keyId,
    issuer: 'ID',
    issuedAt: issued,
    validUntil: new Date(validUntil),
  });
  return altered ? `${text.slice(0, -4)}${text.endsWith('0000') ? '1111' : '0000'}` : text;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(`${root}rules/${file}`, 'utf8'));
const documents = new Map(
  ['id-denpasar-2021', 'id-2022-02', 'id-2022-07', 'eu-dcc', 'open'].map((name) => [
    name,
    { pack: readJson(`${name}/pack.json`), limits: readJson(`${name}/limits.json`) },
  ]),
);
const packs = new Map([...documents].map(([name, { pack, limits }]) => [name, getPack(pack, limits)]));

function getPack(pack: unknown, limits: unknown): RulePack {
  const parsed = parseRulePack(pack, limits);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.pack;
}

const letters = (number: number): string => Array.from(String(number), (digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');

/** With the codes that the people of a party show. */
const arrivals = fc.sample(party, { numRuns: parties, seed: 20_210_921 }).map((one: Party, index) => ({
  ...one,
  persons: one.persons.map(({ bornOn, certificates }, member) => ({
    bornOn,
    texts: certificates.map((each) =>
      textOf(each, { bornOn, name: `WARGA${letters(index * partySize + member)}`, now: one.now }),
    ),
  })),
}));

interface Answer {
  readonly colour: string;
  readonly admission: string;
  readonly rules: readonly string[];
  readonly outlook: object | null;
}

/** As the door of a server decides. */
async function atTheDoor(): Promise<Answer[]> {
  const trust = { store: createTrustStore(entries), revocation: createRevocationStore([]), version: 1 };
  const screening = createScreening({ trust, packs: () => packs.values(), exposuresOf: () => [] });
  const answers: Screened[] = [];
  for (const { persons, pack, ...where } of arrivals) {
    const shown = persons.map(({ texts, bornOn }) => ({ credentials: texts, ...(texts.length === 0 && { bornOn }) }));
    answers.push(...(await screening.screenParty(shown, { ...where, rules: packs.get(pack) ?? null })));
  }
  return answers.map(({ colour, admission, reasons, outlook }) => ({
    colour,
    admission,
    rules: reasons.map(({ rule }) => rule),
    outlook,
  }));
}

/** The self-check of the web app, with the browser's cryptography, in a process of its own. */
const phone = `
  const { foresee } = await import('./apps/web/src/visitor/check/foresee.ts');
  let input = '';
  for await (const part of process.stdin) input += part;
  const { entries, documents, arrivals } = JSON.parse(input);
  const answers = [];
  for (const { now, pack, persons, ...where } of arrivals) {
    const people = persons.map(({ texts, bornOn }) => ({ bornOn, credentials: texts.map((text) => ({ text })) }));
    const place = { ...where, document: documents[pack], changes: [] };
    const known = { entries, revocations: null };
    const foresight = await foresee({ place, persons: people, known, now: new Date(now) });
    for (const { decision: { colour, admission, reasons }, outlook } of foresight.persons) {
      const told = outlook !== null && (outlook.greenFrom !== null || 'afterBlack' in outlook || outlook.needs.length > 0);
      answers.push({ colour, admission, rules: reasons.map(({ rule }) => rule), outlook: told ? outlook : null });
    }
  }
  process.stdout.write(JSON.stringify(answers));
`;

function onThePhone(): Answer[] {
  const conditions = ['--conditions=source', '--conditions=browser'];
  const output = execFileSync(
    process.execPath,
    ['--import', 'tsx', ...conditions, '--input-type=module', '--eval', phone],
    {
      cwd: root,
      encoding: 'utf8',
      input: JSON.stringify({ entries, documents: Object.fromEntries(documents), arrivals }),
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  return JSON.parse(output) as Answer[];
}

it('decides the same on the server and on the phone, for 10,000 people', { timeout: 240_000 }, async () => {
  const door = await atTheDoor();
  const forecast = onThePhone();
  expect(door.length).toBe(parties * partySize);
  expect(forecast.length).toBe(door.length);
  // One at a time: the difference of two lists of ten thousand cannot be read.
  const differing = door.findIndex((answer, index) => JSON.stringify(forecast[index]) !== JSON.stringify(answer));
  expect(forecast[differing]).toEqual(door[differing]);
  expect(differing).toBe(-1);
  // The people are as mixed as the rules are.
  const count = (colour: string) => door.filter((answer) => answer.colour === colour).length;
  for (const colour of ['green', 'yellow', 'red', 'black']) expect(count(colour)).toBeGreaterThan(100);
  expect(door.filter(({ outlook }) => outlook !== null).length).toBeGreaterThan(1_000);
  expect(door.filter(({ outlook }) => outlook !== null && 'afterBlack' in outlook).length).toBeGreaterThan(100);
});
