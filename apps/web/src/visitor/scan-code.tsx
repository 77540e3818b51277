import type { VNode } from 'preact';
import { ErrorState, Loading } from '../ui/index.ts';
import { useLoaded } from './use-loaded.ts';

interface ScanCodeProps {
  readonly onText: (text: string) => void;
  /** What to do now, in place of the usual words. */
  readonly prompt?: string | undefined;
  readonly onClose: () => void;
  /** Stay in the page and scan on. */
  readonly continuous?: boolean;
}

/** The camera, fetched when somebody wants it. */
export function ScanCode(props: ScanCodeProps): VNode {
  const loaded = useLoaded(async () => (await import('../scan/index.ts')).Scanner);
  if (loaded === undefined) {
    return <Loading />;
  }
  if ('problem' in loaded) {
    return <ErrorState problem={loaded.problem} onRetry={props.onClose} />;
  }
  const Scanner = loaded.value;
  return <Scanner {...props} />;
}
