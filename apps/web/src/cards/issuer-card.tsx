import type { CardLimits, IssuerView } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Confirm, withSecondFactor } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDateTime, useMessages } from '../i18n/index.ts';
import { toast } from '../ui/index.ts';
import { LimitsForm } from './limits-form.tsx';
import { cardMessages } from './messages.ts';
import { zone } from './place.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface IssuerCardProps {
  readonly issuer: IssuerView;
  readonly isAdmin: boolean;
  readonly onChange: () => void;
}

/** One issuer: its limits and keys, and for admins what can be done to it. */
export function IssuerCard({ issuer, isAdmin, onChange }: IssuerCardProps): VNode {
  const m = useMessages(cardMessages);
  const { organisation, grantedAt, withdrawnAt, limits } = issuer;
  const setLimits = async (next: CardLimits): Promise<void> => {
    await withSecondFactor(() => api.send('PUT', `/issuers/${organisation.id}`, { limits: next }));
    toast(m.limitsSet);
    onChange();
  };
  return (
    <li class="card">
      <h2>{organisation.name}</h2>
      <p class="soft">
        {withdrawnAt === null
          ? m.grantedAt(formatDateTime(grantedAt, zone))
          : m.withdrawnAt(formatDateTime(withdrawnAt, zone))}
      </p>
      {withdrawnAt === null && (
        <LimitsForm key={JSON.stringify(limits)} limits={limits} onSet={isAdmin ? setLimits : undefined} />
      )}
      <Keys issuer={issuer} />
      {isAdmin && <Actions issuer={issuer} onChange={onChange} />}
    </li>
  );
}

function Keys({ issuer: { keys } }: { issuer: IssuerView }): VNode {
  const m = useMessages(cardMessages);
  return (
    <section class="stack">
      <h3>{m.keys}</h3>
      <ul class="stack">
        {keys.map(({ keyId, state, validUntil }) => (
          <li key={keyId} class="cards-line">
            <span>
              <span class="code">{keyId}</span>
              <span class="soft small">{m.keyUntil(formatDateTime(validUntil, zone))}</span>
            </span>
            <span class={`cards-state is-${state === 'in-use' ? 'approved' : 'expired'}`}>{m.keyStates[state]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Step = 'keys' | 'withdrawal' | 'revocation';

function Actions({ issuer, onChange }: { issuer: IssuerView; onChange: () => void }): VNode {
  const m = useMessages(cardMessages);
  const [step, setStep] = useState<Step>();
  const { id, name } = issuer.organisation;
  const close = (): void => setStep(undefined);
  const send = async (body?: object): Promise<void> => {
    await withSecondFactor(() => api.send('POST', `/issuers/${id}/${step}`, body));
    if (step !== undefined) toast(m.issuerDone[step]);
    close();
    onChange();
  };
  const inForce = issuer.withdrawnAt === null;
  const steps = inForce ? (['keys', 'withdrawal', 'revocation'] as const) : (['revocation'] as const);
  return (
    <div class="row">
      {steps.map((each) => (
        <button
          key={each}
          type="button"
          class={each === 'keys' ? 'button' : 'button is-danger'}
          aria-label={`${m.issuerSteps[each]}: ${name}`}
          onClick={() => setStep(each)}
        >
          {m.issuerSteps[each]}
        </button>
      ))}
      {step === 'keys' && (
        <Confirm
          title={m.issuerSteps.keys}
          question={m.newKeyText}
          action={m.issuerSteps.keys}
          onConfirm={send}
          onClose={close}
        />
      )}
      {step === 'withdrawal' && (
        <ReasonDialog
          title={m.issuerSteps.withdrawal}
          text={m.withdrawText}
          action={m.issuerSteps.withdrawal}
          typedName={name}
          onConfirm={(reason) => send({ reason })}
          onClose={close}
        />
      )}
      {step === 'revocation' && (
        <ReasonDialog
          title={m.issuerSteps.revocation}
          text={m.revokeIssuerText}
          action={m.issuerSteps.revocation}
          typedName={name}
          onConfirm={(reason) => send({ reason, organisationName: name })}
          onClose={close}
        />
      )}
    </div>
  );
}
