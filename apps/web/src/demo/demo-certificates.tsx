import type { Colour, DemoReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { pickText, useMessages } from '../i18n/index.ts';
import { uiMessages, VerdictShape } from '../ui/index.ts';
import { CopyButton } from './copy-button.tsx';
import { demoMessages } from './messages.ts';

const colours: readonly Colour[] = ['green', 'yellow', 'red', 'black'];

type DemoCertificate = DemoReply['certificates'][number];

export function DemoCertificates({ certificates }: { certificates: readonly DemoCertificate[] }): VNode {
  const t = useMessages(demoMessages);
  return (
    <section id="certificates" class="stack">
      <h2>{t.certificates}</h2>
      <p>{t.certificatesLead}</p>
      {colours.map((colour) => (
        <Group key={colour} colour={colour} certificates={certificates.filter((each) => each.colour === colour)} />
      ))}
    </section>
  );
}

function Group({ colour, certificates }: { colour: Colour; certificates: readonly DemoCertificate[] }): VNode {
  const t = useMessages(demoMessages);
  const u = useMessages(uiMessages);
  return (
    <details class="card demo-fold">
      <summary>
        <h3 class={`demo-colour is-${colour}`}>
          <VerdictShape shape={colour} />
          {t.expected(u.colours[colour])}
        </h3>
        <span class="soft">{certificates.length}</span>
      </summary>
      <ul class="demo-grid">
        {certificates.map((each) => (
          <li key={each.id}>
            <Certificate certificate={each} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Certificate({ certificate }: { certificate: DemoCertificate }): VNode {
  const t = useMessages(demoMessages);
  const { holder, titles, text, pictureUrl } = certificate;
  const title = pickText(titles);
  return (
    <article class="stack" data-certificate={certificate.id}>
      <div>
        <h4>{title}</h4>
        <p class="small soft">{holder}</p>
      </div>
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
