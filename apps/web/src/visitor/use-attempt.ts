import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { startAgain, type Attempt } from './check-in.ts';

/** `whenStored` runs once nothing of the attempt can be lost any more. */
type Begin = (attempt: Attempt, whenStored?: () => Promise<void>) => void;

/** Starts a new attempt and shows how it goes; while it is being stored nobody can start it twice. */
export function useAttempt(): { readonly isStarting: boolean; readonly begin: Begin } {
  const { route } = useLocation();
  const [isStarting, setStarting] = useState(false);
  const start = async (attempt: Attempt, whenStored?: () => Promise<void>): Promise<void> => {
    const eventId = await startAgain(attempt);
    await whenStored?.();
    route(`/pass/${eventId}`, true);
  };
  const begin: Begin = (attempt, whenStored) => {
    setStarting(true);
    start(attempt, whenStored).catch((problem: unknown) => {
      setStarting(false);
      reportError(problem);
    });
  };
  return { isStarting, begin };
}
