import type { DemoReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { CopyButton } from './copy-button.tsx';
import { demoMessages } from './messages.ts';

export function DemoStaff({ staff }: { staff: DemoReply['staff'] }): VNode {
  const t = useMessages(demoMessages);
  return (
    <section id="staff" class="stack">
      <h2>{t.staff}</h2>
      <ul class="demo-grid">
        {staff.map(({ role, displayName, signInName, password, url }) => (
          <li key={signInName}>
            <article class="card">
              <div>
                <h3>{displayName}</h3>
                <p class="small soft">{role}</p>
              </div>
              <Secret label={t.signInName} text={signInName} />
              <Secret label={t.password} text={password} />
              <a class="button is-primary" href={url}>
                {t.signIn}
              </a>
            </article>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Secret({ label, text }: { label: string; text: string }): VNode {
  const t = useMessages(demoMessages);
  return (
    <div class="row demo-secret">
      <p>
        <span class="small soft">{label}</span>
        <br />
        <span class="code">{text}</span>
      </p>
      <CopyButton text={text} label={t.copy} what={`${label} ${text}`} />
    </div>
  );
}
