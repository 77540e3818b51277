import lock from 'lucide-static/icons/lock-keyhole.svg?raw';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { Icon } from '../ui/index.ts';
import { certificateMessages } from './messages.ts';

export function PrivacyNote(): VNode {
  const t = useMessages(certificateMessages);
  return (
    <section class="notice is-calm">
      <h2 class="privacy-title">
        <Icon svg={lock} />
        {t.privacy}
      </h2>
      <p>{t.privacyText}</p>
    </section>
  );
}

export function ReadableFormats(): VNode {
  const t = useMessages(certificateMessages);
  return (
    <section class="card">
      <h2>{t.formatsTitle}</h2>
      <ul class="formats">
        {Object.entries(t.formats).map(([format, name]) => (
          <li key={format}>{name}</li>
        ))}
      </ul>
    </section>
  );
}
