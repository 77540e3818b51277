import type { Facts } from '@gapura/credentials';

/**
 * The holder in a form that is the same for all credentials of one person: family name, given name, date of birth. The
 * name is the standard one, else the printed one, letters only. It is personal data, meant to be turned into a keyed
 * pseudonym at once.
 */
export function identityOf({ holder, identifiers }: Pick<Facts, 'holder' | 'identifiers'>): string {
  const family = normalise(holder.standardFamilyName) || normalise(holder.familyName);
  const given = normalise(holder.standardGivenName) || normalise(holder.givenName);
  // Without a name, all holders born on one day would be one person.
  return family + given === '' ? `certificate|${identifiers.join()}` : `${family}|${given}|${holder.bornOn}`;
}

/** Issuers differ in hyphens, spaces, apostrophes and filling `<`. */
function normalise(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{M}]/gu, '');
}

/** Whether all credentials name the same holder; true of none at all. */
export function areOfOnePerson(facts: readonly Facts[]): boolean {
  return facts.length < 2 || new Set(facts.map(identityOf)).size <= 1;
}
