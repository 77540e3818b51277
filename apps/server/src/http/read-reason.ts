import { holdsPersonalNumber } from '@gapura/contract/personal-number';
import { Problem } from './problem.ts';

/**
 * Of texts that staff write about what they did: without the blanks around them. They must not say whom it was about.
 * @throws Problem reason-names-person
 */
export function readReason(text: string): string {
  if (holdsPersonalNumber(text)) {
    throw new Problem('reason-names-person');
  }
  return text.trim();
}
