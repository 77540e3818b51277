import type { SessionReply } from '@gapura/contract';
import userIcon from 'lucide-static/icons/circle-user-round.svg?raw';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/index.ts';
import { formatDateTime, useMessages } from '../i18n/index.ts';
import { Dialog, ErrorState, Icon, Loading } from '../ui/index.ts';
import './access.css';
import { AddPasskey } from './add-passkey.tsx';
import { AuthenticatorSection } from './authenticator-section.tsx';
import { accessMessages } from './messages.ts';
import { passkeysAvailable } from './passkeys.ts';
import { signOut } from './session.ts';
import { StepUpDialog } from './step-up-dialog.tsx';
import { useReply } from './use-reply.ts';
import { useSubmit } from './use-submit.ts';

interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly lastUsedAt: string | null;
}

/** In the bar of every staff page: who is signed in, their passkeys, and the way out. */
export function AccountButton({ session }: { session: SessionReply }): VNode {
  const m = useMessages(accessMessages);
  const [open, setOpen] = useState(false);
  const name = session.account?.displayName ?? session.device?.name ?? m.account;
  return (
    <>
      <button type="button" class="access-account" aria-label={m.accountOf(name)} onClick={() => setOpen(true)}>
        <Icon svg={userIcon} />
      </button>
      <StepUpDialog session={session} />
      {open && (
        <Dialog title={name} onClose={() => setOpen(false)}>
          <AccountCard session={session} onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

function AccountCard({ session, onClose }: { session: SessionReply; onClose: () => void }): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  const role = [m.roles[session.role], session.organisation?.name].filter(Boolean).join(' · ');
  return (
    <>
      {/* Opened, it is read from its top; the first button, and with it Enter, would sign out. */}
      <p class="soft access-role" tabIndex={-1} autoFocus>
        {role}
      </p>
      {session.account !== null && <AuthenticatorSection />}
      {session.account !== null && <Passkeys />}
      {problem !== undefined && <ErrorState problem={problem} />}
      <div class="row">
        <button type="button" class="button is-danger" disabled={busy} onClick={() => run(leave)}>
          {m.signOut}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {m.close}
        </button>
      </div>
    </>
  );
}

/** A full load, so that nothing of the session stays in memory. */
async function leave(): Promise<void> {
  await signOut();
  location.assign('/sign-in');
}

function Passkeys(): VNode {
  const m = useMessages(accessMessages);
  const { value, problem, reload } = useReply('passkeys', () => api.send<{ passkeys: Passkey[] }>('GET', '/passkeys'));
  return (
    <section class="stack">
      <h3>{m.passkeys}</h3>
      <p class="small">{m.passkeysText}</p>
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value === undefined && problem === undefined && <Loading />}
      {value?.passkeys.length === 0 && <p class="soft">{m.noPasskeys}</p>}
      <ul class="stack">
        {value?.passkeys.map((passkey) => (
          <PasskeyLine key={passkey.id} passkey={passkey} onRemoved={reload} />
        ))}
      </ul>
      {passkeysAvailable() ? <AddPasskey onAdded={reload} /> : <p class="soft small">{m.passkeysUnavailable}</p>}
    </section>
  );
}

function PasskeyLine({ passkey, onRemoved }: { passkey: Passkey; onRemoved: () => void }): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  const used =
    passkey.lastUsedAt === null ? m.neverUsed : m.lastUsed(formatDateTime(passkey.lastUsedAt, 'Asia/Makassar'));
  const remove = async (): Promise<void> => {
    await api.send('DELETE', `/passkeys/${passkey.id}`);
    onRemoved();
  };
  return (
    <li class="row">
      <span class="access-passkey">
        {passkey.name}
        <span class="soft small">{used}</span>
      </span>
      <button
        type="button"
        class="button is-danger"
        aria-label={m.removePasskey(passkey.name)}
        disabled={busy}
        onClick={() => run(remove)}
      >
        {m.remove}
      </button>
      {problem !== undefined && <ErrorState problem={problem} />}
    </li>
  );
}
