import type { TotpReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Loading } from '../ui/index.ts';
import { AuthenticatorSetup } from './authenticator-setup.tsx';
import { accessMessages } from './messages.ts';
import { useReply } from './use-reply.ts';

/** In the account's dialog: whether an authenticator app is set up, and what to do next. */
export function AuthenticatorSection(): VNode {
  const m = useMessages(accessMessages);
  const { value, problem, reload, replace } = useReply('totp', () => api.send<TotpReply>('GET', '/totp'));
  return (
    <section class="stack">
      <h3>{m.factorTitle}</h3>
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value === undefined && problem === undefined && <Loading />}
      {value?.enrolled === true && <p class="notice is-calm">{m.appReady}</p>}
      {value?.enrolled === true && <p class="small">{m.appLost}</p>}
      {value?.enrolled === false && <p class="small">{m.factorText}</p>}
      {value?.enrolled === false && <AuthenticatorSetup onDone={() => replace({ enrolled: true })} />}
    </section>
  );
}
