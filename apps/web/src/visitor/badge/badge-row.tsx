import trash from 'lucide-static/icons/trash-2.svg?raw';
import type { VNode } from 'preact';
import { useMessages } from '../../i18n/index.ts';
import type { KeptBadge, Person } from '../../offline/index.ts';
import { Icon, toast } from '../../ui/index.ts';
import { badgeMessages } from '../badge-messages.ts';
import { keepBadge, removeBadge } from './keep-badge.ts';

/** The badge of somebody on this phone. Removing it can be undone at once. */
export function BadgeRow({ person, badge }: { person: Person; badge: KeptBadge }): VNode {
  const b = useMessages(badgeMessages);
  const remove = async (): Promise<void> => {
    await removeBadge(person);
    toast(b.removed, { label: b.undo, run: () => void keepBadge(person, badge).catch(reportError) });
  };
  return (
    <div class="credential">
      <div>
        <strong>{b.title}</strong>
        <p class="small soft">{b.badgeOf(badge.organisation)}</p>
      </div>
      <button
        type="button"
        class="button is-quiet is-danger"
        aria-label={b.remove(badge.organisation)}
        onClick={() => void remove().catch(reportError)}
      >
        <Icon svg={trash} />
      </button>
    </div>
  );
}
