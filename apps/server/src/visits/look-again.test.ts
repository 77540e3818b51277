import { describe, expect, it, vi } from 'vitest';
import type { GateAtVenue, VenueInForce } from '../venues/index.ts';
import type { StoredCheckIn } from './command.ts';
import { lookAgain, type LookAgainDeps } from './look-again.ts';
import type { EnteredExposure } from './subjects.ts';

const now = new Date('2021-12-06T02:00:00Z');
const venue = { id: 'venue', timeZone: 'Asia/Makassar', category: 'office' };
const gate = { venue, direction: 'out' } as GateAtVenue;

/** A list as long as a health authority imports at once. */
const entered = Array.from({ length: 2_000 }, (_, index): EnteredExposure => ({
  subject: `subject ${index}`,
  kind: 'case',
  on: '2021-12-06',
}));

function depsWith() {
  const of = vi.fn<LookAgainDeps['pseudonyms']['of']>(async (_venue, identity) => [`digest of ${identity}`]);
  const listEnteredSince = vi.fn<LookAgainDeps['exposures']['listEnteredSince']>(async () => entered);
  const judgeExposures = (exposures: readonly unknown[]) => ({
    colour: exposures.length > 0 ? 'black' : 'green',
    reasons: [],
  });
  const inForce = () => ({ venue, level: null, rules: null, closing: null }) as unknown as VenueInForce;
  const deps = { pseudonyms: { of }, exposures: { listEnteredSince }, screening: { judgeExposures }, inForce };
  return { deps: deps as unknown as LookAgainDeps, of, listEnteredSince };
}

const waiting = (subject?: string) =>
  ({
    kind: 'visitor',
    decidedAt: now.toISOString(),
    review: { decided: null },
    answer: { persons: [{ colour: 'yellow', rules: [] }] },
    persons: [{ index: 0, visit: 'visit', ...(subject !== undefined && { subject }) }],
  }) as unknown as StoredCheckIn;

describe('another look before an approval', () => {
  it('asks for no entries where nobody of the party showed a genuine certificate', async () => {
    const { deps, of, listEnteredSince } = depsWith();
    expect(await lookAgain(deps, gate, waiting(), now)).toMatchObject({ is: 'closed' });
    expect(listEnteredSince).not.toHaveBeenCalled();
    expect(of).not.toHaveBeenCalled();
  });

  it('finds somebody in a long list, and lets others have their turn meanwhile', async () => {
    const { deps } = depsWith();
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const found = await lookAgain(deps, gate, waiting('digest of subject subject 1999'), now);
    isOver = true;
    expect(found).toMatchObject({ is: 'black' });
    expect(turns).toBeGreaterThan(10);
  });
});
