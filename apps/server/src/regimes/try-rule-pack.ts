import type { RuleTrialReply, RuleTrialRequest } from '@gapura/contract';
import type { Decision, RulePack } from '@gapura/screening';
import { Problem } from '../http/problem.ts';
import { isTimeZone } from '../venues/index.ts';
import { instantOf } from './instant.ts';

/** Where and when a pack is tried. */
interface TrialPlace {
  readonly now: Date;
  readonly timeZone: string;
  readonly kind: RuleTrialRequest['kind'];
  readonly category: string;
  readonly level?: number;
  readonly rules: RulePack;
}

export type TryPack = (
  person: Pick<RuleTrialRequest, 'credentials' | 'bornOn'>,
  where: TrialPlace,
) => Promise<Decision>;

/** @throws Problem body-invalid */
export async function tryRulePack(
  tryPack: TryPack,
  rules: RulePack,
  { credentials, bornOn, kind, category, level, at, timeZone }: RuleTrialRequest,
): Promise<RuleTrialReply> {
  if (!isTimeZone(timeZone)) {
    throw new Problem('body-invalid', {
      errors: [{ path: '/timeZone', message: 'is not a time zone of the IANA database' }],
    });
  }
  if (!rules.categories.some(({ id }) => id === category)) {
    throw new Problem('body-invalid', { errors: [{ path: '/category', message: 'is no category of this rule pack' }] });
  }
  const person = { credentials, ...(bornOn !== undefined && { bornOn }) };
  const where = { now: instantOf(at, '/at'), timeZone, kind, category, rules, ...(level !== null && { level }) };
  const { colour, admission, reasons } = await tryPack(person, where);
  return { colour, admission, reasons: [...reasons] };
}
