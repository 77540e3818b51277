import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../../i18n/index.ts';
import type { Group } from '../../offline/index.ts';
import { Dialog, Field, toast } from '../../ui/index.ts';
import { groupMessages } from '../group-messages.ts';
import { moreMessages } from '../more-messages.ts';
import { dateOnPhone, longestKeptDays } from './group.ts';
import { changeGroup, deleteGroup, restoreGroup } from './kept-group.ts';

/** Until when the group is kept on this phone, and its end now. */
export function GroupEnd({ group }: { group: Group }): VNode {
  const g = useMessages(groupMessages);
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  const [first, last] = [dateOnPhone(new Date(), 1), dateOnPhone(new Date(), longestKeptDays)];
  const keepUntil = (deleteOn: string): void => {
    const isAllowed = first <= deleteOn && deleteOn <= last;
    setError(isAllowed ? undefined : g.deleteOnWrong);
    if (isAllowed) void changeGroup((current) => ({ group: { ...current, deleteOn } })).catch(reportError);
  };
  return (
    <section class="card">
      <Field label={g.deleteOn} hint={g.deleteOnHint} error={error}>
        {(control) => (
          <input
            {...control}
            type="date"
            min={first}
            max={last}
            value={group.deleteOn}
            onChange={({ currentTarget }) => keepUntil(currentTarget.value)}
          />
        )}
      </Field>
      <button type="button" class="button is-danger" onClick={() => setAsking(true)}>
        {g.deleteNow}
      </button>
      {isAsking && <DeleteGroup group={group} onClose={() => setAsking(false)} />}
    </section>
  );
}

function DeleteGroup({ group, onClose }: { group: Group; onClose: () => void }): VNode {
  const g = useMessages(groupMessages);
  const m = useMessages(moreMessages);
  const remove = async (): Promise<void> => {
    onClose();
    await deleteGroup(group);
    toast(m.deleted, { label: m.undo, run: () => void restoreGroup(group).catch(reportError) });
  };
  return (
    <Dialog title={g.deleteQuestion} onClose={onClose}>
      <p>{g.deleteText(group.persons.length)}</p>
      <div class="row">
        <button type="button" class="button is-danger" onClick={() => void remove().catch(reportError)}>
          {m.delete}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {m.keep}
        </button>
      </div>
    </Dialog>
  );
}
