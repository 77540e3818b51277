import type { CardContent, CardRequestView, SessionReply } from '@gapura/contract';
import { vaccines } from '@gapura/contract/vaccines';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, SelectField, TextField, useSubmit, withSecondFactor, type FormErrors } from '../access/index.ts';
import { api, ApiProblem } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, toast } from '../ui/index.ts';
import { CardPreview } from './card-preview.tsx';
import { CardsPage } from './cards-page.tsx';
import { cardMessages } from './messages.ts';
import { RightNotice } from './right-notice.tsx';
import { emptyDraft, readDraft, type DraftFaults, type RequestDraft } from './request-draft.ts';

/** One card is asked for: what the paper says, with the card as it will be beside it. */
export function NewRequestPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(cardMessages);
  const { route } = useLocation();
  const [draft, setDraft] = useState(emptyDraft);
  const enter = async (content: CardContent): Promise<void> => {
    await withSecondFactor(() => api.send<CardRequestView>('POST', '/card-requests', content));
    route('/cards');
    toast(m.requestEntered);
  };
  return (
    <CardsPage session={session} title={m.newRequest} lead={m.newRequestLead} back="/cards">
      <RightNotice />
      <div class="cards-columns">
        <RequestForm
          draft={draft}
          onChange={(change) => setDraft((last) => ({ ...last, ...change }))}
          onEnter={enter}
        />
        <section class="stack cards-aside" aria-labelledby="card-preview">
          <h2 id="card-preview">{m.preview}</h2>
          <CardPreview card={draft} issuer={session.organisation?.name ?? ''} />
          <p class="soft small">{m.previewText}</p>
        </section>
      </div>
    </CardsPage>
  );
}

interface RequestFormProps {
  readonly draft: RequestDraft;
  readonly onChange: (change: Partial<RequestDraft>) => void;
  readonly onEnter: (content: CardContent) => Promise<void>;
}

function RequestForm({ draft, onChange, onEnter }: RequestFormProps): VNode {
  const m = useMessages(cardMessages);
  const [faults, setFaults] = useState<DraftFaults>({});
  const { busy, problem, run } = useSubmit();
  const found = { ...faultsOfProblem(problem), ...faults };
  const errors: FormErrors = Object.fromEntries(Object.entries(found).map(([name, fault]) => [name, m.faults[fault]]));
  const submit = (event: Event): void => {
    event.preventDefault();
    const reading = readDraft(draft, todayHere());
    setFaults('faults' in reading ? reading.faults : {});
    if ('content' in reading) run(() => onEnter(reading.content));
  };
  const controlOf = (name: keyof RequestDraft) => ({
    name,
    value: draft[name],
    error: errors[name],
    onValue: (value: string) => onChange({ [name]: value }),
  });
  return (
    <form class="cards-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={errors} />
      {problem !== undefined && Object.keys(faultsOfProblem(problem)).length === 0 && <ErrorState problem={problem} />}
      <TextField {...controlOf('givenName')} label={m.givenName} hint={m.givenNameHint} maxLength={80} />
      <TextField {...controlOf('familyName')} label={m.familyName} hint={m.familyNameHint} maxLength={80} />
      <TextField {...controlOf('bornOn')} label={m.bornOn} type="date" />
      <SelectField
        {...controlOf('vaccine')}
        label={m.vaccine}
        options={Object.entries(vaccines).map(([id, { name }]) => [id, name])}
        withEmpty
      />
      <div class="cards-pair">
        <TextField {...controlOf('doseNumber')} label={m.doseNumber} numeric maxLength={1} />
        <TextField {...controlOf('doseOf')} label={m.doseOf} numeric maxLength={1} />
      </div>
      <TextField {...controlOf('givenOn')} label={m.givenOn} type="date" />
      <TextField {...controlOf('evidence')} label={m.evidence} hint={m.evidenceHint} maxLength={40} />
      <button type="submit" class="button is-primary is-large" disabled={busy}>
        {m.enterRequest}
      </button>
    </form>
  );
}

/** The server's own faults, by the control that they belong to. */
function faultsOfProblem(problem: unknown): DraftFaults {
  if (!(problem instanceof ApiProblem) || problem.code !== 'card-content-invalid') return {};
  const errors = problem.problem?.errors ?? [];
  return Object.fromEntries(errors.map(({ path, message }) => [path.slice(1), message.split(':')[0]]));
}

/** The easternmost zone of Indonesia, where days begin first. */
function todayHere(): string {
  return new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Jayapura' }).format(new Date());
}
