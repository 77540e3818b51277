import { isCalendarDate } from '@gapura/screening';
import { Problem } from '../http/problem.ts';

/** RFC 3339: with an offset, and no hour 24. */
const written = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/u;

/**
 * What `Date` would bend is refused: days that no month has, and wall clocks of nobody knows where.
 * @param path where in the body it stands
 * @throws Problem body-invalid
 */
export function instantOf(text: string, path: string): Date {
  const date = written.exec(text.toUpperCase())?.[1];
  if (date === undefined || !isCalendarDate(date)) {
    throw new Problem('body-invalid', {
      errors: [{ path, message: 'must be an instant with its offset, like 2022-02-01T00:00:00Z (RFC 3339)' }],
    });
  }
  return new Date(text.toUpperCase());
}
