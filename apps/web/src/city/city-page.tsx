import type { SessionReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AccountButton } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { IncidentAlert } from '../incidents/index.ts';
import { Page } from '../ui/index.ts';
import './city.css';
import './forms.css';
import { cityMessages } from './messages.ts';

const incidentsPath = '/city/incidents';

interface CityPageProps {
  readonly session: SessionReply;
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly back?: string;
  readonly children: ComponentChildren;
}

/** A page of the room, with the room's own menu. */
export function CityPage({ session, children, ...frame }: CityPageProps): VNode {
  return (
    <Page wide {...frame} bar={<AccountButton session={session} />}>
      {frame.back === undefined && <Menu isAdmin={session.role === 'admin'} />}
      <IncidentAlert href={incidentsPath} />
      {children}
    </Page>
  );
}

function Menu({ isAdmin }: { isAdmin: boolean }): VNode {
  const m = useMessages(cityMessages);
  const { path } = useLocation();
  const menu = useRef<HTMLElement>(null);
  // On a phone the menu is wider than the page; the page that is shown must be seen in it.
  useEffect(() => {
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  const entries: [string, string][] = [
    ['/city', m.overview],
    ['/city/levels', m.levels],
    ['/city/packs', m.packs],
    ['/city/orders', m.orders],
    ['/city/cases', m.cases],
    [incidentsPath, m.incidents],
    ...(isAdmin ? [['/manager', m.venues] as [string, string]] : []),
  ];
  const isShown = (href: string): boolean => path === href || (href !== '/city' && path.startsWith(`${href}/`));
  return (
    <nav ref={menu} class="city-menu" aria-label={m.navigation}>
      {entries.map(([href, text]) => (
        <a key={href} href={href} {...(isShown(href) ? { 'aria-current': 'page' as const } : {})}>
          {text}
        </a>
      ))}
    </nav>
  );
}
