import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import './incidents.css';
import { incidentMessages } from './messages.ts';
import { useIncidents } from './use-incidents.ts';

/** On every page of a room but its own page of incidents: how many wait for somebody. It names nobody. */
export function IncidentAlert({ href }: { href: string }): VNode {
  const m = useMessages(incidentMessages);
  const { path } = useLocation();
  const { reply } = useIncidents();
  const open = path === href ? 0 : (reply?.open ?? 0);
  return (
    <div role="status" class="incident-alert">
      {open > 0 && (
        <a class="notice is-error" href={href}>
          {m.open(open)}
        </a>
      )}
    </div>
  );
}
