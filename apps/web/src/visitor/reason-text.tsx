import type { Colour, Reason } from '@gapura/contract';
import type { VNode } from 'preact';
import { pickText, useMessages } from '../i18n/index.ts';
import { moreMessages } from './more-messages.ts';

interface ReasonTextProps {
  readonly colour: Colour;
  readonly reason: Reason;
  /** Whether what to do still makes sense now. */
  readonly withAdvice: boolean;
}

/** Why somebody has a colour, what to do, and the regulation that says so. */
export function ReasonText({ colour, reason: { texts, advice, source }, withAdvice }: ReasonTextProps): VNode {
  const m = useMessages(moreMessages);
  return (
    <div class="reason">
      <p>{pickText(texts)}</p>
      {withAdvice && pickText(advice) !== '' && (
        <p>
          {colour !== 'green' && <strong>{m.nextStep} </strong>}
          {pickText(advice)}
        </p>
      )}
      {source !== undefined && (
        <p class="small">
          {source.url === undefined ? (
            m.source(source.title)
          ) : (
            <a href={source.url} target="_blank" rel="noopener noreferrer">
              {m.source(source.title)}
            </a>
          )}
        </p>
      )}
    </div>
  );
}
