import copy from 'lucide-static/icons/copy.svg?raw';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { Icon, toast } from '../ui/index.ts';
import { demoMessages } from './messages.ts';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** What is copied, for whoever does not see what stands beside the button. */
  readonly what: string;
}

export function CopyButton({ text, label, what }: CopyButtonProps): VNode {
  const t = useMessages(demoMessages);
  // Without HTTPS the browser offers no clipboard; the text stays on the page to be selected.
  const write = (): Promise<void> =>
    (navigator.clipboard as Clipboard | undefined)?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
  return (
    <button
      type="button"
      class="button"
      aria-label={t.copyNamed(what)}
      onClick={() => {
        write().then(
          () => toast(t.copied),
          () => toast(t.copyFailed),
        );
      }}
    >
      <Icon svg={copy} />
      {label}
    </button>
  );
}
