import type { SessionReply, TotpReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { useCell } from '../state/index.ts';
import { Dialog, ErrorState, Loading } from '../ui/index.ts';
import { AuthenticatorSetup } from './authenticator-setup.tsx';
import { CodeForm } from './code-form.tsx';
import { accessMessages } from './messages.ts';
import { isPasskeyRefusal, passkeysAvailable, signInWithPasskey } from './passkeys.ts';
import { openStepUp } from './second-factor.ts';
import { session } from './session.ts';
import { useReply } from './use-reply.ts';
import { useSubmit } from './use-submit.ts';

/** Asks for the second factor wherever work waits for it. Once on every page of staff. */
export function StepUpDialog({ session: present }: { session: SessionReply }): VNode | null {
  const m = useMessages(accessMessages);
  const open = useCell(openStepUp);
  if (open === undefined) return null;
  return (
    <Dialog title={m.stepUpTitle} onClose={open.cancel}>
      <Proof present={present} onDone={open.done} />
      <button type="button" class="button" onClick={open.cancel}>
        {m.cancel}
      </button>
    </Dialog>
  );
}

function Proof({ present, onDone }: { present: SessionReply; onDone: () => void }): VNode {
  const m = useMessages(accessMessages);
  const { value, problem, reload } = useReply('totp', () => api.send<TotpReply>('GET', '/totp'));
  if (value === undefined) {
    return problem === undefined ? <Loading /> : <ErrorState problem={problem} onRetry={reload} />;
  }
  return (
    <>
      <p>{value.enrolled ? m.stepUpText : m.stepUpFirst}</p>
      {passkeysAvailable() && <PasskeyProof present={present} onDone={onDone} />}
      {value.enrolled ? <CodeForm onDone={onDone} /> : <AuthenticatorSetup onDone={onDone} />}
      {value.enrolled && <p class="soft small">{m.appLost}</p>}
    </>
  );
}

function PasskeyProof({ present, onDone }: { present: SessionReply; onDone: () => void }): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  const prove = async (): Promise<void> => {
    const raised = await signInWithPasskey();
    session.value = raised;
    // The browser offers every passkey of this site: work that was begun as one person is not ended as another.
    if (raised.account?.id !== present.account?.id) throw new Error(m.stepUpOther);
    onDone();
  };
  return (
    <div class="stack">
      <button type="button" class="button is-primary" disabled={busy} onClick={() => run(prove)}>
        {m.stepUpPasskey}
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
