import type { Closed } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import './closed.css';
import { closedMessages } from './closed-messages.ts';
import type { ClosedMessages } from './closed-messages/id.ts';
import { VerdictShape } from './verdict.tsx';

/** By what a place is closed, and until when its hours say so. */
export function describeClosed({ by, opensAt }: Closed, m: ClosedMessages): string {
  if (by === 'order') return m.byOrder;
  return opensAt === null ? m.byHours : m.opensAt(opensAt.replace(':', '.'));
}

/** That nobody is admitted, whoever they are: the shape and the word of the officer's verdict, and for staff why. */
export function ClosedSign({ closed }: { closed: Closed }): VNode {
  const m = useMessages(closedMessages);
  return (
    <div class="closed-sign">
      <strong class="closed-sign__word">
        <VerdictShape shape="closed" />
        {m.word}
      </strong>
      <span class="small">
        {describeClosed(closed, m)}
        {closed.reason !== null && ` ${m.reason(closed.reason)}`}
      </span>
    </div>
  );
}
