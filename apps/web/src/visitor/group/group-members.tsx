import trash from 'lucide-static/icons/trash-2.svg?raw';
import type { VNode } from 'preact';
import { useMessages } from '../../i18n/index.ts';
import type { Group, Person } from '../../offline/index.ts';
import { Icon, toast } from '../../ui/index.ts';
import { credentialLine } from '../credential-line.ts';
import { groupMessages } from '../group-messages.ts';
import { visitorMessages } from '../messages.ts';
import { moreMessages } from '../more-messages.ts';
import { joinByPerson, withoutPerson } from './group.ts';
import { changeGroup } from './kept-group.ts';

/** Who is in the group, the last one on top. */
export function GroupMembers({ group }: { group: Group }): VNode {
  const g = useMessages(groupMessages);
  return (
    <section class="card">
      <h2>{g.members}</h2>
      <ol class="group-members">
        {group.persons.map((person) => (
          <Member key={person.id} person={person} />
        ))}
      </ol>
    </section>
  );
}

function Member({ person }: { person: Person }): VNode {
  const t = useMessages(visitorMessages);
  const m = useMessages(moreMessages);
  const g = useMessages(groupMessages);
  const remove = async (): Promise<void> => {
    await changeGroup((group) => ({ group: withoutPerson(group, person.id) }));
    const putBack = (): void => void changeGroup((group) => joinByPerson(group, person)).catch(reportError);
    toast(g.removed(person.name), { label: m.undo, run: putBack });
  };
  const [credential] = person.credentials;
  return (
    <li>
      <span>
        <strong>{person.name}</strong>
        <small>{credential === undefined ? t.withoutCertificate : credentialLine(t, credential)}</small>
      </span>
      <button
        type="button"
        class="button is-quiet is-danger"
        aria-label={g.removeNamed(person.name)}
        onClick={() => void remove().catch(reportError)}
      >
        <Icon svg={trash} />
      </button>
    </li>
  );
}
