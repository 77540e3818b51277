import type { Facts } from '@gapura/credentials';
import { language } from '../i18n/index.ts';

export const covid = '840539006';

/** Trade names behind the codes that certificates carry: EU marketing authorisations and CVX. */
const products: Readonly<Record<string, string>> = {
  'EU/1/20/1528': 'Comirnaty (Pfizer–BioNTech)',
  'EU/1/20/1507': 'Spikevax (Moderna)',
  'EU/1/21/1529': 'Vaxzevria (AstraZeneca)',
  'EU/1/20/1525': 'Jcovden (Janssen)',
  'EU/1/21/1618': 'Nuvaxovid (Novavax)',
  '207': 'Spikevax (Moderna)',
  '208': 'Comirnaty (Pfizer–BioNTech)',
  '210': 'Vaxzevria (AstraZeneca)',
  '211': 'Nuvaxovid (Novavax)',
  '212': 'Jcovden (Janssen)',
  '510': 'BIBP (Sinopharm)',
  '511': 'CoronaVac (Sinovac)',
};

export function productName(product: string): string {
  return products[product] ?? product;
}

/** The holder's name, as it is written or else as machines read it; empty where the certificate names nobody. */
export function nameOf({ givenName, familyName, standardGivenName, standardFamilyName }: Facts['holder']): string {
  const name = [givenName, familyName].filter(Boolean).join(' ');
  return name || [standardGivenName, standardFamilyName].join(' ').replaceAll('<', ' ').trim();
}

/** The name of a country in the language shown now; what is no code is given back as it is. */
export function countryName(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames([language.value === 'en' ? 'en' : 'id'], { type: 'region' }).of(country) ?? country;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago, in one word or two: «2 jam yang lalu». */
export function agoText(at: Date, now: Date): string {
  const format = new Intl.RelativeTimeFormat(language.value === 'en' ? 'en' : 'id', { numeric: 'auto' });
  const passedMs = now.getTime() - at.getTime();
  const [unit, ms] = units.find(([, each]) => passedMs >= each) ?? (['second', 1000] as const);
  return format.format(unit === 'second' ? 0 : -Math.floor(passedMs / ms), unit);
}
