import type { TotpEnrolmentReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, toast } from '../ui/index.ts';
import { CodeForm } from './code-form.tsx';
import { accessMessages } from './messages.ts';
import { Qr } from './qr.tsx';
import { useSubmit } from './use-submit.ts';

/** Sets an authenticator app up: scanned or typed, and counted from its first code on. */
export function AuthenticatorSetup({ onDone }: { onDone: () => void }): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  const [offer, setOffer] = useState<TotpEnrolmentReply>();
  const begin = async (): Promise<void> => setOffer(await api.send<TotpEnrolmentReply>('POST', '/totp'));
  const finish = (): void => {
    toast(m.appAdded);
    onDone();
  };
  if (offer !== undefined) {
    return <Offer offer={offer} onDone={finish} />;
  }
  return (
    <div class="stack">
      {problem !== undefined && <ErrorState problem={problem} />}
      <button type="button" class="button is-primary" disabled={busy} onClick={() => run(begin)}>
        {m.appSetUp}
      </button>
    </div>
  );
}

function Offer({ offer, onDone }: { offer: TotpEnrolmentReply; onDone: () => void }): VNode {
  const m = useMessages(accessMessages);
  const copy = (): void => {
    navigator.clipboard.writeText(offer.secret).then(
      () => toast(m.copied),
      () => toast(m.copyFailed),
    );
  };
  return (
    <div class="stack">
      <p>{m.appScan}</p>
      <Qr text={offer.url} />
      <p class="small">{m.appSecret}</p>
      <p class="access-secret code">{offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
      {'clipboard' in navigator && (
        <button type="button" class="button" onClick={copy}>
          {m.copySecret}
        </button>
      )}
      <p>{m.appConfirm}</p>
      <CodeForm onDone={onDone} />
    </div>
  );
}
