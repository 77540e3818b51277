import type { Outlook, RulePackDocument, VenueRulesReply } from '@gapura/contract';
import {
  outlookOf,
  parseRulePack,
  screenParty,
  type Decision,
  type OutlookOptions,
  type PartyMember,
  type RulePack,
} from '@gapura/screening';
import type { Person } from '../../offline/index.ts';
import { examine, type Known } from '../../verification/index.ts';
import type { PacksAhead } from './packs-ahead.ts';

export interface Foreseen {
  readonly person: Person;
  readonly decision: Decision;
  /** Null for whoever may enter. */
  readonly outlook: Outlook | null;
}

/** `unreadable`: this page cannot evaluate these rules; `unknown`: nobody knows the rules of this venue. */
export type Foresight =
  | { readonly is: 'unreadable' | 'unknown' }
  | { readonly is: 'foreseen'; readonly persons: readonly Foreseen[]; readonly rules: RulePack };

interface Question {
  readonly place: VenueRulesReply;
  readonly packsAhead?: PacksAhead | undefined;
  readonly persons: readonly Person[];
  /** Null where nothing can be verified, only read. */
  readonly known: Known | null;
  readonly now: Date;
}

/** What the door would decide about these people now, as far as a phone can know. Nothing leaves it. */
export async function foresee({ place, packsAhead, persons, known, now }: Question): Promise<Foresight> {
  const { pack, limits } = place.document;
  if (pack === null) return { is: 'unknown' };
  const parsed = parseRulePack(pack, limits ?? undefined);
  if (!parsed.ok) return { is: 'unreadable' };
  const { category, timeZone, level } = place;
  const where = { now, timeZone, category, rules: parsed.pack, ...(level !== null && { level }) };
  const members = await Promise.all(persons.map((person) => memberOf(person, known, now)));
  const decisions = screenParty(members, where);
  const later = rulesAhead(place, parsed.pack, packsAhead);
  return {
    is: 'foreseen',
    rules: parsed.pack,
    persons: persons.flatMap((person, index) => {
      const [decision, member] = [decisions[index], members[index]];
      if (decision === undefined || member === undefined) return [];
      const ask = (): Outlook => outlookFor({ ...where, ...member, ...later });
      return [{ person, decision, outlook: decision.admission === 'admitted' ? null : ask() }];
    }),
  };
}

function outlookFor(options: OutlookOptions): Outlook {
  const { greenFrom, afterBlack, needs } = outlookOf(options);
  return { greenFrom, ...(afterBlack !== null && { afterBlack }), needs: [...needs] };
}

/** By which rules these people may enter later, as far as it is entered already. */
function rulesAhead(
  { level, changes, ahead }: VenueRulesReply,
  rules: RulePack,
  packsAhead: PacksAhead | undefined,
): Pick<OutlookOptions, 'changes' | 'inForceAt'> {
  const packs = new Map(Object.entries(packsAhead ?? {}).map(([name, document]) => [name, readPack(document)]));
  // What an earlier version of this page kept does not say what is ahead.
  const stretches = (packsAhead === undefined ? [] : ahead).map((each) => ({
    from: Date.parse(each.from),
    level: each.level,
    rules: each.pack === null ? null : (packs.get(`${each.pack.id}@${each.pack.version}`) ?? null),
  }));
  return {
    changes: changes.map((instant) => new Date(instant)),
    inForceAt: (instant) => stretches.findLast(({ from }) => from <= instant.getTime()) ?? { level, rules },
  };
}

function readPack({ pack, limits }: RulePackDocument): RulePack | null {
  const parsed = parseRulePack(pack, limits);
  return parsed.ok ? parsed.pack : null;
}

async function memberOf({ credentials, bornOn }: Person, known: Known | null, now: Date): Promise<PartyMember> {
  const findings = await Promise.all(credentials.map(({ text }) => examine(text, known, now)));
  return {
    facts: findings.flatMap((finding) =>
      finding.is === 'genuine' || finding.is === 'unverified' ? [finding.facts] : [],
    ),
    violations: findings.flatMap((finding) => ('violation' in finding ? [finding.violation] : [])),
    ...(credentials.length === 0 && { bornOn }),
  };
}

export type Verdict = 'admitted' | 'review' | 'refused' | 'closed' | 'full';

/** The answer for all who go together: that of the least lucky, and nobody enters where there is no room for all. */
export function verdictOf(
  foreseen: readonly Foreseen[],
  door: { readonly open: boolean; readonly free: number },
): Verdict {
  if (foreseen.some(({ decision }) => decision.admission === 'refused')) return 'refused';
  if (!door.open) return 'closed';
  if (door.free < foreseen.length) return 'full';
  return foreseen.some(({ decision }) => decision.admission === 'review') ? 'review' : 'admitted';
}
