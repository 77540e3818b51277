import type { Facts } from '@gapura/credentials';
import type { Finding } from '../verification/index.ts';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { certificateMessages } from './messages.ts';
import { listStatements } from './statements.ts';

interface DoorCardProps {
  readonly facts: Facts;
  readonly is: Finding['is'];
}

/** What a gate would take from this certificate, and what it leaves. */
export function DoorCard({ facts, is }: DoorCardProps): VNode {
  const t = useMessages(certificateMessages);
  const statements = listStatements(facts, t);
  const isCounted = is === 'genuine' || is === 'unverified';
  const read = statements.filter(({ isForDoor }) => isForDoor);
  return (
    <section class="card">
      <h2>{t.door}</h2>
      <p>{is === 'genuine' ? t.doorText : isCounted ? t.doorIfGenuine : t.doorNothing}</p>
      {isCounted && (
        <ul class="next-steps">
          {read.map(({ title, lines: [first = ''] }, at) => (
            <li key={at}>{[title, first].join(' · ')}</li>
          ))}
          <li>{t.doorIdentity}</li>
        </ul>
      )}
      {isCounted && read.length < statements.length && <p class="small soft">{t.doorOther}</p>}
    </section>
  );
}
