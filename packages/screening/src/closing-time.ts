/** Where a regulation only says when places close, they open again then. */
const opensAgainAt = '05:00';

/**
 * Of two closing times the one that comes first in the night: a venue that closes after midnight closes later than one that
 * closes in the evening.
 */
export function earlierClosing(one: string | null, other: string | null): string | null {
  if (one === null || other === null) {
    return one ?? other;
  }
  return sinceMorning(one) <= sinceMorning(other) ? one : other;
}

/** When a venue opens that a regulation closes: as its own hours say, unless they begin only after that closing time. */
export function openingBefore(closesAt: string, own: string | null): string {
  return own === null || sinceMorning(own) >= sinceMorning(closesAt) ? opensAgainAt : own;
}

function sinceMorning(time: string): string {
  return time < opensAgainAt ? `1${time}` : `0${time}`;
}
