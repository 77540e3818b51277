import type { SessionReply, StaffMember } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Confirm, useReply, withSecondFactor } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Loading, toast } from '../ui/index.ts';
import { InviteCard } from './invite-card.tsx';
import { ManagerPage } from './manager-page.tsx';
import { managerMessages } from './messages.ts';

/** Who may work here: officers with their gates, managers, admins. */
export function StaffPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(managerMessages);
  const { value, problem, reload } = useReply('staff', () => api.send<{ staff: StaffMember[] }>('GET', '/staff'));
  return (
    <ManagerPage session={session} title={m.staff}>
      <div class="manager-columns">
        <section class="card" aria-labelledby="staff-list">
          <h2 id="staff-list">{m.staff}</h2>
          {value === undefined && problem === undefined && <Loading />}
          {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
          {value?.staff.length === 0 && <p class="soft">{m.noStaff}</p>}
          <ul class="stack">
            {value?.staff.map((member) => (
              <StaffLine
                key={member.id}
                member={member}
                isOneself={member.id === session.account?.id}
                mayReset={session.role === 'admin'}
                onChange={reload}
              />
            ))}
          </ul>
        </section>
        <InviteCard session={session} onInvited={reload} />
      </div>
    </ManagerPage>
  );
}

interface StaffLineProps {
  readonly member: StaffMember;
  readonly isOneself: boolean;
  readonly mayReset: boolean;
  readonly onChange: () => void;
}

function StaffLine({ member, isOneself, mayReset, onChange }: StaffLineProps): VNode {
  const m = useMessages(managerMessages);
  const [isAsking, setAsking] = useState(false);
  const { displayName, signInName, role, organisation, gates, state } = member;
  const parts = [m.roles[role], organisation?.name, role === 'officer' && m.gateCount(gates.length), m.states[state]];
  const disable = async (): Promise<void> => {
    await api.send('DELETE', `/staff/${member.id}`);
    setAsking(false);
    onChange();
  };
  return (
    <li class="manager-line">
      <span>
        <strong>{displayName}</strong>
        <span class="small code">{signInName}</span>
        <span class="soft small">{parts.filter(Boolean).join(' · ')}</span>
      </span>
      {mayReset && state === 'active' && !isOneself && <ResetFactors member={member} />}
      {state !== 'disabled' && !isOneself && (
        <button
          type="button"
          class="button is-danger"
          aria-label={m.disableOf(displayName)}
          onClick={() => setAsking(true)}
        >
          {m.disable}
        </button>
      )}
      {isAsking && (
        <Confirm
          title={m.disableOf(displayName)}
          question={m.disableQuestion(displayName)}
          action={m.disable}
          onConfirm={disable}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

/** For somebody who lost the phone: what was set up goes, and a new one is set up at the next sign-in. */
function ResetFactors({ member: { id, displayName } }: { member: StaffMember }): VNode {
  const m = useMessages(managerMessages);
  const [isAsking, setAsking] = useState(false);
  const reset = async (): Promise<void> => {
    await withSecondFactor(() => api.send('DELETE', `/staff/${id}/second-factors`));
    setAsking(false);
    toast(m.factorsReset(displayName));
  };
  return (
    <>
      <button type="button" class="button" aria-label={m.resetFactorsOf(displayName)} onClick={() => setAsking(true)}>
        {m.resetFactors}
      </button>
      {isAsking && (
        <Confirm
          title={m.resetFactorsOf(displayName)}
          question={m.resetFactorsQuestion(displayName)}
          action={m.resetFactors}
          onConfirm={reset}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
