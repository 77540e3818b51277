import type { SessionReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AccountButton } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Page } from '../ui/index.ts';
import './cards.css';
import { cardMessages, type CardMessages } from './messages.ts';

interface CardsPageProps {
  readonly session: SessionReply;
  readonly title: string;
  readonly lead?: string;
  readonly back?: string;
  readonly children: ComponentChildren;
}

/** A page of the room, with the room's own menu. */
export function CardsPage({ session, children, ...frame }: CardsPageProps): VNode {
  return (
    <Page wide {...frame} bar={<AccountButton session={session} />}>
      {frame.back === undefined && <Menu role={session.role} />}
      {children}
    </Page>
  );
}

function Menu({ role }: { role: SessionReply['role'] }): VNode {
  const m = useMessages(cardMessages);
  const { path } = useLocation();
  const menu = useRef<HTMLElement>(null);
  // On a phone the menu is wider than the page; the page that is shown must be seen in it.
  useEffect(() => {
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  return (
    <nav ref={menu} class="cards-menu" aria-label={m.navigation}>
      {entriesOf(role, m).map(([href, text]) => (
        <a key={href} href={href} {...(path === href ? { 'aria-current': 'page' as const } : {})}>
          {text}
        </a>
      ))}
    </nav>
  );
}

function entriesOf(role: SessionReply['role'], m: CardMessages): [href: string, text: string][] {
  const console: [string, string][] = role === 'issuer' ? [] : [['/manager', m.venues]];
  const audit: [string, string][] = role === 'issuer' ? [] : [['/cards/audit', m.audit]];
  if (role === 'admin') {
    return [['/cards', m.issuers], ['/cards/issued', m.issued], ...audit, ...console];
  }
  return [
    ['/cards', m.requests],
    ['/cards/files', m.files],
    ['/cards/issued', m.issued],
    ['/cards/issuers', m.right],
    ...audit,
    ...console,
  ];
}
