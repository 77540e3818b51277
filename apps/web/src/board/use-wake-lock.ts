import { useEffect, useState } from 'preact/hooks';

/**
 * Keeps the screen lit while the page is seen. The browser lets go whenever the page is hidden, so it is asked again.
 * @returns whether the screen is kept lit; browsers without wake lock, and low batteries, refuse
 */
export function useWakeLock(): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      lock = await navigator.wakeLock.request('screen');
      setHeld(true);
    };
    const tryAsk = (): void => {
      if ('wakeLock' in navigator) ask().catch(() => setHeld(false));
    };
    tryAsk();
    document.addEventListener('visibilitychange', tryAsk);
    return () => {
      document.removeEventListener('visibilitychange', tryAsk);
      void lock?.release();
    };
  }, []);
  return held;
}
