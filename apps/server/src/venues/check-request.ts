import type { LimitRequest, VenueChangeRequest, VenueRequest } from '@gapura/contract';
import { Problem } from '../http/problem.ts';
import type { Venue } from './venue.ts';
import { isTimeZone } from './wall-clock.ts';

/** @throws Problem body-invalid, limit-above-capacity */
export function checkVenue(request: VenueRequest): void {
  if (!isTimeZone(request.timeZone)) {
    throw fault('/timeZone', 'is not a time zone of the IANA database');
  }
  checkHours(request);
  checkLimits(request, request.capacity);
}

/** A place that opens also closes. @throws Problem body-invalid */
function checkHours({ opensAt, closesAt }: Pick<Venue, 'opensAt' | 'closesAt'>): void {
  if ((opensAt === null) !== (closesAt === null)) {
    throw fault(opensAt === null ? '/opensAt' : '/closesAt', 'must be given with the other one, or neither');
  }
}

type LimitsOnly = Pick<LimitRequest, 'limit' | 'visitorLimit' | 'employeeLimit'>;

/** @throws Problem limit-above-capacity */
export function checkLimits({ limit, visitorLimit, employeeLimit }: LimitsOnly, capacity: number): void {
  if (Math.max(limit, visitorLimit ?? 0, employeeLimit ?? 0) > capacity) {
    throw new Problem('limit-above-capacity');
  }
}

/** The venue as it is after the change. @throws Problem body-invalid */
export function changed(venue: Venue, change: VenueChangeRequest): Venue {
  const { area = venue.areaCode, ...others } = change;
  const next = { ...venue, ...others, areaCode: area };
  checkHours(next);
  return next;
}

export function fault(path: string, message: string): Problem {
  return new Problem('body-invalid', { errors: [{ path, message }] });
}
