import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { Field } from '../ui/index.ts';
import { moreMessages } from './more-messages.ts';

interface PastedTextProps {
  readonly startWith: string;
  readonly isBusy: boolean;
  /** What is wrong with the text that was handed over last. */
  readonly error?: string | undefined;
  readonly onText: (text: string) => void;
}

/** A certificate as text, for whoever has neither camera nor picture. */
export function PastedText({ startWith, isBusy, error, onText }: PastedTextProps): VNode {
  const t = useMessages(moreMessages);
  const [text, setText] = useState(startWith);
  const [isMissing, setMissing] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim() !== '') onText(text);
  };
  return (
    <details open={startWith !== ''}>
      <summary>{t.addByText}</summary>
      <form class="stack" noValidate onSubmit={submit}>
        <Field
          label={t.certificateText}
          hint={t.certificateTextHint}
          error={isMissing ? t.certificateTextMissing : error}
        >
          {(control) => (
            <textarea
              {...control}
              class="code"
              rows={4}
              autocomplete="off"
              spellcheck={false}
              value={text}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" class="button" disabled={isBusy}>
          {isBusy ? t.verifying : t.keepCertificate}
        </button>
      </form>
    </details>
  );
}
