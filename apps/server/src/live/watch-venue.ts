import type { OccupancyReply } from '@gapura/contract';
import type { Changes } from './changes.ts';

const repeatMs = 5_000;

type Follower = (reply: OccupancyReply) => void;

/**
 * Reads a venue's occupancy once for all who watch it: at each change, and every five seconds so that a screen can tell
 * fresh numbers from old ones, even when a notice was lost.
 */
export class OccupancyWatch {
  readonly #changes: Changes;
  readonly #read: (venueId: string) => Promise<OccupancyReply>;
  readonly #onError: (error: Error) => void;
  readonly #rooms = new Map<string, Room>();

  constructor(deps: {
    changes: Changes;
    read: (venueId: string) => Promise<OccupancyReply>;
    onError: (error: Error) => void;
  }) {
    this.#changes = deps.changes;
    this.#read = deps.read;
    this.#onError = deps.onError;
  }

  /** @returns a function that ends the watch. */
  watch(venueId: string, follower: Follower): () => void {
    const room = this.#rooms.get(venueId) ?? this.#open(venueId);
    room.followers.add(follower);
    return () => {
      room.followers.delete(follower);
      if (room.followers.size === 0 && this.#rooms.get(venueId) === room) {
        this.#rooms.delete(venueId);
        room.close();
      }
    };
  }

  #open(venueId: string): Room {
    const refresh = gathered(async () => {
      const reply = await this.#read(venueId);
      room.followers.forEach((follower) => follower(reply));
    }, this.#onError);
    const unfollow = this.#changes.follow(venueId, refresh);
    const timer = setInterval(refresh, repeatMs);
    const room: Room = {
      followers: new Set(),
      close() {
        clearInterval(timer);
        unfollow();
      },
    };
    this.#rooms.set(venueId, room);
    return room;
  }
}

interface Room {
  readonly followers: Set<Follower>;
  close(): void;
}

/** Runs `work` once at a time; calls that come while it runs are answered by one more run after it. */
export function gathered(work: () => Promise<void>, onError: (error: Error) => void): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work().catch(onError);
    } while (again);
    running = false;
  };
  return () => {
    if (running) {
      again = true;
    } else {
      void run();
    }
  };
}
