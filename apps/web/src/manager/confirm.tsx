import type { VNode } from 'preact';
import { useSubmit } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Dialog, ErrorState } from '../ui/index.ts';
import { managerMessages } from './messages.ts';

interface ConfirmProps {
  readonly title: string;
  readonly question: string;
  readonly action: string;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, question, action, onConfirm, onClose }: ConfirmProps): VNode {
  const m = useMessages(managerMessages);
  const { busy, problem, run } = useSubmit();
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{question}</p>
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
