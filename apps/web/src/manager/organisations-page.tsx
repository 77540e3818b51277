import type { OrganisationSummary, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { TextField, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, toast } from '../ui/index.ts';
import { ManagerPage } from './manager-page.tsx';
import { managerMessages } from './messages.ts';
import { useOrganisations } from './replies.ts';
import { isNameWrong } from './venue-draft.ts';

/** For admins: the bodies that run venues. */
export function OrganisationsPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(managerMessages);
  const { value, problem, reload } = useOrganisations();
  return (
    <ManagerPage session={session} title={m.organisations}>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value?.organisations.length === 0 && <p>{m.noOrganisations}</p>}
      <ul class="stack">
        {value?.organisations.map(({ id, name }) => (
          <li key={id} class="card">
            {name}
          </li>
        ))}
      </ul>
      {session.role === 'admin' && <OrganisationForm onAdded={reload} />}
    </ManagerPage>
  );
}

function OrganisationForm({ onAdded }: { onAdded: () => void }): VNode {
  const m = useMessages(managerMessages);
  const [name, setName] = useState('');
  const [isWrong, setWrong] = useState(false);
  const { busy, problem, run } = useSubmit();
  const add = async (): Promise<void> => {
    const added = await api.send<OrganisationSummary>('POST', '/organisations', { name: name.trim() });
    setName('');
    toast(m.organisationSaved(added.name));
    onAdded();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    setWrong(isNameWrong(name));
    if (!isNameWrong(name)) run(add);
  };
  return (
    <form class="manager-form" noValidate onSubmit={submit}>
      {problem !== undefined && <ErrorState problem={problem} />}
      <TextField
        name="organisation"
        label={m.organisationName}
        value={name}
        error={isWrong ? m.organisationError : undefined}
        onValue={setName}
      />
      <button type="submit" class="button is-primary" disabled={busy}>
        {m.addOrganisation}
      </button>
    </form>
  );
}
