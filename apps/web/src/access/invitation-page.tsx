import type { InvitationAcceptRequest, InvitationView, SessionReply } from '@gapura/contract';
import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ApiProblem, api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Field, Loading, Page } from '../ui/index.ts';
import './access.css';
import { AddPasskey } from './add-passkey.tsx';
import { ErrorSummary, type FormErrors } from './error-summary.tsx';
import { readField, signInNamePattern } from './form-fields.ts';
import { landingOf } from './landing.ts';
import { accessMessages } from './messages.ts';
import { passkeysAvailable } from './passkeys.ts';
import { PasswordField } from './password-field.tsx';
import { session } from './session.ts';
import { useReply } from './use-reply.ts';
import { useSubmit } from './use-submit.ts';

/** Where an invitation link leads: name, password, and at once a passkey for whoever wants one. */
export function InvitationPage({ token }: { token: string }): VNode {
  const m = useMessages(accessMessages);
  const address = `/invitations/${encodeURIComponent(token)}`;
  const { value, problem, reload } = useReply(address, () => api.send<InvitationView>('GET', address));
  const [signedIn, setSignedIn] = useState<SessionReply>();
  const accept = async (request: InvitationAcceptRequest): Promise<void> => {
    session.value = await api.send<SessionReply>('POST', address, request);
    setSignedIn(session.value);
  };
  if (signedIn !== undefined) return <AccountReady signedIn={signedIn} />;
  return (
    <Page title={m.invitationTitle} {...(value === undefined ? {} : { lead: m.invitationLead(m.roles[value.role]) })}>
      {value === undefined && problem === undefined && <Loading />}
      {problem !== undefined && <NoInvitation problem={problem} onRetry={reload} />}
      {value !== undefined && <AccountForm view={value} onAccept={accept} />}
    </Page>
  );
}

/** Who opens the link a second time has an account already; a link that is spent stays spent. */
function NoInvitation({ problem, onRetry }: { problem: unknown; onRetry: () => void }): VNode {
  const m = useMessages(accessMessages);
  const isSpent = problem instanceof ApiProblem && problem.code === 'invitation-invalid';
  return (
    <>
      <ErrorState problem={problem} {...(isSpent ? {} : { onRetry })} />
      <a class="button" href="/sign-in">
        {m.haveAccount}
      </a>
    </>
  );
}

function AccountReady({ signedIn }: { signedIn: SessionReply }): VNode {
  const m = useMessages(accessMessages);
  const [added, setAdded] = useState(false);
  const offer = passkeysAvailable() && !added;
  return (
    <Page title={m.accountReady} {...(offer ? { lead: m.accountReadyText } : {})}>
      {offer && <AddPasskey onAdded={() => setAdded(true)} />}
      <a class={offer ? 'button' : 'button is-primary is-large'} href={landingOf(signedIn)}>
        {offer ? m.later : m.proceed}
      </a>
    </Page>
  );
}

interface AccountFormProps {
  readonly view: InvitationView;
  readonly onAccept: (request: InvitationAcceptRequest) => Promise<void>;
}

function AccountForm({ view, onAccept }: AccountFormProps): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  const [errors, setErrors] = useState<FormErrors>({});
  const submit = (event: TargetedEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const request = readRequest(event.currentTarget, view);
    const found = findErrors(request, m);
    setErrors(found);
    if (Object.keys(found).length === 0) run(() => onAccept(request));
  };
  return (
    <form class="access-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={errors} />
      {problem !== undefined && <ErrorState problem={problem} />}
      <Field label={m.displayName} hint={m.displayNameHint} error={errors['displayName']}>
        {(control) => (
          <input
            {...control}
            name="displayName"
            autoComplete="name"
            maxLength={80}
            defaultValue={view.displayName ?? ''}
          />
        )}
      </Field>
      <Field label={m.signInName} hint={m.signInNameHint} error={errors['signInName']}>
        {(control) => (
          <input
            {...control}
            name="signInName"
            autoComplete="username"
            autoCapitalize="none"
            spellcheck={false}
            readOnly={view.signInName !== null}
            defaultValue={view.signInName ?? ''}
          />
        )}
      </Field>
      <PasswordField isNew error={errors['password']} />
      <button type="submit" class="button is-primary is-large" disabled={busy}>
        {m.createAccount}
      </button>
    </form>
  );
}

function readRequest(form: HTMLFormElement, view: InvitationView): InvitationAcceptRequest {
  return {
    displayName: readField(form, 'displayName'),
    ...(view.signInName === null ? { signInName: readField(form, 'signInName').toLowerCase() } : {}),
    password: readField(form, 'password', 'as-is'),
  };
}

const shortestPassword = 12;

function findErrors(
  { displayName, signInName, password }: InvitationAcceptRequest,
  m: { missingDisplayName: string; missingSignInName: string; shortPassword: string },
): FormErrors {
  return {
    ...((displayName ?? '').length < 2 ? { displayName: m.missingDisplayName } : {}),
    ...(signInName !== undefined && !signInNamePattern.test(signInName) ? { signInName: m.missingSignInName } : {}),
    ...(password.length < shortestPassword ? { password: m.shortPassword } : {}),
  };
}
