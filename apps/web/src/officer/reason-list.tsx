import type { FeedEntry } from '@gapura/contract';
import type { VNode } from 'preact';
import { pickText, useMessages } from '../i18n/index.ts';
import { VerdictShape, uiMessages } from '../ui/index.ts';
import { officerMessages } from './messages.ts';

type Person = Pick<FeedEntry['persons'][number], 'colour' | 'reasons'>;

interface ReasonListProps {
  readonly persons: readonly Person[];
  readonly withAdvice?: boolean;
}

/** Each person's colour and why. A single person is not numbered. */
export function ReasonList({ persons, withAdvice = false }: ReasonListProps): VNode {
  const m = useMessages(officerMessages);
  const ui = useMessages(uiMessages);
  return (
    <ul class="officer-reasons">
      {persons.map(({ colour, reasons }, index) => (
        <li key={index}>
          <p class="officer-reasons__who">
            {persons.length > 1 && `${m.partyPerson(index + 1)}: `}
            <span class={`officer-chip is-${colour}`}>
              <VerdictShape colour={colour} />
              {ui.colours[colour]}
            </span>
          </p>
          {reasons.map(({ rule, texts, advice }) => (
            <p key={rule}>
              {pickText(texts)}
              {withAdvice && pickText(advice) !== '' && (
                <span class="officer-reasons__advice">{m.say(pickText(advice))}</span>
              )}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
