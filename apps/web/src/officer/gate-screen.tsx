import type { Closed, FeedReply, GateSummary, Occupancy, PersonKind, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AccountButton } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { useOccupancy } from '../live/index.ts';
import { ErrorState, Loading, Page, VerdictShape } from '../ui/index.ts';
import { IncidentCard, incidentMessages, useIncidents } from '../incidents/index.ts';
import { ProcedureSteps } from '../procedures/index.ts';
import { CorrectionPanel } from './correction-panel.tsx';
import { CountCard } from './count-card.tsx';
import { FeedList } from './feed-list.tsx';
import { officerMessages } from './messages.ts';
import { ProcedureBook } from './procedure-book.tsx';
import { ScanPanel } from './scan-panel.tsx';
import { SoundSwitch, announce } from './sound-switch.tsx';
import { useCorrections } from './use-corrections.ts';
import { useDoor, type Door } from './use-door.ts';
import { useFeed, type Feed } from './use-feed.ts';
import { useProcedures, type Procedures } from './use-procedures.ts';
import { verdictOf } from './verdict.ts';
import { VerdictScreen } from './verdict-screen.tsx';

/** One gate, live: who came, who waits, how many are inside, and the officer's own scanner. */
export function GateScreen({ code, session }: { code: string; session: SessionReply }): VNode {
  const m = useMessages(officerMessages);
  const door = useDoor();
  const feed = useFeed(code, (entry) => {
    if (!door.asked(entry.eventId)) announce(verdictOf(entry));
  });
  const { reply, problem, reload } = feed;
  const bar = (
    <>
      <SoundSwitch />
      <AccountButton session={session} />
    </>
  );
  const back = session.gates.length === 1 ? {} : { back: session.role === 'officer' ? '/officer' : '/manager' };
  return (
    <Page
      wide
      title={reply?.gate.name ?? m.title}
      {...(reply === undefined ? {} : { lead: `${reply.venue.name} · ${m.directions[reply.gate.direction]}` })}
      {...back}
      bar={bar}
    >
      {reply === undefined && problem === undefined && <Loading />}
      {reply === undefined && problem !== undefined && (
        <>
          <ErrorState problem={problem} onRetry={reload} />
          <ProcedureBook gate={code} />
        </>
      )}
      {reply !== undefined && <GateWork reply={reply} feed={feed} door={door} />}
    </Page>
  );
}

function GateWork({ reply, feed, door }: { reply: FeedReply; feed: Feed; door: Door }): VNode {
  const { venue, gate, entries } = reply;
  const live = useOccupancy(venue.id);
  const procedures = useProcedures(gate.code);
  const { occupancy, stoppedSince, closed } = live.reply ?? reply;
  const isLost = feed.state === 'lost' || live.state === 'lost';
  return (
    <div class="officer">
      <div class="officer__side">
        <ConnectionBanner isLost={isLost} isStale={live.state === 'stale'} />
        <StopBanner isStopped={stoppedSince !== null} />
        <OfficersHand gate={gate} occupancy={occupancy} closed={closed} door={door} />
      </div>
      <div class="officer__feed">
        <GateIncidents venue={venue} gate={gate} entries={entries} procedures={procedures} />
        <FeedList
          entries={entries}
          venue={venue}
          gate={gate}
          door={door}
          procedures={procedures}
          onDecided={feed.put}
        />
      </div>
      {door.shown !== undefined && (
        <VerdictScreen
          key={door.shownCount}
          shown={door.shown}
          gate={gate}
          procedures={procedures}
          onDecided={(entry) => {
            if (entry.review?.decided !== null) feed.put(entry);
            door.showAnswer(entry);
          }}
          onRetry={door.ask}
          onClose={door.close}
        />
      )}
    </div>
  );
}

interface OfficersHandProps {
  readonly gate: GateSummary;
  readonly occupancy: Occupancy;
  readonly closed: Closed | undefined;
  readonly door: Door;
}

/** What the officer does: counts one person, scans, counts many. The first two must be in sight without scrolling. */
function OfficersHand({ gate, occupancy, closed, door }: OfficersHandProps): VNode {
  const corrections = useCorrections(gate.code);
  const [kind, setKind] = useState<PersonKind>('visitor');
  const shared = { occupancy, closed, corrections, kind };
  return (
    <>
      <CountCard {...shared} onKind={setKind} />
      <ScanPanel gate={gate} door={door} />
      <CorrectionPanel {...shared} />
    </>
  );
}

type GateIncidentsProps = Pick<FeedReply, 'venue' | 'gate' | 'entries'> & { readonly procedures: Procedures };

/**
 * What is still open at this gate: one line, so that the scanner stays at hand, and unfolded the procedure for it. A black
 * check-in is asked about at once.
 */
function GateIncidents({ venue, gate, entries, procedures }: GateIncidentsProps): VNode {
  const m = useMessages(incidentMessages);
  const { reply, reload, put } = useIncidents();
  const newestBlack = entries.find(({ persons }) => persons.some(({ colour }) => colour === 'black'))?.eventId;
  useEffect(() => {
    if (newestBlack !== undefined) reload();
  }, [newestBlack, reload]);
  const open = (reply?.incidents ?? []).filter(
    (incident) => incident.gate.code === gate.code && incident.closedAt === null,
  );
  return (
    <section class="officer__incidents" aria-labelledby="officer-incidents" hidden={open.length === 0}>
      <details class="officer-incidents">
        <summary class="is-black">
          <VerdictShape shape="black" size="1.5em" />
          <h2 id="officer-incidents">{m.open(open.length)}</h2>
        </summary>
        {open.map((incident) => (
          <IncidentCard key={incident.id} incident={incident} timeZone={venue.timeZone} onClosed={put}>
            <ProcedureSteps steps={procedures('black')} />
          </IncidentCard>
        ))}
      </details>
    </section>
  );
}

function ConnectionBanner({ isLost, isStale }: { isLost: boolean; isStale: boolean }): VNode {
  const m = useMessages(officerMessages);
  return (
    <div role="status">
      {isLost && <p class="notice is-error">{m.lost}</p>}
      {!isLost && isStale && <p class="notice">{m.stale}</p>}
    </div>
  );
}

/** Something that must always hold did not, so the server admits nobody here until an operator has looked at it. */
function StopBanner({ isStopped }: { isStopped: boolean }): VNode {
  const m = useMessages(officerMessages);
  return <div role="alert">{isStopped && <p class="notice is-error">{m.stopped}</p>}</div>;
}
