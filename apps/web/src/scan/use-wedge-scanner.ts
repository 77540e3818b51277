import { useEffect, useRef } from 'preact/hooks';
import { createWedge, isTypedInto } from './wedge.ts';

/** Listens for a hardware scanner that types like a keyboard, wherever the focus is but in a field. */
export function useWedgeScanner(onText: (text: string) => void): void {
  const latest = useRef(onText);
  latest.current = onText;
  useEffect(() => {
    const wedge = createWedge();
    const press = (event: KeyboardEvent): void => {
      if (isTypedInto(event.target)) return;
      const modified = event.ctrlKey || event.altKey || event.metaKey;
      const { taken, text } = wedge.press({ key: event.key, atMs: event.timeStamp, modified });
      if (taken) event.preventDefault();
      if (text !== undefined) latest.current(text);
    };
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, []);
}
