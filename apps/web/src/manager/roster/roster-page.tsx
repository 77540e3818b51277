import type { EmployeeContent, EmployeeView, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/index.ts';
import { useMessages } from '../../i18n/index.ts';
import { Empty, toast } from '../../ui/index.ts';
import { ManagerPage } from '../manager-page.tsx';
import { rosterMessages } from '../roster-messages.ts';
import { DaysCard } from './days-card.tsx';
import { EmployeeForm } from './employee-form.tsx';
import { ImportCard } from './import-card.tsx';
import './roster.css';
import { BadgesCard, RosterList } from './roster-list.tsx';
import { useRoster } from './use-roster.ts';

/** Who works for this organisation, their badges, and how many of them are in the office. */
export function RosterPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(rosterMessages);
  if (session.role === 'admin') {
    return (
      <ManagerPage session={session} title={m.title}>
        <Empty title={m.notForAdmins}>
          <p>{m.notForAdminsText}</p>
        </Empty>
      </ManagerPage>
    );
  }
  return (
    <ManagerPage session={session} title={m.title} lead={m.lead}>
      <Employees />
    </ManagerPage>
  );
}

function Employees(): VNode {
  const [search, setSearch] = useState('');
  const [changes, setChanges] = useState(0);
  const roster = useRoster(search);
  const { reply } = roster;
  const changed = (): void => {
    roster.reload();
    setChanges((count) => count + 1);
  };
  return (
    <div class="manager-columns">
      <RosterList roster={roster} search={search} onSearch={setSearch} onChange={changed} />
      <div class="stack">
        <DaysCard key={changes} />
        <AddCard onAdded={changed} />
        <ImportCard onImported={changed} />
        {reply !== undefined && <BadgesCard reply={reply} search={search} />}
      </div>
    </div>
  );
}

function AddCard({ onAdded }: { onAdded: () => void }): VNode {
  const m = useMessages(rosterMessages);
  const [formCount, setFormCount] = useState(0);
  const add = async (content: EmployeeContent): Promise<void> => {
    const { name } = await api.send<EmployeeView>('POST', '/employees', content);
    setFormCount((count) => count + 1);
    toast(m.added(name));
    onAdded();
  };
  return (
    <section class="card" aria-labelledby="roster-add">
      <h2 id="roster-add">{m.add}</h2>
      <EmployeeForm key={formCount} action={m.addButton} onSend={add} />
    </section>
  );
}
