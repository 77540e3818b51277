/** What a wall clock in some zone shows, as if it were UTC. */
type WallTime = number;

const dayMs = 86_400_000;

/** Making a format costs far more than using it; a server meets few zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this software can tell the time there. Offsets such as `+08:00` are not zones. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return /^[a-z]/i.test(name);
  } catch (error) {
    if (error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}

/** @throws RangeError where the zone is unknown. */
export function wallTimeAt(timeZone: string, instant: number): WallTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) {
    parts[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Milliseconds since midnight on the wall. */
export function timeOfDay(wall: WallTime): number {
  return ((wall % dayMs) + dayMs) % dayMs;
}

export function midnightOf(wall: WallTime): WallTime {
  return wall - timeOfDay(wall);
}

/**
 * The instants at which a wall clock shows this: two where a clock is put back over it. Where a clock is put forward
 * over it, the one instant as if it had not been put forward yet.
 */
export function instantsOf(timeZone: string, wall: WallTime): readonly number[] {
  const before = wall - offsetNear(timeZone, wall - dayMs);
  const after = wall - offsetNear(timeZone, wall + dayMs);
  const shown = [...new Set([before, after])].filter((instant) => wallTimeAt(timeZone, instant) === wall);
  return shown.length > 0 ? shown : [before];
}

/** The zone's distance from UTC at an instant, in whole seconds. */
function offsetNear(timeZone: string, instant: number): number {
  const second = Math.floor(instant / 1000) * 1000;
  return wallTimeAt(timeZone, second) - second;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
