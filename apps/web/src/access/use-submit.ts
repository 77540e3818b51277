import { useRef, useState } from 'preact/hooks';

export interface Submit {
  busy: boolean;
  problem: unknown;
  /** Runs the work unless it runs already; a failure becomes `problem`. */
  run: (work: () => Promise<void>) => void;
}

/** One press, one request: a second press while the first is on its way does nothing. */
export function useSubmit(): Submit {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const settle = (error: unknown): void => {
    running.current = false;
    setBusy(false);
    setProblem(error);
  };
  const run = (work: () => Promise<void>): void => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    work().then(
      () => settle(undefined),
      (error: unknown) => settle(error),
    );
  };
  return { busy, problem, run };
}
