import type { SessionReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AccountButton } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Page } from '../ui/index.ts';
import './manager.css';
import { managerMessages } from './messages.ts';

interface ManagerPageProps {
  readonly session: SessionReply;
  readonly title: string;
  readonly lead?: string;
  readonly back?: string;
  readonly children: ComponentChildren;
}

/** A page of the console, with the console's own menu. */
export function ManagerPage({ session, children, ...frame }: ManagerPageProps): VNode {
  return (
    <Page wide {...frame} bar={<AccountButton session={session} />}>
      {frame.back === undefined && <Menu isAdmin={session.role === 'admin'} />}
      {children}
    </Page>
  );
}

function Menu({ isAdmin }: { isAdmin: boolean }): VNode {
  const m = useMessages(managerMessages);
  const { path } = useLocation();
  const menu = useRef<HTMLElement>(null);
  // On a phone the menu is wider than the page; the page that is shown must be seen in it.
  useEffect(() => {
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  const entries: [string, string][] = [
    ['/manager', m.venues],
    ['/manager/staff', m.staff],
    ...(isAdmin ? [['/manager/organisations', m.organisations] as [string, string]] : []),
  ];
  return (
    <nav ref={menu} class="manager-menu" aria-label={m.navigation}>
      {entries.map(([href, text]) => (
        <a key={href} href={href} {...(path === href ? { 'aria-current': 'page' as const } : {})}>
          {text}
        </a>
      ))}
    </nav>
  );
}
