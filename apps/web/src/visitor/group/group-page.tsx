import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { formatNumber, useMessages } from '../../i18n/index.ts';
import { personStore, startCourier, useStored, type Group } from '../../offline/index.ts';
import { Empty, Loading, Page } from '../../ui/index.ts';
import { groupMessages } from '../group-messages.ts';
import '../visitor.css';
import { GroupAtGate } from './group-at-gate.tsx';
import { GroupCollector } from './group-collector.tsx';
import { largestGroup } from './group.ts';
import { GroupEnd } from './group-end.tsx';
import { GroupMembers } from './group-members.tsx';
import './group.css';
import { findGroup } from './kept-group.ts';

interface GroupPageProps {
  /** Of the poster that the group stands before; none while it is only collected. */
  readonly code?: string;
  readonly signature?: string;
}

/** Whoever leads a group collects up to fifty people here and checks in all of them at once. */
export function GroupPage({ code, signature }: GroupPageProps): VNode {
  const g = useMessages(groupMessages);
  useEffect(startCourier, []);
  const kept = useStored(async () => ({ group: await findGroup(new Date()), persons: await personStore.list() }));
  const gate =
    code === undefined ? undefined : { code: code.toUpperCase(), signature: signature?.toUpperCase() ?? null };
  const back = gate === undefined ? '/' : ['/g', gate.code, gate.signature].filter(Boolean).join('/');
  return (
    <Page title={g.title} lead={g.lead} back={back}>
      {kept === undefined ? (
        <Loading />
      ) : (
        <>
          {kept.group !== null && kept.group.persons.length > 0 && <Counter group={kept.group} />}
          {kept.group !== null && kept.group.persons.length > 0 && gate !== undefined && (
            <GroupAtGate gate={gate} group={kept.group} />
          )}
          {(kept.group?.persons.length ?? 0) === 0 && (
            <Empty title={g.emptyTitle}>
              <p>{g.emptyText}</p>
            </Empty>
          )}
          <GroupCollector group={kept.group} own={kept.persons} />
          {kept.group !== null && kept.group.persons.length > 0 && <GroupMembers group={kept.group} />}
          {kept.group !== null && <GroupEnd key={kept.group.deleteOn} group={kept.group} />}
          {gate === undefined && <p class="soft">{g.atGateNext}</p>}
        </>
      )}
    </Page>
  );
}

function Counter({ group: { persons } }: { group: Group }): VNode {
  const g = useMessages(groupMessages);
  const [count, ...words] = g.counter(formatNumber(persons.length), formatNumber(largestGroup)).split(' ');
  return (
    <p class="group-counter">
      <strong>{count}</strong> {words.join(' ')}
    </p>
  );
}
