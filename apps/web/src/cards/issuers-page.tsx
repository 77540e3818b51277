import type { IssuersReply, OrganisationSummary, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { SelectField, useReply, useSubmit, withSecondFactor, type RemoteReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Empty, ErrorState, Loading, toast } from '../ui/index.ts';
import { CardsPage } from './cards-page.tsx';
import { IssuerCard } from './issuer-card.tsx';
import { cardMessages } from './messages.ts';

/** Who may issue cards; admins give the right and take it away. */
export function IssuersPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cardMessages);
  const isAdmin = session.role === 'admin';
  const reply = useReply('issuers', () => api.send<IssuersReply>('GET', '/issuers'));
  const { value, problem, reload } = reply;
  return (
    <CardsPage session={session} title={isAdmin ? m.issuers : m.right} lead={m.issuersLead}>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value?.issuers.length === 0 && (
        <Empty title={m.noIssuers}>
          <p class="soft">{isAdmin ? m.noIssuersText : m.noRightText}</p>
        </Empty>
      )}
      {isAdmin && value !== undefined && <GrantCard issuers={reply} />}
      <ul class="cards-list">
        {value?.issuers.map((issuer) => (
          <IssuerCard key={issuer.organisation.id} issuer={issuer} isAdmin={isAdmin} onChange={reload} />
        ))}
      </ul>
    </CardsPage>
  );
}

function GrantCard({ issuers }: { issuers: RemoteReply<IssuersReply> }): VNode {
  const m = useMessages(cardMessages);
  const { busy, problem, run } = useSubmit();
  const [chosen, setChosen] = useState('');
  const [isMissing, setMissing] = useState(false);
  const organisations = useReply('organisations', () =>
    api.send<{ organisations: OrganisationSummary[] }>('GET', '/organisations'),
  );
  const inForce = new Set(
    issuers.value?.issuers.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ organisation }) => organisation.id),
  );
  const free = organisations.value?.organisations.filter(({ id }) => !inForce.has(id)) ?? [];
  const grant = async (): Promise<void> => {
    await withSecondFactor(() => api.send('PUT', `/issuers/${chosen}`, {}));
    setChosen('');
    toast(m.granted);
    issuers.reload();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    setMissing(chosen === '');
    if (chosen !== '') run(grant);
  };
  return (
    <form class="card cards-form" noValidate onSubmit={submit}>
      <h2>{m.grantTitle}</h2>
      <p class="soft">{m.grantText}</p>
      {(problem ?? organisations.problem) !== undefined && <ErrorState problem={problem ?? organisations.problem} />}
      <SelectField
        name="organisation"
        label={m.organisation}
        value={chosen}
        error={isMissing ? m.organisationMissing : undefined}
        options={free.map(({ id, name }) => [id, name])}
        withEmpty
        onValue={setChosen}
      />
      <button type="submit" class="button is-primary" disabled={busy}>
        {m.grant}
      </button>
    </form>
  );
}
