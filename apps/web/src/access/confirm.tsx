import type { ComponentChildren, VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { Dialog, ErrorState } from '../ui/index.ts';
import { accessMessages } from './messages.ts';
import { useSubmit } from './use-submit.ts';

interface ConfirmProps {
  readonly title: string;
  readonly question: string;
  readonly action: string;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
  /** What helps to decide. */
  readonly children?: ComponentChildren;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, question, action, onConfirm, onClose, children }: ConfirmProps): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{question}</p>
      {children}
      {problem !== undefined && <ErrorState problem={problem} />}
      <div class="row">
        <button type="button" class="button is-danger" disabled={busy} onClick={() => run(onConfirm)}>
          {action}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {m.cancel}
        </button>
      </div>
    </Dialog>
  );
}
