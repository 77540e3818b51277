import type { DemoReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { pickText, useMessages } from '../i18n/index.ts';
import { uiMessages, VerdictShape } from '../ui/index.ts';
import { CopyButton } from './copy-button.tsx';
import { demoMessages } from './messages.ts';

type DemoCertificate = DemoReply['certificates'][number];

export function DemoCertificates({ certificates }: { certificates: readonly DemoCertificate[] }): VNode {
  const t = useMessages(demoMessages);
  return (
    <section id="certificates" class="stack">
      <h2>{t.certificates}</h2>
      <p>{t.certificatesLead}</p>
      <ul class="demo-grid">
        {certificates.map((each) => (
          <li key={each.id}>
            <Certificate certificate={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Certificate({ certificate }: { certificate: DemoCertificate }): VNode {
  const t = useMessages(demoMessages);
  const u = useMessages(uiMessages);
  const { holder, titles, colour, text, pictureUrl } = certificate;
  const title = pickText(titles);
  return (
    <article class="card" data-certificate={certificate.id}>
      <div>
        <h3>{title}</h3>
        <p class="small soft">{holder}</p>
      </div>
      <p>
        <span class={`demo-colour is-${colour}`}>
          <VerdictShape colour={colour} />
          {t.expected(u.colours[colour])}
        </span>
      </p>
      <a href={pictureUrl} target="_blank" rel="noreferrer">
        <img class="demo-picture" src={pictureUrl} alt={t.pictureOf(title)} loading="lazy" width="300" height="300" />
      </a>
      <CopyButton text={text} label={t.copyText} what={title} />
      <details>
        <summary>{t.showText}</summary>
        <code class="demo-text" tabIndex={0}>
          {text}
        </code>
      </details>
    </article>
  );
}
