import { circumstancesOf, type Screened, type Screening } from '../screening/index.ts';
import { endOfDay, type Venue, type VenueInForce } from '../venues/index.ts';

const reviewMinutes = 15;
const minuteMs = 60_000;

/** What an officer may still decide about. */
export interface OpenReview {
  readonly expiresAt: string;
  /** The rules that the verdict was made by; it holds under no others. */
  readonly under: string;
}

interface Undecided {
  readonly inForce: VenueInForce;
  readonly screened: readonly Screened[];
  readonly place: Parameters<Screening['screenParty']>[1];
  readonly endsBy: string;
}

/**
 * Whether an officer may have a word, and until when: on yellow, and on red, which may be disputed with a proof on paper. Never
 * where somebody of the party is black, nor where nobody knows the rules.
 */
export function findReview(screening: Pick<Screening, 'heldUntil'>, asked: Undecided): OpenReview | null {
  const { inForce, screened, place, endsBy } = asked;
  const isAdmitted = screened.every(({ admission }) => admission === 'admitted');
  if (isAdmitted || inForce.rules === null || screened.some(({ colour }) => colour === 'black')) {
    return null;
  }
  const latest = endOfRules(place, decidableUntil(inForce.venue, place.now, endsBy));
  const held = screening.heldUntil(screened, place, latest);
  return { expiresAt: held.toISOString(), under: circumstancesOf(place) };
}

/** When other rules are known to come into force, under which nobody could approve any more; at most `latest`. */
function endOfRules(place: Undecided['place'], latest: Date): Date {
  const { changes, inForceAt } = place.ahead ?? { changes: [] };
  const under = circumstancesOf(place);
  const isOther = (at: Date) => inForceAt !== undefined && circumstancesOf({ ...place, ...inForceAt(at) }) !== under;
  return changes.find((at) => at < latest && isOther(at)) ?? latest;
}

/** Nobody is let in by a review after closing time, nor on another day, on which the same person would not be recognised. */
function decidableUntil({ timeZone }: Venue, now: Date, endsBy: string): Date {
  const longest = now.getTime() + reviewMinutes * minuteMs;
  return new Date(Math.min(longest, Date.parse(endsBy), endOfDay(now, timeZone).getTime()));
}
