import type { SessionReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AccountButton } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Page } from '../ui/index.ts';
import './manager.css';
import { IncidentAlert, incidentMessages } from '../incidents/index.ts';
import { managerMessages, type ManagerMessages } from './messages.ts';
import { incidentsPath, proceduresPath } from './paths.ts';

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
      <IncidentAlert href={incidentsPath} />
      {children}
    </Page>
  );
}

function adminEntries(m: ManagerMessages): [string, string][] {
  return [
    ['/manager/organisations', m.organisations],
    ['/city', m.city],
  ];
}

function Menu({ isAdmin }: { isAdmin: boolean }): VNode {
  const m = useMessages(managerMessages);
  const { title: incidents } = useMessages(incidentMessages);
  const { path } = useLocation();
  const menu = useRef<HTMLElement>(null);
  // On a phone the menu is wider than the page; the page that is shown must be seen in it.
  useEffect(() => {
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  const entries: [string, string][] = [
    ['/manager', m.venues],
    [incidentsPath, incidents],
    [proceduresPath, m.procedures],
    ['/manager/staff', m.staff],
    ...(isAdmin ? [] : [['/manager/employees', m.employees] as [string, string]]),
    ['/cards', m.cards],
    ...(isAdmin ? adminEntries(m) : []),
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
