import type { IssuersReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { cardMessages } from './messages.ts';

/** Says before anything is typed that this organisation may not issue cards, and who can change that. */
export function RightNotice(): VNode | null {
  const m = useMessages(cardMessages);
  const { value } = useReply('issuers', () => api.send<IssuersReply>('GET', '/issuers'));
  if (value === undefined || value.issuers.some(({ withdrawnAt }) => withdrawnAt === null)) return null;
  return (
    <p class="notice" role="status">
      {m.noRightText}
    </p>
  );
}
