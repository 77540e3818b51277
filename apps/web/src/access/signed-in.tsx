import type { SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, Page } from '../ui/index.ts';
import { landingOf } from './landing.ts';
import { accessMessages } from './messages.ts';
import { askToSignIn, loadSession, session } from './session.ts';

interface SignedInProps {
  readonly roles: readonly SessionReply['role'][];
  readonly title: string;
  /** What helps even where the server cannot be asked who this is. */
  readonly beside?: VNode;
  readonly children: (session: SessionReply) => VNode;
}

/** Shows a room to whoever may enter it; leads everybody else to the sign-in page or to their own room. */
export function SignedIn({ roles, title, beside, children }: SignedInProps): VNode {
  const [problem, setProblem] = useState<unknown>();
  const [round, setRound] = useState(0);
  const known = session.value;
  useEffect(() => {
    setProblem(undefined);
    loadSession().catch(setProblem);
  }, [round]);
  useEffect(() => {
    if (known === null) askToSignIn();
  }, [known]);
  if (known === undefined && problem !== undefined) {
    return (
      <Page title={title}>
        <ErrorState problem={problem} onRetry={() => setRound(round + 1)} />
        {beside}
      </Page>
    );
  }
  if (known === undefined || known === null) {
    return (
      <Page title={title}>
        <Loading />
      </Page>
    );
  }
  return roles.includes(known.role) ? children(known) : <OtherRole session={known} />;
}

function OtherRole({ session: known }: { session: SessionReply }): VNode {
  const m = useMessages(accessMessages);
  return (
    <Page title={m.noPermissionTitle} lead={m.noPermissionText(m.roles[known.role])}>
      <a class="button is-primary" href={landingOf(known)}>
        {m.toOwnPage}
      </a>
    </Page>
  );
}
