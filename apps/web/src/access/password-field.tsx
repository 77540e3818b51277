import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { Field } from '../ui/index.ts';
import { accessMessages } from './messages.ts';

interface PasswordFieldProps {
  readonly isNew: boolean;
  readonly error: string | undefined;
}

/** May be pasted into, filled by a password safe, and shown. */
export function PasswordField({ isNew, error }: PasswordFieldProps): VNode {
  const m = useMessages(accessMessages);
  const [shown, setShown] = useState(false);
  return (
    <div class="stack">
      <Field label={m.password} error={error} {...(isNew ? { hint: m.passwordHint } : {})}>
        {(control) => (
          <input
            {...control}
            name="password"
            {...(shown ? { type: 'text' as const } : { type: 'password' as const })}
            autoComplete={isNew ? 'new-password' : 'current-password'}
            maxLength={200}
            spellcheck={false}
          />
        )}
      </Field>
      <label class="access-show">
        <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
        {m.showPassword}
      </label>
    </div>
  );
}
