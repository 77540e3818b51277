import type { RegimeChange, RegimePreviewReply, RegimesReply } from '@gapura/contract';
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, type FormErrors, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState } from '../ui/index.ts';
import { emptyChange, readChange, type ChangeCommon, type ChangeDraft } from './change-draft.ts';
import { ChangeFields } from './change-fields.tsx';
import { ChangePreview } from './change-preview.tsx';
import { cityMessages } from './messages.ts';
import type { Zone } from './zone.ts';

interface ChangeFlowProps {
  readonly zone: Zone;
  /** The fields that only this kind of change has, with what is wrong with them once that is told. */
  readonly children: (shown: FormErrors) => ComponentChildren;
  /** What is wrong with them, by the name of the control. */
  readonly errors: FormErrors;
  /** The change that the fields make together with when and why. */
  readonly change: (common: ChangeCommon) => RegimeChange;
  readonly onEntered: (regimes: RegimesReply) => void;
  readonly confirmText?: string;
}

/** Enters anything that is in force from an instant on: typed, looked at with its consequences, then confirmed. */
export function ChangeFlow({ zone, children, errors, change, onEntered, confirmText }: ChangeFlowProps): VNode {
  const m = useMessages(cityMessages);
  const [draft, setDraft] = useState(emptyChange);
  const [looked, setLooked] = useState<{ change: RegimeChange; preview: RegimePreviewReply }>();
  const { busy, problem, run } = useSubmit();
  const look = async (wanted: RegimeChange): Promise<void> =>
    setLooked({ change: wanted, preview: await api.send<RegimePreviewReply>('POST', '/regimes/preview', wanted) });
  const confirm = async (wanted: RegimeChange): Promise<void> => {
    const regimes = await enter(wanted);
    setLooked(undefined);
    setDraft(emptyChange);
    onEntered(regimes);
  };
  return (
    <>
      {problem !== undefined && <ErrorState problem={problem} />}
      {looked === undefined ? (
        <ChangeForm
          zone={zone}
          draft={draft}
          ownErrors={errors}
          busy={busy}
          onDraft={setDraft}
          onLook={(common) => run(() => look(change(common)))}
        >
          {children}
        </ChangeForm>
      ) : (
        <ChangePreview
          preview={looked.preview}
          zone={zone}
          isNow={draft.start === 'now'}
          confirmText={confirmText ?? m.confirm}
          busy={busy}
          onConfirm={() => run(() => confirm(looked.change))}
          onBack={() => setLooked(undefined)}
        />
      )}
    </>
  );
}

function enter(change: RegimeChange): Promise<RegimesReply> {
  if ('level' in change) return api.send<RegimesReply>('POST', '/level-changes', change.level);
  if ('pack' in change) return api.send<RegimesReply>('POST', '/pack-changes', change.pack);
  return api.send<RegimesReply>('POST', '/orders', change.order);
}

interface ChangeFormProps {
  readonly zone: Zone;
  readonly draft: ChangeDraft;
  readonly ownErrors: FormErrors;
  readonly busy: boolean;
  readonly onDraft: (draft: ChangeDraft) => void;
  readonly onLook: (common: ChangeCommon) => void;
  readonly children: (shown: FormErrors) => ComponentChildren;
}

function ChangeForm({ zone, draft, ownErrors, busy, onDraft, onLook, children }: ChangeFormProps): VNode {
  const m = useMessages(cityMessages);
  const [shown, setShown] = useState<FormErrors>({});
  const submit = (event: Event): void => {
    event.preventDefault();
    const reading = readChange(draft, zone, new Date());
    const wrong = 'errors' in reading ? reading.errors : {};
    const texts = Object.fromEntries(Object.entries(wrong).map(([name, error]) => [name, m.errors[error]]));
    const all = { ...ownErrors, ...texts };
    setShown(all);
    if ('common' in reading && Object.keys(all).length === 0) onLook(reading.common);
  };
  return (
    <form class="city-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={shown} />
      {children(shown)}
      <ChangeFields zone={zone} draft={draft} errors={shown} onDraft={onDraft} />
      <button type="submit" class="button is-primary" disabled={busy}>
        {m.lookFirst}
      </button>
    </form>
  );
}
