import type { FeedReply, SessionReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { AccountButton } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { useOccupancy } from '../live/index.ts';
import { ErrorState, Loading, Page } from '../ui/index.ts';
import { FeedList } from './feed-list.tsx';
import { officerMessages } from './messages.ts';
import { OccupancyBar } from './occupancy-bar.tsx';
import { ScanPanel } from './scan-panel.tsx';
import { SoundSwitch, announce } from './sound-switch.tsx';
import { useDoor, type Door } from './use-door.ts';
import { useFeed, type Feed } from './use-feed.ts';
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
      {reply === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {reply !== undefined && <GateWork reply={reply} feed={feed} door={door} />}
    </Page>
  );
}

function GateWork({ reply, feed, door }: { reply: FeedReply; feed: Feed; door: Door }): VNode {
  const { venue, gate, entries } = reply;
  const live = useOccupancy(venue.id);
  const isLost = feed.state === 'lost' || live.state === 'lost';
  return (
    <div class="officer">
      <div class="officer__side">
        <ConnectionBanner isLost={isLost} isStale={live.state === 'stale'} />
        <OccupancyBar occupancy={live.reply?.occupancy ?? reply.occupancy} />
        <ScanPanel gate={gate} door={door} />
      </div>
      <FeedList entries={entries} venue={venue} gate={gate} door={door} onDecided={feed.put} />
      {door.shown !== undefined && (
        <VerdictScreen
          key={door.shownCount}
          shown={door.shown}
          gate={gate}
          onDecided={(entry) => {
            feed.put(entry);
            door.showAnswer(entry);
          }}
          onRetry={door.ask}
          onClose={door.close}
        />
      )}
    </div>
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
