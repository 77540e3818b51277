import type { SessionReply } from '@gapura/contract';
import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Field } from '../ui/index.ts';
import { readField } from './form-fields.ts';
import { accessMessages } from './messages.ts';
import { session } from './session.ts';
import { useSubmit } from './use-submit.ts';

/** Takes a code of the authenticator app and raises this session with it. */
export function CodeForm({ onDone }: { onDone: () => void }): VNode {
  const m = useMessages(accessMessages);
  const { busy, problem, run } = useSubmit();
  const [isWrong, setWrong] = useState(false);
  const submit = (event: TargetedEvent<HTMLFormElement>): void => {
    event.preventDefault();
    // Apps show the code in two groups of three.
    const code = readField(event.currentTarget, 'code').replaceAll(' ', '');
    setWrong(!/^\d{6}$/.test(code));
    if (!/^\d{6}$/.test(code)) return;
    run(async () => {
      session.value = await api.send<SessionReply>('POST', '/sessions/current/second-factor', { code });
      onDone();
    });
  };
  return (
    <form class="access-form" noValidate onSubmit={submit}>
      {problem !== undefined && <ErrorState problem={problem} />}
      <Field label={m.code} hint={m.codeHint} error={isWrong ? m.codeMissing : undefined}>
        {(control) => (
          <input {...control} class="code" name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
        )}
      </Field>
      <button type="submit" class="button is-primary" disabled={busy}>
        {m.confirmCode}
      </button>
    </form>
  );
}
