import type { ExposureRequest, ExposuresReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, TextField, useSubmit, type FormErrors } from '../access/index.ts';
import { api, ApiProblem } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState } from '../ui/index.ts';
import { BringCertificate } from './bring-certificate.tsx';
import { Choice } from './choice.tsx';
import { cityMessages } from './messages.ts';
import type { Person } from './person.ts';

interface CaseDraft {
  readonly kind: ExposureRequest['kind'];
  readonly on: string;
  readonly way: 'certificate' | 'identifier';
  readonly identifier: string;
  readonly person: Person | undefined;
}

const emptyCase: CaseDraft = { kind: 'case', on: '', way: 'certificate', identifier: '', person: undefined };

/** What is being entered. `isEarlier`: the server keeps a later date of this very person until it is told to replace it. */
function useCaseEntry(onEntered: (next: ExposuresReply) => void) {
  const m = useMessages(cityMessages);
  const [draft, setDraft] = useState(emptyCase);
  const [sent, setSent] = useState<CaseDraft>();
  const [wrong, setWrong] = useState<FormErrors>({});
  const { busy, problem, run } = useSubmit();
  const change = (part: Partial<CaseDraft>): void => setDraft((last) => ({ ...last, ...part }));
  const submit = (replace: boolean): void => {
    const errors = errorsOf(draft);
    setWrong(Object.fromEntries(errors.map((name) => [name, m.errors[name]])));
    if (errors.length > 0) return;
    setSent(draft);
    run(async () => {
      onEntered(await api.send<ExposuresReply>('POST', '/exposures', { ...requestOf(draft), replace }));
      setDraft(emptyCase);
    });
  };
  const isEarlier = problem instanceof ApiProblem && problem.code === 'exposure-later-stands' && sent === draft;
  return { draft, change, wrong, busy, problem, isEarlier, submit };
}

/** Enters a case or a contact. The certificate is read here, sent once, and kept nowhere. */
export function CaseCard({ onEntered }: { onEntered: (next: ExposuresReply) => void }): VNode {
  const m = useMessages(cityMessages);
  const { draft, change, wrong, busy, problem, isEarlier, submit } = useCaseEntry(onEntered);
  return (
    <section class="card" aria-labelledby="city-new-case">
      <h2 id="city-new-case">{m.newCase}</h2>
      <form
        class="city-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(false);
        }}
      >
        <ErrorSummary errors={wrong} />
        <Choice
          legend={m.exposureKind}
          name="exposure-kind"
          value={draft.kind}
          options={[
            ['case', m.exposureKinds.case],
            ['contact', m.exposureKinds.contact],
          ]}
          onChoose={(kind) => change({ kind })}
        />
        <TextField
          name="on"
          label={draft.kind === 'case' ? m.resultOn : m.contactOn}
          hint={m.onHint}
          type="date"
          value={draft.on}
          error={wrong['on']}
          onValue={(on) => change({ on })}
        />
        <Choice
          legend={m.who}
          name="way"
          value={draft.way}
          options={[
            ['certificate', m.byCertificate],
            ['identifier', m.byIdentifier],
          ]}
          onChoose={(way) => change({ way })}
        />
        {draft.way === 'certificate' ? (
          <BringCertificate person={draft.person} error={wrong['person']} onPerson={(person) => change({ person })} />
        ) : (
          <TextField
            name="identifier"
            label={m.identifier}
            hint={m.identifierHint}
            value={draft.identifier}
            error={wrong['identifier']}
            onValue={(identifier) => change({ identifier })}
          />
        )}
        {problem !== undefined && <ErrorState problem={problem} />}
        {isEarlier && (
          <button type="button" class="button" disabled={busy} onClick={() => submit(true)}>
            {m.replaceEntry}
          </button>
        )}
        <button type="submit" class="button is-primary" disabled={busy}>
          {draft.kind === 'case' ? m.enterCase : m.enterContact}
        </button>
      </form>
    </section>
  );
}

function errorsOf({ on, way, identifier, person }: CaseDraft): ('on' | 'person' | 'identifier')[] {
  return [
    ...(on === '' ? ['on' as const] : []),
    ...(way === 'certificate' && person === undefined ? ['person' as const] : []),
    ...(way === 'identifier' && !/^[0-9a-f]{64}$/.test(identifier.trim()) ? ['identifier' as const] : []),
  ];
}

function requestOf({ kind, on, way, identifier, person }: CaseDraft): ExposureRequest {
  return way === 'identifier' || person === undefined
    ? { kind, on, identifier: identifier.trim() }
    : { kind, on, credentials: [person.text] };
}
