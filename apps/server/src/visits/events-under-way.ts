interface UnderWay {
  readonly venueId: string;
  readonly settled: Promise<void>;
}

/**
 * The event ids of check-ins that this process has not answered yet. An id that comes to a second venue meanwhile waits here
 * until the first one has its answer: only then does the database know whose it is. Holds as many as the queues do.
 */
export class EventsUnderWay {
  readonly #byEvent = new Map<string, UnderWay>();

  /** Resolves when another venue has answered the id; null where none is asked for it. */
  findAtOtherVenue(venueId: string, event: string): Promise<void> | null {
    const found = this.#byEvent.get(event);
    return found === undefined || found.venueId === venueId ? null : found.settled;
  }

  add(venueId: string, event: string, answer: Promise<unknown>): void {
    const forget = (): void => {
      // Of several at one venue the last one is answered last.
      if (this.#byEvent.get(event) === underWay) {
        this.#byEvent.delete(event);
      }
    };
    const underWay = { venueId, settled: answer.then(forget, forget) };
    this.#byEvent.set(event, underWay);
  }
}
