import { reportError } from './report.ts';

const stopWithinMs = 15_000;

/** Takes what has to be closed before the process ends. */
export type CloseOnSignal = (close: () => Promise<void>) => void;

/**
 * The first signal drains and ends; the second one, or fifteen seconds, end at once. So does a signal before there is
 * anything to close: an orderly exit takes the embedded PostgreSQL along, where a signal's own end would leave it running.
 */
export function watchSignals(): CloseOnSignal {
  const { stop, closeOnSignal } = createStop();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, stop);
  }
  return closeOnSignal;
}

/** `stop` closes and ends when it is called for the first time, and ends at once when it is called again. */
export function createStop(): { readonly stop: () => void; readonly closeOnSignal: CloseOnSignal } {
  let close: (() => Promise<void>) | undefined;
  const stop = (): void => {
    if (close === undefined) {
      process.exit(1);
    }
    const closing = close();
    close = undefined;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    closing.then(
      () => process.exit(0),
      (error: unknown) => {
        reportError(error instanceof Error ? error : new Error(String(error)));
        process.exit(1);
      },
    );
  };
  return {
    stop,
    closeOnSignal(given) {
      close = given;
    },
  };
}
