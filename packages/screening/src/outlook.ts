import type { Facts } from '@gapura/credentials';
import type { Colour, Reason } from './decision.ts';
import { reasonOf } from './find-rule.ts';
import { instantsAhead } from './instants-ahead.ts';
import { findNeeds, type Need } from './needs.ts';
import { screen, type ScreenOptions } from './screen.ts';

/** What would turn a person green who is not. */
export interface Outlook {
  /** The first instant from which the same credentials are green; `null` where waiting does not help. */
  readonly greenFrom: string | null;
  /** When somebody who is black no longer is, and the colour of the same credentials from then on. */
  readonly afterBlack: { readonly from: string; readonly colour: Colour } | null;
  /** What one more dose, test or companion would do. */
  readonly needs: readonly Need[];
  /** The rules that give green and are not met: what else there is to do. */
  readonly ways: readonly Reason[];
}

export interface OutlookOptions extends ScreenOptions {
  /** Instants at which something else changes: a level, a pack's end, an opening. */
  readonly changes?: readonly Date[];
  /** What is in force from such an instant on, where that is known; as now otherwise. */
  readonly inForceAt?: (instant: Date) => Pick<ScreenOptions, 'rules' | 'level'>;
}

const second = 1000;
const nothing: Outlook = { greenFrom: null, afterBlack: null, needs: [], ways: [] };

/**
 * Looks ahead for a person who is not green now, to the second. Every instant is tried at which a decision can change;
 * what is found is then narrowed down. Not for people whom the door admits: it screens some fifty times.
 */
export function outlookOf(options: OutlookOptions): Outlook {
  const { rules, now } = options;
  const at = (instant: Date) => ({ ...options, ...options.inForceAt?.(instant), now: instant });
  if (rules === null || isGreen(at(now))) return nothing;
  const { colour, reasons } = screen(options);
  const met = new Set(reasons.map(({ rule }) => rule));
  return {
    ...waitingTimes(colour, at, [now, ...instantsAhead(options)]),
    needs: findNeeds(options, isGreen),
    ways: rules.rules.filter((rule) => rule.colour === 'green' && !met.has(rule.id)).map(reasonOf),
  };
}

type WaitingTimes = Pick<Outlook, 'greenFrom' | 'afterBlack'>;

function waitingTimes(colour: Colour, at: (instant: Date) => ScreenOptions, instants: readonly Date[]): WaitingTimes {
  const isGreenAt = (instant: Date) => isGreen(at(instant));
  const findGreen = (among: readonly Date[]) => findFirst(isGreenAt, among)?.toISOString() ?? null;
  if (colour !== 'black') return { greenFrom: findGreen(instants), afterBlack: null };
  const end = findFirst((instant) => colourOf(at(instant)) !== 'black', instants);
  if (end === null) return { greenFrom: null, afterBlack: null };
  const afterBlack = { from: end.toISOString(), colour: colourOf(at(end)) };
  // Whoever is black until then is green at none of the instants before.
  const greenFrom = isGreenAt(end) ? afterBlack.from : findGreen(instants.filter((instant) => instant >= end));
  return { greenFrom, afterBlack };
}

function isGreen(options: ScreenOptions): boolean {
  const { colour, admission } = screen(withoutEnded(options));
  return colour === 'green' && admission === 'admitted';
}

function colourOf(options: ScreenOptions): Colour {
  return screen(withoutEnded(options)).colour;
}

/** A credential that has ended by then helps nobody. */
function withoutEnded(options: ScreenOptions): ScreenOptions {
  const isStillValid = ({ validUntil }: Facts) =>
    validUntil === null || Date.parse(validUntil) >= options.now.getTime();
  return { ...options, facts: options.facts.filter(isStillValid) };
}

/** The first of these instants at which it holds, or the second before it at which it began to; not yet at `start`. */
function findFirst(holds: (at: Date) => boolean, [start, ...instants]: readonly Date[]): Date | null {
  const index = instants.findIndex(holds);
  const [before, found] = [instants[index - 1] ?? start, instants[index]];
  if (before === undefined || found === undefined) return null;
  const last = Math.ceil(found.getTime() / second);
  // Nearly always it begins exactly there.
  if (!holds(new Date((last - 1) * second))) return found;
  let [without, within] = [Math.floor(before.getTime() / second), last];
  while (within - without > 1) {
    const middle = Math.floor((without + within) / 2);
    if (holds(new Date(middle * second))) within = middle;
    else without = middle;
  }
  return new Date(within * second);
}
