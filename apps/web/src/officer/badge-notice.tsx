import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { badgeMessages } from './badge-messages.ts';
import type { WaitingBadge } from './use-badge.ts';

/** Says at once that a badge was read, whether it counts, and what comes next. */
export function BadgeNotice({ waiting, onCancel }: { waiting: WaitingBadge; onCancel: () => void }): VNode {
  const b = useMessages(badgeMessages);
  const { answer } = waiting;
  return (
    <div class={answer === 'unknown' ? 'notice is-error' : 'notice is-calm'} role="status">
      <h3>{answer === 'unknown' ? b.unknown : b.read}</h3>
      {typeof answer === 'object' && <p>{b.of(answer.organisation.name)}</p>}
      {answer === 'unsure' && <p>{b.unsure}</p>}
      <p>
        <strong>{answer === 'unknown' ? b.unknownText : b.next}</strong>
      </p>
      <p>
        <button type="button" class="button" onClick={onCancel}>
          {b.cancel}
        </button>
      </p>
    </div>
  );
}
