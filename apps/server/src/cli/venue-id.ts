import { UsageError } from './command.ts';

/** @throws UsageError */
export function readVenueId(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) {
    throw new UsageError('--venue takes the id of a venue');
  }
  return text;
}
