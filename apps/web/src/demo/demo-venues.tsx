import type { DemoReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { renderSVG } from 'uqr';
import { useMessages } from '../i18n/index.ts';
import { demoMessages } from './messages.ts';

type DemoVenue = DemoReply['venues'][number];
type DemoGate = DemoVenue['gates'][number];

export function DemoVenues({ venues }: { venues: readonly DemoVenue[] }): VNode {
  const t = useMessages(demoMessages);
  return (
    <section id="gates" class="stack">
      <h2>{t.gates}</h2>
      {venues.map(({ venue, boardUrl, gates }, index) => (
        <details key={venue.id} class="card demo-fold" open={index === 0}>
          <summary>
            <h3>{venue.name}</h3>
          </summary>
          <p>
            <a href={boardUrl}>{t.board}</a>
          </p>
          <ul class="demo-grid">
            {gates.map((each) => (
              <li key={each.gate.code}>
                <Gate demoGate={each} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function Gate({ demoGate: { gate, url, posterText, posterPdfUrl } }: { demoGate: DemoGate }): VNode {
  const t = useMessages(demoMessages);
  return (
    <div class="demo-gate">
      <Poster text={posterText} label={t.qrOf(gate.name)} />
      <div class="stack">
        <strong>{gate.name}</strong>
        <p class="small">
          {t.code} <span class="code">{gate.code}</span>
        </p>
        <a class="button is-primary" href={url}>
          {t.openGate}
        </a>
        <a href={posterPdfUrl} target="_blank" rel="noreferrer">
          {t.poster}
        </a>
      </div>
    </div>
  );
}

function Poster({ text, label }: { text: string; label: string }): VNode {
  const svg = useMemo(() => renderSVG(text, { ecc: 'Q', border: 4 }), [text]);
  return <div class="demo-code" role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />;
}
