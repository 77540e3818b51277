import { createPrivateKey } from 'node:crypto';
import type { Colour, DemoReply, Texts } from '@gapura/contract';
import { createDemoIssuer, issueEuDcc, type DemoIssuer } from '@gapura/credentials/issue';

const dayMs = 86_400_000;
const covid = '840539006';

export type DemoCertificate = DemoReply['certificates'][number];

interface DemoCase {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string;
  readonly titles: Texts;
  readonly colour: Colour;
  readonly entry: (daysAgo: (days: number) => Date) => Readonly<Record<string, readonly object[]>>;
  readonly issuedDaysAgo: number;
  readonly validDays: number;
}

const onDay = (at: Date): string => at.toISOString().slice(0, 10);

const dose = (number: number, at: Date) => ({
  v: [{ tg: covid, vp: 'J07BX03', mp: 'CoronaVac', ma: 'Sinovac-Biotech', dn: number, sd: 2, dt: onDay(at), co: 'ID' }],
});
const test = (result: string, at: Date) => ({
  t: [
    {
      tg: covid,
      tt: 'LP6464-4',
      nm: 'PCR',
      tr: result,
      sc: `${at.toISOString().slice(0, 19)}Z`,
      tc: 'Lab Uji',
      co: 'ID',
    },
  ],
});
const recovery = (first: Date, until: Date) => ({
  r: [{ tg: covid, fr: onDay(first), df: onDay(first), du: onDay(until), co: 'ID' }],
});

const cases: readonly DemoCase[] = [
  {
    id: 'two-doses',
    givenName: 'Made',
    familyName: 'Sari Uji',
    bornOn: '1990-04-12',
    titles: { id: 'Dua dosis', en: 'Two doses', ban: 'Kalih dosis' },
    colour: 'green',
    entry: (daysAgo) => dose(2, daysAgo(60)),
    issuedDaysAgo: 58,
    validDays: 365,
  },
  {
    id: 'two-doses-companion',
    givenName: 'Komang',
    familyName: 'Tirta Uji',
    bornOn: '1994-06-18',
    titles: { id: 'Dua dosis (pendamping)', en: 'Two doses (a companion)', ban: 'Kalih dosis (pendamping)' },
    colour: 'green',
    entry: (daysAgo) => dose(2, daysAgo(90)),
    issuedDaysAgo: 88,
    validDays: 365,
  },
  {
    id: 'one-dose',
    givenName: 'Ketut',
    familyName: 'Wira Uji',
    bornOn: '1985-11-02',
    titles: { id: 'Satu dosis', en: 'One dose', ban: 'Adosis' },
    colour: 'yellow',
    entry: (daysAgo) => dose(1, daysAgo(20)),
    issuedDaysAgo: 19,
    validDays: 365,
  },
  {
    id: 'recovered',
    givenName: 'Putu',
    familyName: 'Lestari Uji',
    bornOn: '1978-07-30',
    titles: {
      id: 'Sembuh, kurang dari tiga bulan',
      en: 'Recovered, less than three months ago',
      ban: 'Seger, durung tigang sasih',
    },
    colour: 'yellow',
    entry: (daysAgo) => recovery(daysAgo(30), daysAgo(-150)),
    issuedDaysAgo: 15,
    validDays: 165,
  },
  {
    id: 'tested',
    givenName: 'Nyoman',
    familyName: 'Adi Uji',
    bornOn: '1999-01-15',
    titles: { id: 'Hanya tes negatif', en: 'Negative test only', ban: 'Wantah tes negatif' },
    colour: 'red',
    entry: (daysAgo) => test('260415000', daysAgo(0.5)),
    issuedDaysAgo: 0.4,
    validDays: 30,
  },
  {
    id: 'positive',
    givenName: 'Gede',
    familyName: 'Surya Uji',
    bornOn: '1992-09-09',
    titles: { id: 'Tes positif', en: 'Positive test', ban: 'Tes positif' },
    colour: 'black',
    entry: (daysAgo) => test('260373001', daysAgo(2)),
    issuedDaysAgo: 1.5,
    validDays: 30,
  },
  {
    id: 'expired',
    givenName: 'Luh',
    familyName: 'Ayu Uji',
    bornOn: '1988-03-21',
    titles: { id: 'Sertifikat kedaluwarsa', en: 'Expired certificate', ban: 'Sertifikat sampun lintang masa' },
    colour: 'red',
    entry: (daysAgo) => dose(2, daysAgo(400)),
    issuedDaysAgo: 390,
    validDays: 365,
  },
];

/** Test certificates for every case, dated from `now`. */
export function mintDemoCertificates(issuer: DemoIssuer, now: Date): readonly DemoCertificate[] {
  const minted = cases.map((each) => present(each, mint(each, issuer, now)));
  const [good] = cases;
  if (good === undefined) {
    return minted;
  }
  const stranger = createDemoIssuer({ country: 'XX', name: 'Unknown issuer', now });
  return [
    ...minted,
    present(
      {
        ...good,
        id: 'tampered',
        titles: { id: 'Sertifikat diubah', en: 'Tampered certificate', ban: 'Sertifikat kaubah' },
        colour: 'red',
      },
      // Signed by another key under the issuer's name, as a forger would.
      mint(good, { ...stranger, keyId: issuer.keyId }, now),
    ),
    present(
      {
        ...good,
        id: 'unknown-issuer',
        titles: { id: 'Penerbit tidak dikenal', en: 'Unknown issuer', ban: 'Penerbit nenten kauningin' },
        colour: 'red',
      },
      mint(good, stranger, now),
    ),
  ];
}

function present({ id, givenName, familyName, titles, colour }: DemoCase, text: string): DemoCertificate {
  return {
    id,
    holder: `${givenName} ${familyName}`,
    titles,
    colour,
    text,
    pictureUrl: `/api/v1/demo/certificates/${id}.png`,
  };
}

function mint(each: DemoCase, issuer: DemoIssuer, now: Date): string {
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const entries = Object.entries(each.entry(daysAgo)).map(([group, items]): [string, object[]] => [
    group,
    items.map((item) => ({ ...item, is: 'Gapura demo', ci: `URN:UVCI:01:ID:DEMO/${each.id.toUpperCase()}` })),
  ]);
  const issuedAt = daysAgo(each.issuedDaysAgo);
  return issueEuDcc({
    payload: {
      ver: '1.3.0',
      nam: {
        fn: each.familyName,
        gn: each.givenName,
        fnt: transliterate(each.familyName),
        gnt: transliterate(each.givenName),
      },
      dob: each.bornOn,
      ...Object.fromEntries<object[]>(entries),
    },
    key: createPrivateKey(issuer.privateKeyPem),
    keyId: issuer.keyId,
    issuer: 'ID',
    issuedAt,
    validUntil: new Date(issuedAt.getTime() + each.validDays * dayMs),
  });
}

/** ICAO 9303: upper case, `<` for a space. */
const transliterate = (name: string): string => name.toUpperCase().replaceAll(' ', '<');
