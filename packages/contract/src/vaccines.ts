/** The vaccines that a card can name, with the codes of the EU value sets. */
export const vaccines = {
  coronavac: { name: 'CoronaVac (Sinovac)', vp: 'J07BX03', mp: 'CoronaVac', ma: 'Sinovac-Biotech' },
  'bbibp-corv': { name: 'BBIBP-CorV (Sinopharm)', vp: 'J07BX03', mp: 'BBIBP-CorV', ma: 'ORG-100020693' },
  vaxzevria: { name: 'Vaxzevria (AstraZeneca)', vp: 'J07BX03', mp: 'EU/1/21/1529', ma: 'ORG-100001699' },
  comirnaty: { name: 'Comirnaty (Pfizer)', vp: '1119349007', mp: 'EU/1/20/1528', ma: 'ORG-100030215' },
  spikevax: { name: 'Spikevax (Moderna)', vp: '1119349007', mp: 'EU/1/20/1507', ma: 'ORG-100031184' },
  jcovden: { name: 'Jcovden (Janssen)', vp: 'J07BX03', mp: 'EU/1/20/1525', ma: 'ORG-100001417' },
  convidecia: { name: 'Convidecia (CanSino)', vp: 'J07BX03', mp: 'Convidecia', ma: 'ORG-100013793' },
  'sputnik-v': { name: 'Sputnik V (Gamaleya)', vp: 'J07BX03', mp: 'Sputnik-V', ma: 'Gamaleya-Research-Institute' },
} as const;
export type VaccineId = keyof typeof vaccines;
