import { vaccines } from '@gapura/contract/vaccines';
import type { VNode } from 'preact';
import { formatDate, useMessages } from '../i18n/index.ts';
import { cardMessages } from './messages.ts';

interface CardPreviewProps {
  /** What is known of it; empty where nothing was typed yet. */
  readonly card: {
    readonly familyName: string;
    readonly givenName: string;
    readonly bornOn: string;
    readonly vaccine: string;
    readonly doseNumber: number | string;
    readonly doseOf: number | string;
    readonly givenOn: string;
  };
  readonly issuer: string;
}

/** What will be printed, in the order of the card. The code comes with the approval. */
export function CardPreview({ card, issuer }: CardPreviewProps): VNode {
  const m = useMessages(cardMessages);
  const vaccine = Object.entries(vaccines).find(([id]) => id === card.vaccine)?.[1].name ?? '';
  const lines: [string, string][] = [
    [m.bornOn, formatDate(card.bornOn)],
    [m.vaccine, vaccine],
    [m.dose, `${card.doseNumber} / ${card.doseOf}`],
    [m.givenOn, formatDate(card.givenOn)],
    [m.issuer, issuer],
  ];
  return (
    <figure class="cards-preview" aria-label={m.preview}>
      <div class="cards-preview-text">
        <p class="small">{m.cardTitle}</p>
        <p class="cards-name">{[card.givenName, card.familyName].filter(Boolean).join(' ') || '—'}</p>
        <dl>
          {lines.map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text || '—'}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div class="cards-code" aria-hidden="true">
        QR
      </div>
    </figure>
  );
}
