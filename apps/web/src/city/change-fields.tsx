import type { VNode } from 'preact';
import { type FormErrors, TextField } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import type { ChangeDraft } from './change-draft.ts';
import { Choice } from './choice.tsx';
import { cityMessages } from './messages.ts';
import { formatInstant, instantIn, type Zone } from './zone.ts';

interface ChangeFieldsProps {
  readonly zone: Zone;
  readonly draft: ChangeDraft;
  readonly errors: FormErrors;
  readonly onDraft: (draft: ChangeDraft) => void;
}

/** When it begins, on the clock of the area, and why. */
export function ChangeFields({ zone, draft, errors, onDraft }: ChangeFieldsProps): VNode {
  const m = useMessages(cityMessages);
  const control = (name: 'date' | 'time' | 'reason' | 'sourceUrl') => ({
    name,
    value: draft[name],
    error: errors[name],
    onValue: (value: string) => onDraft({ ...draft, [name]: value }),
  });
  const instant = instantIn(zone, draft.date, draft.time);
  return (
    <>
      <Choice
        legend={m.begins}
        name="start"
        value={draft.start}
        options={[
          ['now', m.startNow],
          ['later', m.startLater],
        ]}
        onChoose={(start) => onDraft({ ...draft, start })}
      />
      {draft.start === 'later' && (
        <div>
          <div class="city-pair">
            <TextField {...control('date')} label={m.date} type="date" />
            <TextField {...control('time')} label={m.timeIn(zone)} type="time" />
          </div>
          <p class="soft small" role="status">
            {instant === undefined ? m.zoneHint(zone) : m.beginsAt(formatInstant(instant, zone))}
          </p>
        </div>
      )}
      <TextField {...control('reason')} label={m.reason} hint={m.reasonHint} maxLength={300} />
      <TextField {...control('sourceUrl')} label={m.sourceUrl} hint={m.sourceUrlHint} maxLength={500} />
    </>
  );
}
