import type { CategoriesReply, OrganisationSummary, VenueRequest } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, type FormErrors, SelectField, TextField, useSubmit } from '../access/index.ts';
import { pickText, useMessages } from '../i18n/index.ts';
import { ErrorState } from '../ui/index.ts';
import { GateFields } from './gate-fields.tsx';
import { managerMessages, type ManagerMessages } from './messages.ts';
import type { DraftPart } from './draft-part.ts';
import { useAreas } from './replies.ts';
import { emptyDraft, readDraft, timeZones, type DraftErrors, type VenueDraft } from './venue-draft.ts';

interface VenueFormProps {
  readonly categories: CategoriesReply['categories'];
  readonly organisations: readonly OrganisationSummary[];
  readonly onCreate: (request: VenueRequest) => Promise<void>;
}

/** Registers a venue: sensible beginnings, all mistakes told at once, nothing asked twice. */
export function VenueForm({ categories, organisations, onCreate }: VenueFormProps): VNode {
  const m = useMessages(managerMessages);
  const areas = useAreas().value?.areas ?? [];
  const [only, another] = organisations;
  const [draft, setDraft] = useState(() => emptyDraft(m.mainGate, another === undefined ? only?.id : ''));
  const [wrong, setWrong] = useState<DraftErrors>({});
  const { busy, problem, run } = useSubmit();
  const part: DraftPart = {
    draft,
    errors: errorTexts(wrong, m),
    onChange: (change) => setDraft((last) => ({ ...last, ...change })),
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const reading = readDraft(draft);
    setWrong('errors' in reading ? reading.errors : {});
    if ('request' in reading) run(() => onCreate(reading.request));
  };
  return (
    <form class="manager-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={part.errors} />
      {problem !== undefined && <ErrorState problem={problem} />}
      {organisations.length !== 1 && (
        <SelectField
          {...controlOf(part, 'organisationId')}
          label={m.organisation}
          options={organisations.map(({ id, name }) => [id, name])}
          withEmpty
        />
      )}
      <TextField {...controlOf(part, 'name')} label={m.venueName} />
      <SelectField
        {...controlOf(part, 'category')}
        label={m.category}
        options={categories.map(({ id, names }) => [id, pickText(names)])}
        withEmpty
      />
      <TextField {...controlOf(part, 'address')} label={m.address} maxLength={300} />
      <SelectField
        {...controlOf(part, 'area')}
        label={m.area}
        hint={m.areaHint}
        options={[['', m.noArea], ...areas.map(({ code, name }): [string, string] => [code, `${name} (${code})`])]}
      />
      <SelectField
        {...controlOf(part, 'timeZone')}
        label={m.timeZone}
        options={timeZones.map((zone) => [zone, m.timeZones[zone]])}
      />
      <CountFields {...part} />
      <HourFields {...part} />
      <GateFields {...part} />
      <button type="submit" class="button is-primary is-large" disabled={busy}>
        {m.createVenue}
      </button>
    </form>
  );
}

function CountFields(part: DraftPart): VNode {
  const m = useMessages(managerMessages);
  const hasPartError = part.errors['visitorLimit'] !== undefined || part.errors['employeeLimit'] !== undefined;
  return (
    <>
      <div class="manager-pair">
        <TextField {...controlOf(part, 'capacity')} label={m.capacity} hint={m.capacityHint} numeric />
        <TextField
          {...controlOf(part, 'limit')}
          label={m.limit}
          hint={m.limitHint}
          placeholder={part.draft.capacity}
          numeric
        />
      </div>
      <details {...(hasPartError ? { open: true } : {})}>
        <summary>{m.separateLimits}</summary>
        <div class="manager-pair">
          <TextField {...controlOf(part, 'visitorLimit')} label={m.visitorLimit} hint={m.emptyMeansNone} numeric />
          <TextField {...controlOf(part, 'employeeLimit')} label={m.employeeLimit} hint={m.emptyMeansNone} numeric />
        </div>
      </details>
    </>
  );
}

export function HourFields(part: DraftPart): VNode {
  const m = useMessages(managerMessages);
  const { draft, onChange } = part;
  return (
    <fieldset class="manager-group">
      <legend>{m.hours}</legend>
      <p class="soft small">{m.hoursHint}</p>
      <label class="manager-check">
        <input
          type="checkbox"
          checked={draft.isAlwaysOpen}
          onChange={() => onChange({ isAlwaysOpen: !draft.isAlwaysOpen })}
        />
        {m.alwaysOpen}
      </label>
      {!draft.isAlwaysOpen && (
        <div class="manager-pair">
          <TextField {...controlOf(part, 'opensAt')} label={m.opensAt} type="time" />
          <TextField {...controlOf(part, 'closesAt')} label={m.closesAt} type="time" />
        </div>
      )}
    </fieldset>
  );
}

type TextEntry = { [Name in keyof VenueDraft]: VenueDraft[Name] extends string ? Name : never }[keyof VenueDraft];

export function controlOf({ draft, errors, onChange }: DraftPart, name: TextEntry) {
  return { name, value: draft[name], error: errors[name], onValue: (value: string) => onChange({ [name]: value }) };
}

export function errorTexts(errors: DraftErrors, m: ManagerMessages): FormErrors {
  return Object.fromEntries(Object.entries(errors).map(([name, error]) => [name, error && m.errors[error]]));
}
