import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { CorrectionList } from './correction-list.tsx';
import type { Wish } from './correction-wish.ts';
import type { CountCardProps } from './count-card.tsx';
import { officerMessages } from './messages.ts';
import { PartyDialog } from './party-dialog.tsx';
import { RecountDialog } from './recount-dialog.tsx';
import { splitCorrections } from './use-corrections.ts';

/** For whoever does not scan and is more than one: a whole bus, or a number that was counted. Each can be taken back. */
export function CorrectionPanel({ occupancy, closed, corrections, kind }: Omit<CountCardProps, 'onKind'>): VNode {
  const m = useMessages(officerMessages);
  const [open, setOpen] = useState<'party' | 'recount'>();
  const onWish = (wish: Wish): void => {
    setOpen(undefined);
    corrections.ask(wish);
  };
  const dialog = { occupancy, onWish, onClose: () => setOpen(undefined) };
  return (
    <section class="card officer-correct" aria-labelledby="officer-correct">
      <h2 id="officer-correct">{m.correctTitle}</h2>
      <div class="officer-correct__more">
        <button type="button" class="button" onClick={() => setOpen('party')}>
          {m.unknownParty}
        </button>
        <button type="button" class="button" onClick={() => setOpen('recount')}>
          {m.recount}
        </button>
      </div>
      <CorrectionList own={splitCorrections(corrections.own).others} closed={closed} corrections={corrections} />
      {open === 'party' && <PartyDialog kind={kind} {...dialog} />}
      {open === 'recount' && <RecountDialog {...dialog} />}
    </section>
  );
}
