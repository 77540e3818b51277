import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, toast } from '../ui/index.ts';
import { accessMessages } from './messages.ts';
import { addPasskey, isPasskeyRefusal } from './passkeys.ts';
import { useSubmit } from './use-submit.ts';

export function AddPasskey({ onAdded }: { onAdded: () => void }): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  const add = async (): Promise<void> => {
    await addPasskey();
    toast(m.passkeyAdded);
    onAdded();
  };
  return (
    <div class="stack">
      <button type="button" class="button is-primary" disabled={busy} onClick={() => run(add)}>
        {m.addPasskey}
      </button>
      {isPasskeyRefusal(problem) && (
        <p class="notice" role="alert">
          {m.passkeyCancelled}
        </p>
      )}
      {problem !== undefined && !isPasskeyRefusal(problem) && <ErrorState problem={problem} />}
    </div>
  );
}
