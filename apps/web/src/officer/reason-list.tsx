import type { FeedEntry } from '@gapura/contract';
import type { VNode } from 'preact';
import { pickText, useMessages } from '../i18n/index.ts';
import { VerdictShape, uiMessages } from '../ui/index.ts';
import { officerMessages } from './messages.ts';
import { isAdviceTimely, type Verdict } from './verdict.ts';

type Person = Pick<FeedEntry['persons'][number], 'kind' | 'colour' | 'reasons'>;

interface ReasonListProps {
  readonly persons: readonly Person[];
  /** Whoever is turned away is told what they can do; otherwise the officer's next step says it all. */
  readonly verdict?: Verdict;
}

/** Each person's colour and why. A single person is not numbered. */
export function ReasonList({ persons, verdict }: ReasonListProps): VNode {
  const m = useMessages(officerMessages);
  const ui = useMessages(uiMessages);
  return (
    <ul class="officer-reasons">
      {persons.map(({ kind, colour, reasons }, index) => (
        <li key={index}>
          <p class="officer-reasons__who">
            {persons.length > 1 && `${m.partyPerson(index + 1)}${kind === undefined ? '' : ` (${m[kind]})`}: `}
            <span class={`officer-chip is-${colour}`}>
              <VerdictShape shape={colour} />
              {ui.colours[colour]}
            </span>
          </p>
          {reasons.map(({ rule, texts, advice }) => (
            <p key={rule}>
              {pickText(texts)}
              {verdict !== undefined && isAdviceTimely(verdict, { rule, colour }) && pickText(advice) !== '' && (
                <span class="officer-reasons__advice">{m.say(pickText(advice))}</span>
              )}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
