import type { OccupancyReply, RulePackDocument, VenueRulesReply } from '@gapura/contract';
import { api, ApiProblem } from '../../api/index.ts';
import { answerStore } from '../../offline/index.ts';
import { loadPacks, withAhead, type PacksAhead } from './packs-ahead.ts';

/** A venue with its rules and how many are inside. */
export interface KnownPlace {
  readonly rules: VenueRulesReply;
  readonly reading: OccupancyReply;
  /** The rule packs that come into force later, by `id@version`; none in what an earlier version of this page kept. */
  readonly packsAhead?: PacksAhead;
}

export type LoadedPlace = KnownPlace & {
  /** The server answered just now; else it is what this phone remembers. */
  readonly isFresh: boolean;
};

/** @throws ApiProblem where neither the server nor this phone knows the venue */
export async function loadPlace(venueId: string): Promise<LoadedPlace> {
  const key = `check:${venueId}`;
  try {
    const [rules, reading] = await Promise.all([api.venueRules(venueId).then(withAhead), api.occupancy(venueId)]);
    const packsAhead = await loadPacks(rules, (id, version) =>
      api.send<RulePackDocument>('GET', `/rule-packs/${id}/${version}`),
    );
    await answerStore.put(key, { rules, reading, packsAhead } satisfies KnownPlace);
    return { rules, reading, packsAhead, isFresh: true };
  } catch (error) {
    const kept = error instanceof ApiProblem && error.mayRetry ? await answerStore.find<KnownPlace>(key) : undefined;
    if (kept === undefined) throw error;
    return { ...kept, isFresh: false };
  }
}
