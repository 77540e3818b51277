import { Problem } from './problem.ts';

/** Lets a few pieces of heavy work run at once, some more wait, and refuses the rest. */
export interface WorkLimit {
  /** @throws Problem busy */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createWorkLimit({ running, waiting }: { running: number; waiting: number }): WorkLimit {
  let free = running;
  const queue: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return;
    }
    if (queue.length >= waiting) {
      throw new Problem('busy', { retryAfterSeconds: 2 });
    }
    // Whoever leaves hands its place over, so `free` does not change.
    await new Promise<void>((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) {
      free += 1;
    } else {
      next();
    }
  };
  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
