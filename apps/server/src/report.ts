const repeatedAfterMs = 10_000;
const maxRemembered = 100;
const reportedAt = new Map<string, number>();

/**
 * The one way out for errors that no request is waiting for, and for a database that is away: a line for the operator, never
 * a person's data. While one thing fails a thousand times it is said once in ten seconds, so that no log fills a disk.
 */
export function reportError(error: Error): void {
  const line = `${error.name}: ${error.message}`;
  const now = Date.now();
  if (now - (reportedAt.get(line) ?? Number.NEGATIVE_INFINITY) < repeatedAfterMs) {
    return;
  }
  if (reportedAt.size >= maxRemembered) {
    reportedAt.clear();
  }
  reportedAt.set(line, now);
  console.error(`${new Date(now).toISOString()} ${line}`);
}

/** Tells the operator what a start that takes longer is doing. */
export function reportProgress(line: string): void {
  console.log(line);
}
