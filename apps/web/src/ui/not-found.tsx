import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { uiMessages } from './messages.ts';
import { Page } from './page.tsx';

/** An address that leads nowhere, with the way back to the start. */
export function NotFound(): VNode {
  const t = useMessages(uiMessages);
  return (
    <Page title={t.notFoundTitle} lead={t.notFoundText}>
      <a class="button is-primary" href="/">
        {t.toStart}
      </a>
    </Page>
  );
}
