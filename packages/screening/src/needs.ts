import type { Facts } from '@gapura/credentials';
import { dateIn } from './calendar.ts';
import { certificateFacts, type Certificate, type Entry } from './examples/certificate.ts';
import { holder as nobody } from './examples/ordinary.ts';
import { screen, type ScreenOptions } from './screen.ts';
import { midnightsAfter } from './midnights.ts';

/** One thing that would turn a person green. */
export interface Need {
  readonly what: 'full-vaccination' | 'booster' | 'pcr-test' | 'antigen-test' | 'companion';
  /** From when it would, if it happened now: some doses count after days only. */
  readonly greenFrom: string;
  /** How long a test taken now would keep the person green; `null` of everything else. */
  readonly hours: number | null;
}

type IsGreen = (options: ScreenOptions) => boolean;

const longestWaitDays = 31;
const longestTestHours = 168;
const hourMs = 3_600_000;

/**
 * Tries what somebody can do about it, by asking the rules as if it had been done now. So it holds for every pack, and
 * no pack has to say it twice.
 */
export function findNeeds(options: ScreenOptions, isGreen: IsGreen): Need[] {
  const sc = options.now.toISOString();
  return [
    // Nobody is sent to a vaccination who has to stay at home.
    ...(screen(options).colour === 'black' ? [] : findDoses(options, isGreen)),
    ...findTest(options, isGreen, 'pcr-test', { tt: 'LP6464-4', sc }),
    ...findTest(options, isGreen, 'antigen-test', { tt: 'LP217198-3', sc }),
    ...findCompanion(options, isGreen),
  ];
}

/** Whom two doses turn green need not hear of a third one. */
function findDoses(options: ScreenOptions, isGreen: IsGreen): Need[] {
  const dt = dateIn(options.timeZone, options.now);
  const complete = findDose(options, isGreen, 'full-vaccination', { dn: 2, sd: 2, dt });
  return complete.length > 0 ? complete : findDose(options, isGreen, 'booster', { dn: 3, sd: 3, dt });
}

function findDose(options: ScreenOptions, isGreen: IsGreen, what: Need['what'], v: Entry): Need[] {
  const then = withCertificate(options, { v });
  const isGreenAt = (instant: Date) => isGreen({ ...then, now: instant });
  if (isGreenAt(options.now)) return [{ what, greenFrom: options.now.toISOString(), hours: null }];
  const midnights = midnightsAfter(options.now, options.timeZone).slice(0, longestWaitDays);
  const last = midnights.at(-1);
  // Where waiting alone turns green by then, the dose is not what does it.
  if (last === undefined || !isGreenAt(last) || isGreen({ ...options, now: last })) return [];
  let [without, within] = [-1, midnights.length - 1];
  while (within - without > 1) {
    const middle = Math.floor((without + within) / 2);
    if (isGreenAt(midnights[middle] ?? last)) within = middle;
    else without = middle;
  }
  return [{ what, greenFrom: (midnights[within] ?? last).toISOString(), hours: null }];
}

function findTest(options: ScreenOptions, isGreen: IsGreen, what: Need['what'], t: Entry): Need[] {
  const then = withCertificate(options, { t });
  const isGreenAfter = (hours: number) => isGreen({ ...then, now: new Date(options.now.getTime() + hours * hourMs) });
  if (!isGreenAfter(0)) return [];
  let [within, beyond] = [0, longestTestHours];
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2);
    if (isGreenAfter(middle)) within = middle;
    else beyond = middle;
  }
  return [{ what, greenFrom: options.now.toISOString(), hours: beyond }];
}

function findCompanion(options: ScreenOptions, isGreen: IsGreen): Need[] {
  return isGreen({ ...options, accompanied: true })
    ? [{ what: 'companion', greenFrom: options.now.toISOString(), hours: null }]
    : [];
}

/** As if the same holder had one more certificate, of the pack's kinds and codes. */
function withCertificate(options: ScreenOptions, certificate: Certificate): ScreenOptions {
  const holder = options.facts[0]?.holder ?? { ...nobody, bornOn: options.bornOn ?? '' };
  const more: Facts = { ...certificateFacts(certificate, holder.bornOn), holder };
  return { ...options, facts: [...options.facts, more] };
}
