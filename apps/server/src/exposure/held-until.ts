import { dateIn, screen, type Exposure, type RulePack } from '@gapura/screening';

/** What differs between doors in how long they refuse a person for an entry. */
export interface DoorRules {
  readonly rules: RulePack | null;
  readonly timeZone: string;
}

/** Until when an entry refuses a person anywhere. */
export interface Holding {
  /** The first day on which no door refuses for it; null where none ever does. */
  readonly endsOn: string | null;
  /** Whether some door refuses for it now. */
  readonly standing: boolean;
}

const dayMs = 86_400_000;
/** Entries are deleted then. */
const longestDays = 31;

/** Asks the rules themselves, as the doors do, so that what is told here is what happens there. */
export function holdingOf(exposure: Exposure, doors: readonly DoorRules[], now: Date): Holding {
  const days = Array.from({ length: longestDays }, (_unused, day) => addDays(exposure.on, day));
  const isBlackOn = ({ rules }: DoorRules, date: string) => isBlack(exposure, rules, date);
  const last = days.findLast((date) => doors.some((door) => isBlackOn(door, date)));
  return {
    endsOn: last === undefined ? null : addDays(last, 1),
    standing: doors.some((door) => isBlackOn(door, dateIn(door.timeZone, now))),
  };
}

/** Days are counted alike in all zones; only on which day it is they differ. */
function isBlack(exposure: Exposure, rules: RulePack | null, date: string): boolean {
  const where = { timeZone: 'UTC', now: new Date(`${date}T12:00:00Z`) };
  return screen({ facts: [], exposures: [exposure], rules, ...where }).colour === 'black';
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
