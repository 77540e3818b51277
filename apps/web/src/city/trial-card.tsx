import type { RuleTrialReply, RuleTrialRequest } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, SelectField, TextField, useSubmit, type FormErrors } from '../access/index.ts';
import { api } from '../api/index.ts';
import { pickText, useMessages } from '../i18n/index.ts';
import { ErrorState, VerdictShape, uiMessages } from '../ui/index.ts';
import { BringCertificate } from './bring-certificate.tsx';
import { Choice } from './choice.tsx';
import { cityMessages } from './messages.ts';
import type { Pack } from './pack-document.ts';
import type { Person } from './person.ts';
import { instantIn, zoneName, zoneOf } from './zone.ts';

interface TrialDraft {
  readonly person: Person | undefined;
  readonly bornOn: string;
  readonly kind: RuleTrialRequest['kind'];
  readonly category: string;
  readonly level: string;
  readonly date: string;
  readonly time: string;
}

const zone = zoneOf('51');

/** What would this pack say about somebody? Asked of the server, which keeps nothing of it. */
export function TrialCard({ pack }: { pack: Pack }): VNode {
  const m = useMessages(cityMessages);
  const [draft, setDraft] = useState<TrialDraft>(() => ({
    person: undefined,
    bornOn: '',
    kind: 'visitor',
    category: pack.categories[0]?.id ?? '',
    level: '3',
    ...nowIn(),
  }));
  const [shown, setShown] = useState<FormErrors>({});
  const [answer, setAnswer] = useState<RuleTrialReply>();
  const { busy, problem, run } = useSubmit();
  const change = (part: Partial<TrialDraft>): void => {
    setAnswer(undefined);
    setDraft((last) => ({ ...last, ...part }));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const at = instantIn(zone, draft.date, draft.time);
    setShown(at === undefined ? { date: m.errors.date } : {});
    if (at === undefined) return;
    const path = `/rule-packs/${pack.id}/${pack.version}/trials`;
    run(async () => setAnswer(await api.send<RuleTrialReply>('POST', path, requestOf(draft, at))));
  };
  return (
    <section class="card" aria-labelledby="city-trial">
      <h2 id="city-trial">{m.trial}</h2>
      <p class="soft">{m.trialText}</p>
      <form class="city-form" noValidate onSubmit={submit}>
        <ErrorSummary errors={shown} />
        <BringCertificate person={draft.person} error={undefined} onPerson={(person) => change({ person })} />
        {draft.person === undefined && (
          <TextField
            name="bornOn"
            label={m.trialBornOn}
            hint={m.trialBornOnHint}
            type="date"
            value={draft.bornOn}
            onValue={(bornOn) => change({ bornOn })}
          />
        )}
        <TrialPlace pack={pack} draft={draft} errors={shown} onChange={change} />
        {problem !== undefined && <ErrorState problem={problem} />}
        <button type="submit" class="button is-primary" disabled={busy}>
          {m.tryIt}
        </button>
      </form>
      {answer !== undefined && <Answer answer={answer} />}
    </section>
  );
}

/** Today and this minute, on the clock of the area. */
function nowIn(): Pick<TrialDraft, 'date' | 'time'> {
  const text = new Date().toLocaleString('sv', { timeZone: zoneName(zone) });
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

function requestOf({ person, bornOn, kind, category, level }: TrialDraft, at: Date): RuleTrialRequest {
  return {
    credentials: person === undefined ? [] : [person.text],
    ...(person === undefined && bornOn !== '' ? { bornOn } : {}),
    kind,
    category,
    level: level === '' ? null : (Number(level) as RuleTrialRequest['level']),
    at: at.toISOString(),
    timeZone: zoneName(zone),
  };
}

interface TrialPlaceProps {
  readonly pack: Pack;
  readonly draft: TrialDraft;
  readonly errors: FormErrors;
  readonly onChange: (part: Partial<TrialDraft>) => void;
}

function TrialPlace({ pack, draft, errors, onChange }: TrialPlaceProps): VNode {
  const m = useMessages(cityMessages);
  return (
    <>
      <SelectField
        name="category"
        label={m.category}
        value={draft.category}
        options={pack.categories.map(({ id, names }) => [id, pickText(names)])}
        onValue={(category) => onChange({ category })}
      />
      <Choice
        legend={m.level}
        name="trial-level"
        value={draft.level}
        options={['1', '2', '3', '4'].map((level): [string, string] => [level, level])}
        onChoose={(level) => onChange({ level })}
      />
      <Choice
        legend={m.comesAs}
        name="trial-kind"
        value={draft.kind}
        options={[
          ['visitor', m.visitor],
          ['employee', m.employee],
        ]}
        onChoose={(kind) => onChange({ kind })}
      />
      <div class="city-pair">
        <TextField
          name="date"
          label={m.date}
          type="date"
          value={draft.date}
          error={errors['date']}
          onValue={(date) => onChange({ date })}
        />
        <TextField
          name="time"
          label={m.timeIn(zone)}
          type="time"
          value={draft.time}
          onValue={(time) => onChange({ time })}
        />
      </div>
    </>
  );
}

function Answer({ answer: { colour, admission, reasons } }: { answer: RuleTrialReply }): VNode {
  const m = useMessages(cityMessages);
  const ui = useMessages(uiMessages);
  return (
    <div class="city-answer" role="status">
      <p class={`city-verdict is-${colour}`}>
        <VerdictShape shape={colour} size="2rem" />
        {ui.colours[colour]}: {m.admissions[admission]}
      </p>
      <ul class="stack">
        {reasons.map(({ rule, texts, advice }) => (
          <li key={rule}>
            <strong>{pickText(texts)}</strong> <span class="soft small code">{rule}</span>
            <br />
            <span class="soft">{pickText(advice)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
