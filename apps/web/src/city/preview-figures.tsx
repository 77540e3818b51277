import type { RegimePreviewReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { cityMessages } from './messages.ts';
import { PreviewLines } from './preview-lines.tsx';

/** What a change or a withdrawal would do, in numbers and venue by venue. */
export function PreviewFigures({ preview }: { preview: RegimePreviewReply }): VNode {
  const m = useMessages(cityMessages);
  const { venues, changed, over, nobody, lines } = preview;
  return (
    <>
      <dl class="city-numbers">
        <div>
          <dt>{m.previewVenues}</dt>
          <dd>{formatNumber(venues)}</dd>
        </div>
        <div>
          <dt>{m.previewChanged}</dt>
          <dd>{formatNumber(changed)}</dd>
        </div>
        <div class={over > 0 ? 'is-over' : ''}>
          <dt>{m.previewOver}</dt>
          <dd>{formatNumber(over)}</dd>
        </div>
      </dl>
      {nobody > 0 && <p class="notice is-error">{m.nobodyEnters(formatNumber(nobody))}</p>}
      {over > 0 && <p class="notice">{m.overText}</p>}
      {lines.length > 0 && <PreviewLines lines={lines} />}
      {changed > lines.length && <p class="soft small">{m.moreLines(formatNumber(changed - lines.length))}</p>}
    </>
  );
}
