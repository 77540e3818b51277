import { screenParty, type Decision, type PartyMember } from '@gapura/screening';

type Place = Parameters<typeof screenParty>[1];

const precisionMs = 1_000;
const fromWorst: readonly Decision['admission'][] = ['refused', 'review', 'admitted'];

/**
 * Until when the same certificates lead to an answer no worse than now, at most until `latest`. It may be told up to a second
 * too early. Of whom the rules refuse nothing is asked: an officer admits them for another reason than these certificates.
 */
export function heldUntil(members: readonly PartyMember[], where: Place, latest: Date): Date {
  const ranks = rankAt(members, where, where.now);
  const holdsAt = (at: number): boolean =>
    rankAt(members, where, new Date(at)).every((rank, index) => rank >= (ranks[index] ?? 0));
  if (holdsAt(latest.getTime())) {
    return latest;
  }
  let [held, over] = [where.now.getTime(), latest.getTime()];
  while (over - held > precisionMs) {
    const middle = Math.floor((held + over) / 2);
    if (holdsAt(middle)) {
      held = middle;
    } else {
      over = middle;
    }
  }
  return new Date(held);
}

/** A certificate that has ended by then helps nobody. */
function rankAt(members: readonly PartyMember[], where: Place, now: Date): readonly number[] {
  const then = members.map((member) => ({
    ...member,
    facts: member.facts.filter(({ validUntil }) => validUntil === null || Date.parse(validUntil) >= now.getTime()),
  }));
  return screenParty(then, { ...where, now }).map(({ admission }) => fromWorst.indexOf(admission));
}
