import type { ComponentChildren, VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { Empty, ErrorState, Loading } from '../ui/index.ts';
import { cardMessages } from './messages.ts';
import type { Pages } from './use-pages.ts';

interface ListFrameProps<Item> {
  readonly pages: Pages<Item>;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly children: ComponentChildren;
}

/** Around a list that comes in pages: on its way, empty, not to be had, or with older ones. */
export function ListFrame<Item>({ pages, emptyTitle, emptyText, children }: ListFrameProps<Item>): VNode {
  const m = useMessages(cardMessages);
  const { items, problem, busy, more, reload } = pages;
  return (
    <>
      {items === undefined && problem === undefined && <Loading />}
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {items?.length === 0 && (
        <Empty title={emptyTitle}>
          <p class="soft">{emptyText}</p>
        </Empty>
      )}
      {items !== undefined && items.length > 0 && children}
      {more !== undefined && (
        <button type="button" class="button" disabled={busy} onClick={more}>
          {m.older}
        </button>
      )}
    </>
  );
}
