import type { InvitationReply, ManagedVenue, SessionReply, StaffRequest } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, type FormErrors, SelectField, TextField, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState } from '../ui/index.ts';
import { InvitationDialog } from './invitation-dialog.tsx';
import { belongsToNone, readInvite, type InviteDraft, type InviteErrors } from './invite-draft.ts';
import { managerMessages } from './messages.ts';
import { useAreas, useManagedVenues, useOrganisations } from './replies.ts';

interface InviteCardProps {
  readonly session: SessionReply;
  readonly onInvited: () => void;
}

/** Invites somebody; whoever invites never learns the password. */
export function InviteCard({ session, onInvited }: InviteCardProps): VNode {
  const m = useMessages(managerMessages);
  const [invited, setInvited] = useState<{ name: string; invitation: InvitationReply }>();
  const [formCount, setFormCount] = useState(0);
  const invite = async (request: StaffRequest): Promise<void> => {
    const invitation = await api.send<InvitationReply>('POST', '/staff', request);
    setInvited({ name: request.displayName, invitation });
    setFormCount((count) => count + 1);
    onInvited();
  };
  return (
    <section class="card" aria-labelledby="staff-invite">
      <h2 id="staff-invite">{m.invite}</h2>
      <p class="soft">{m.inviteLead}</p>
      <InviteForm key={formCount} session={session} onInvite={invite} />
      {invited !== undefined && <InvitationDialog {...invited} onClose={() => setInvited(undefined)} />}
    </section>
  );
}

interface InviteFormProps {
  readonly session: SessionReply;
  readonly onInvite: (request: StaffRequest) => Promise<void>;
}

function InviteForm({ session, onInvite }: InviteFormProps): VNode {
  const m = useMessages(managerMessages);
  const [draft, setDraft] = useState<InviteDraft>({
    displayName: '',
    signInName: '',
    role: 'officer',
    organisationId: session.organisation?.id ?? '',
    gates: [],
    area: '',
  });
  const [wrong, setWrong] = useState<InviteErrors>({});
  const { busy, problem, run } = useSubmit();
  const errors = {
    displayName: wrong.displayName && m.staffErrors.displayName,
    signInName: wrong.signInName && m.staffErrors.signInName,
    organisationId: wrong.organisationId && m.errors.organisation,
    gates: wrong.gates && m.staffErrors.gates,
    area: wrong.area && m.staffErrors.area,
  };
  const change = (part: Partial<InviteDraft>): void => setDraft((last) => ({ ...last, ...part }));
  const submit = (event: Event): void => {
    event.preventDefault();
    const reading = readInvite(draft);
    setWrong('errors' in reading ? reading.errors : {});
    if ('request' in reading) run(() => onInvite(reading.request));
  };
  return (
    <form class="manager-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={errors} />
      {problem !== undefined && <ErrorState problem={problem} />}
      <TextField
        name="displayName"
        label={m.displayName}
        value={draft.displayName}
        error={errors.displayName}
        onValue={(displayName) => change({ displayName })}
      />
      <TextField
        name="signInName"
        label={m.signInName}
        hint={m.signInNameHint}
        value={draft.signInName}
        error={errors.signInName}
        onValue={(signInName) => change({ signInName })}
      />
      <RoleFields isAdmin={session.role === 'admin'} draft={draft} errors={errors} onChange={change} />
      <button type="submit" class="button is-primary" disabled={busy}>
        {m.sendInvitation}
      </button>
    </form>
  );
}

interface RoleFieldsProps {
  readonly isAdmin: boolean;
  readonly draft: InviteDraft;
  readonly errors: FormErrors;
  readonly onChange: (change: Partial<InviteDraft>) => void;
}

function RoleFields({ isAdmin, draft, errors, onChange }: RoleFieldsProps): VNode {
  const m = useMessages(managerMessages);
  const organisations = useOrganisations().value?.organisations ?? [];
  const venues = useManagedVenues().value?.venues ?? [];
  const roles = isAdmin
    ? (['officer', 'issuer', 'manager', 'overseer', 'admin'] as const)
    : (['officer', 'issuer', 'manager'] as const);
  const theirs = venues.filter(({ organisation }) => !isAdmin || organisation.id === draft.organisationId);
  return (
    <>
      <SelectField
        name="role"
        label={m.role}
        value={draft.role}
        options={roles.map((role) => [role, m.roles[role]])}
        onValue={(next) => onChange({ role: roles.find((known) => known === next) ?? 'officer' })}
      />
      {isAdmin && !belongsToNone(draft.role) && (
        <SelectField
          name="organisationId"
          label={m.organisation}
          value={draft.organisationId}
          error={errors['organisationId']}
          options={organisations.map(({ id, name }) => [id, name])}
          withEmpty
          onValue={(organisationId) => onChange({ organisationId, gates: [] })}
        />
      )}
      {draft.role === 'officer' && draft.organisationId !== '' && (
        <GateChoice
          venues={theirs}
          chosen={draft.gates}
          error={errors['gates']}
          onChange={(gates) => onChange({ gates })}
        />
      )}
      {draft.role === 'overseer' && (
        <AreaChoice chosen={draft.area} error={errors['area']} onChoose={(area) => onChange({ area })} />
      )}
    </>
  );
}

interface AreaChoiceProps {
  readonly chosen: string;
  readonly error: string | undefined;
  readonly onChoose: (area: string) => void;
}

function AreaChoice({ chosen, error, onChoose }: AreaChoiceProps): VNode {
  const m = useMessages(managerMessages);
  const areas = useAreas().value?.areas ?? [];
  return (
    <SelectField
      name="area"
      label={m.theirArea}
      hint={m.theirAreaHint}
      value={chosen}
      error={error}
      options={areas.map(({ code, name }) => [code, `${name} (${code})`])}
      withEmpty
      onValue={onChoose}
    />
  );
}

interface GateChoiceProps {
  readonly venues: readonly ManagedVenue[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (gates: readonly string[]) => void;
}

function GateChoice({ venues, chosen, error, onChange }: GateChoiceProps): VNode {
  const m = useMessages(managerMessages);
  const toggle = (code: string): void =>
    onChange(chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code]);
  return (
    <fieldset class="manager-group">
      <legend>{m.theirGates}</legend>
      {error !== undefined && <p class="field-error">{error}</p>}
      {venues.length === 0 && <p class="soft">{m.noGatesYet}</p>}
      {venues.map(({ id, name, gates }) => (
        <div key={id}>
          <p>
            <strong>{name}</strong>
          </p>
          {gates.map((gate) => (
            <label key={gate.code} class="manager-check">
              <input
                type="checkbox"
                name="gates"
                checked={chosen.includes(gate.code)}
                onChange={() => toggle(gate.code)}
              />
              {gate.name}
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  );
}
