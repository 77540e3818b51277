import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { accessMessages } from './messages.ts';

/** One wrong entry of a form: the name of its control and what to do. */
export type FormErrors = Partial<Record<string, string>>;

/** All wrong entries above the form, each a link to its control. It takes the focus whenever it appears. */
export function ErrorSummary({ errors }: { errors: FormErrors }): VNode | null {
  const m = useMessages(accessMessages);
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== undefined);
  useEffect(() => {
    if (entries.length > 0) box.current?.focus();
  }, [errors]);
  if (entries.length === 0) return null;
  const goTo = (event: Event, name: string): void => {
    event.preventDefault();
    document.getElementsByName(name)[0]?.focus();
  };
  return (
    <div ref={box} class="notice is-error" role="alert" tabIndex={-1}>
      <h2>{m.summaryTitle}</h2>
      <ul class="stack">
        {entries.map(([name, text]) => (
          <li key={name}>
            <a href={`#${name}`} onClick={(event) => goTo(event, name)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
