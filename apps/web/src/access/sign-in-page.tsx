import type { SessionReply, SignInRequest } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Field, Page } from '../ui/index.ts';
import './access.css';
import { ErrorSummary, type FormErrors } from './error-summary.tsx';
import { readField, signInNamePattern } from './form-fields.ts';
import { landingOf, wantedPage } from './landing.ts';
import { accessMessages } from './messages.ts';
import { isPasskeyRefusal, passkeysAvailable, signInWithPasskey } from './passkeys.ts';
import { PasswordField } from './password-field.tsx';
import { session } from './session.ts';
import { useSubmit } from './use-submit.ts';

export function SignInPage(): VNode {
  const m = useMessages(accessMessages);
  const { route } = useLocation();
  const enter = (signedIn: SessionReply): void => {
    session.value = signedIn;
    route(wantedPage(location.search) ?? landingOf(signedIn), true);
  };
  return (
    <Page title={m.signInTitle} lead={m.signInLead}>
      {passkeysAvailable() && (
        <>
          <PasskeySignIn onSignedIn={enter} />
          <h2>{m.orPassword}</h2>
        </>
      )}
      <PasswordSignIn onSignedIn={enter} />
    </Page>
  );
}

interface SignInProps {
  readonly onSignedIn: (session: SessionReply) => void;
}

function PasskeySignIn({ onSignedIn }: SignInProps): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  return (
    <div class="stack">
      <button
        type="button"
        class="button is-primary is-large"
        disabled={busy}
        onClick={() => run(async () => onSignedIn(await signInWithPasskey()))}
      >
        {m.signInWithPasskey}
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

function PasswordSignIn({ onSignedIn }: SignInProps): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  const [errors, setErrors] = useState<FormErrors>({});
  const submit = (event: TargetedEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const request: SignInRequest = {
      signInName: readField(event.currentTarget, 'signInName').toLowerCase(),
      password: readField(event.currentTarget, 'password', 'as-is'),
    };
    const found = {
      ...(signInNamePattern.test(request.signInName) ? {} : { signInName: m.missingSignInName }),
      ...(request.password === '' ? { password: m.missingPassword } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    run(async () => onSignedIn(await api.send<SessionReply>('POST', '/sessions', request)));
  };
  return (
    <form class="access-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={errors} />
      {problem !== undefined && <ErrorState problem={problem} />}
      <Field label={m.signInName} error={errors['signInName']}>
        {(control) => (
          <input
            {...control}
            name="signInName"
            autoComplete="username webauthn"
            autoCapitalize="none"
            spellcheck={false}
          />
        )}
      </Field>
      <PasswordField isNew={false} error={errors['password']} />
      <button type="submit" class="button is-primary is-large" disabled={busy}>
        {busy ? m.signingIn : m.signIn}
      </button>
    </form>
  );
}
