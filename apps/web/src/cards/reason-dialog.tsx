import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { TextField, useSubmit } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Dialog, ErrorState } from '../ui/index.ts';
import { cardMessages } from './messages.ts';

interface ReasonDialogProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  /** What must be typed letter by letter before something this large is done. */
  readonly typedName?: string;
  readonly onConfirm: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back, and why it is done. */
export function ReasonDialog({ title, text, action, typedName, onConfirm, onClose }: ReasonDialogProps): VNode {
  const m = useMessages(cardMessages);
  const { busy, problem, run } = useSubmit();
  const [reason, setReason] = useState('');
  const [name, setName] = useState('');
  const [isTried, setTried] = useState(false);
  const isReasonShort = reason.trim().length < 3;
  const isNameWrong = typedName !== undefined && name.trim() !== typedName;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (!isReasonShort && !isNameWrong) run(() => onConfirm(reason.trim()));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="cards-form" noValidate onSubmit={submit}>
        <p>{text}</p>
        {problem !== undefined && <ErrorState problem={problem} />}
        <TextField
          name="reason"
          label={m.reason}
          hint={m.reasonHint}
          value={reason}
          error={isTried && isReasonShort ? m.reasonMissing : undefined}
          maxLength={200}
          onValue={setReason}
        />
        {typedName !== undefined && (
          <TextField
            name="typedName"
            label={m.typeName}
            hint={typedName}
            value={name}
            error={isTried && isNameWrong ? m.nameWrong : undefined}
            onValue={setName}
          />
        )}
        <div class="row">
          <button type="submit" class="button is-danger" disabled={busy}>
            {action}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {m.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
