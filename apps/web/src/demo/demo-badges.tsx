import type { DemoReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { renderSVG } from 'uqr';
import { useMessages } from '../i18n/index.ts';
import { CopyButton } from './copy-button.tsx';
import { demoMessages } from './messages.ts';

type DemoBadge = DemoReply['badges'][number];

export function DemoBadges({ badges }: { badges: readonly DemoBadge[] }): VNode {
  const t = useMessages(demoMessages);
  return (
    <section id="badges" class="stack">
      <h2>{t.badges}</h2>
      <p>{t.badgesLead}</p>
      <ul class="demo-grid">
        {badges.map((badge) => (
          <li key={badge.address}>
            <Badge badge={badge} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Badge({ badge: { name, unit, organisation, address } }: { badge: DemoBadge }): VNode {
  const t = useMessages(demoMessages);
  const svg = useMemo(() => renderSVG(address, { ecc: 'Q', border: 4 }), [address]);
  return (
    <article class="card">
      <div>
        <h3>{name}</h3>
        <p class="small soft">
          {unit} · {organisation}
        </p>
      </div>
      <div class="demo-code" role="img" aria-label={t.badgeOf(name)} dangerouslySetInnerHTML={{ __html: svg }} />
      <a class="button is-primary" href={address}>
        {t.keepBadge}
      </a>
      <CopyButton text={address} label={t.copyBadge} what={t.badgeOf(name)} />
    </article>
  );
}
