import scan from 'lucide-static/icons/scan-qr-code.svg?raw';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../../i18n/index.ts';
import type { Group, Person } from '../../offline/index.ts';
import { Icon } from '../../ui/index.ts';
import { groupMessages } from '../group-messages.ts';
import { moreMessages } from '../more-messages.ts';
import { PastedText } from '../pasted-text.tsx';
import { PersonForm } from '../person-form.tsx';
import { ScanCode } from '../scan-code.tsx';
import { useCollector, type Note } from './use-collector.ts';

interface GroupCollectorProps {
  readonly group: Group | null;
  /** Those who are kept on this phone anyway, such as the leader. */
  readonly own: readonly Person[];
}

/** The ways into the group: camera, pasted text, without a certificate, and those whom this phone knows. */
export function GroupCollector({ group, own }: GroupCollectorProps): VNode {
  const g = useMessages(groupMessages);
  const m = useMessages(moreMessages);
  const [isScanning, setScanning] = useState(false);
  const { note, collectText, collectPerson } = useCollector();
  const missing = own.filter(({ id }) => group?.persons.every((member) => member.id !== id) ?? true);
  return (
    <section class="card">
      {isScanning ? (
        <ScanCode
          continuous
          prompt={note?.text ?? g.scanning}
          onText={collectText}
          onClose={() => setScanning(false)}
        />
      ) : (
        <button type="button" class="button is-primary is-large" onClick={() => setScanning(true)}>
          <Icon svg={scan} />
          {g.scan}
        </button>
      )}
      {!isScanning && <NoteLine note={note} />}
      {missing.length > 0 && (
        <button type="button" class="button" onClick={() => missing.forEach(collectPerson)}>
          {g.addOwn(missing.length)}
        </button>
      )}
      <PastedText key={group?.persons.length ?? 0} startWith="" isBusy={false} onText={collectText} />
      <details>
        <summary>{m.childTitle}</summary>
        <PersonForm onPerson={collectPerson} />
      </details>
    </section>
  );
}

function NoteLine({ note }: { note: Note | undefined }): VNode {
  const look = note === undefined ? '' : note.isGood ? 'notice is-calm' : 'notice is-error';
  return (
    <p role="status" class={look}>
      {note?.text}
    </p>
  );
}
