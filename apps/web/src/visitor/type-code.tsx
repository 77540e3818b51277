import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { Field } from '../ui/index.ts';
import { moreMessages } from './more-messages.ts';
import { findGateCode } from './poster.ts';

/** The short code under the poster's QR code, for phones without a camera. */
export function TypeCode(): VNode {
  const t = useMessages(moreMessages);
  const { route } = useLocation();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const open = (event: Event): void => {
    event.preventDefault();
    const code = findGateCode(typed);
    setError(code === undefined ? t.codeMalformed : undefined);
    if (code !== undefined) route(`/g/${code}`);
  };
  return (
    <form class="card" onSubmit={open} noValidate>
      <Field label={t.typeCode} hint={t.typeCodeHint} error={error}>
        {(control) => (
          <input
            {...control}
            class="code"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={20}
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit" class="button">
        {t.openGate}
      </button>
    </form>
  );
}
