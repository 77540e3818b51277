import { readReason } from '../http/read-reason.ts';
import { Problem } from '../http/problem.ts';

/** Numbers of letters and decrees, as `SE 434/7095/2021` and `188.45/1234/HK/2021`: parts with slashes that end with the year. */
const letterNumbers = /\b(?:[\dA-Za-z.-]{1,8}\/){1,5}(?:19|20)\d\d\b/g;

/**
 * The reason of a level, a rule pack or an order, which everybody can read, without the blanks around it.
 * @throws Problem reason-names-person
 */
export function readPublicReason(text: string): string {
  readReason(text.replace(letterNumbers, 'x'));
  return text.trim();
}

/** Null where it may name a person: reasons entered before were not refused for that. */
export function publicReason(reason: string): string | null {
  try {
    return readPublicReason(reason);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
