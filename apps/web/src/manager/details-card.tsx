import type { ManagedVenue } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, TextField, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, toast } from '../ui/index.ts';
import type { DraftPart } from './draft-part.ts';
import { managerMessages } from './messages.ts';
import { draftOf, readDetails, type DraftErrors } from './venue-draft.ts';
import { HourFields, controlOf, errorTexts } from './venue-form.tsx';

interface DetailsCardProps {
  readonly venue: ManagedVenue;
  readonly onChange: (venue: ManagedVenue) => void;
}

/** Name, address and hours, which change more often than the place does. */
export function DetailsCard({ venue, onChange }: DetailsCardProps): VNode {
  const m = useMessages(managerMessages);
  const [draft, setDraft] = useState(() => draftOf(venue));
  const [wrong, setWrong] = useState<DraftErrors>({});
  const { busy, problem, run } = useSubmit();
  const part: DraftPart = {
    draft,
    errors: errorTexts(wrong, m),
    onChange: (change) => setDraft((last) => ({ ...last, ...change })),
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const reading = readDetails(draft);
    setWrong('errors' in reading ? reading.errors : {});
    if ('errors' in reading) return;
    run(async () => {
      onChange(await api.send<ManagedVenue>('PATCH', `/venues/${venue.id}`, reading.change));
      toast(m.detailsSaved);
    });
  };
  return (
    <section class="card" aria-labelledby="venue-details">
      <h2 id="venue-details">{m.details}</h2>
      <details>
        <summary>{m.changeDetails}</summary>
        <form class="manager-form" noValidate onSubmit={submit}>
          <ErrorSummary errors={part.errors} />
          <TextField {...controlOf(part, 'name')} label={m.venueName} />
          <TextField {...controlOf(part, 'address')} label={m.address} maxLength={300} />
          <HourFields {...part} />
          {problem !== undefined && <ErrorState problem={problem} />}
          <button type="submit" class="button" disabled={busy}>
            {m.saveDetails}
          </button>
        </form>
      </details>
    </section>
  );
}
