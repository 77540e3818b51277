import type { Decision } from './decision.ts';
import { screen, type ScreenOptions } from './screen.ts';

/** One person of a party: what only this person brings, and as what they come where that is not what the party is. */
export type PartyMember = Pick<ScreenOptions, 'facts' | 'violations' | 'exposures' | 'bornOn'> &
  Partial<Pick<ScreenOptions, 'kind'>>;

/**
 * Screens people who enter together, in their order. Whoever is green alone accompanies the others: they are screened
 * again as accompanied, and the better answer counts. Nobody accompanies who is only green because of another.
 */
export function screenParty(
  members: readonly PartyMember[],
  where: Omit<ScreenOptions, Exclude<keyof PartyMember, 'kind'>>,
): Decision[] {
  const alone = members.map((member) => screen({ ...where, ...member }));
  const isGreen = ({ colour, admission }: Decision) => colour === 'green' && admission === 'admitted';
  if (members.length < 2 || !alone.some(isGreen)) return alone;
  return alone.map((decision, index) => {
    const member = members[index];
    return member === undefined || isGreen(decision) ? decision : screen({ ...where, ...member, accompanied: true });
  });
}
