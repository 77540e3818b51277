import type { ManagedVenue } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { SelectField, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, toast } from '../ui/index.ts';
import { managerMessages } from './messages.ts';
import { useAreas } from './replies.ts';

interface AreaCardProps {
  readonly venue: ManagedVenue;
  readonly onChange: (venue: ManagedVenue) => void;
}

/** Where the venue lies: the level and the rules of that area hold in it. */
export function AreaCard({ venue, onChange }: AreaCardProps): VNode {
  const m = useMessages(managerMessages);
  const areas = useAreas().value?.areas ?? [];
  const [area, setArea] = useState(venue.area ?? '');
  const { busy, problem, run } = useSubmit();
  const save = async (): Promise<void> => {
    onChange(await api.send<ManagedVenue>('PATCH', `/venues/${venue.id}`, { area: area === '' ? null : area }));
    toast(m.areaSaved);
  };
  return (
    <section class="card" aria-labelledby="venue-area">
      <h2 id="venue-area">{m.area}</h2>
      <SelectField
        name="area"
        label={m.venueArea}
        hint={m.areaHint}
        value={area}
        options={[['', m.noArea], ...areas.map(({ code, name }): [string, string] => [code, `${name} (${code})`])]}
        onValue={setArea}
      />
      {problem !== undefined && <ErrorState problem={problem} />}
      <button type="button" class="button" disabled={busy || area === (venue.area ?? '')} onClick={() => run(save)}>
        {m.saveArea}
      </button>
    </section>
  );
}
