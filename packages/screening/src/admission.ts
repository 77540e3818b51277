import type { Colour } from './decision.ts';
import type { Admission, RulePack } from './rule-pack.ts';

/** What happens to a person of this colour at the door. Without rules nobody is admitted. */
export function admissionOf(colour: Colour, pack: RulePack | null): Admission {
  return pack === null || pack.rules.length === 0 ? 'refused' : pack.admission[colour];
}
