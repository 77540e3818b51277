import type { Pseudonyms, VenueDay } from './pseudonym.ts';

/** What the health authority has entered about somebody, whom a keyed digest names to this installation. */
export interface EnteredExposure {
  readonly subject: string;
  readonly kind: 'case' | 'contact';
  readonly on: string;
}

export interface KnownExposures {
  identifierOf(identity: string): string;
  /** What stands of all that was entered since. */
  listEnteredSince(since: Date): Promise<readonly EnteredExposure[]>;
}

/**
 * Names people of whom cases may be entered, good for one venue and one day like every pseudonym. It is none of those of visits,
 * so that nothing that is kept under it leads to a visit.
 */
export async function subjectPseudonym(
  pseudonyms: Pseudonyms,
  venue: VenueDay,
  identifiers: readonly string[],
): Promise<string> {
  const [today = ''] = await pseudonyms.of(venue, `subject ${identifiers.toSorted().join(' ')}`);
  return today;
}
