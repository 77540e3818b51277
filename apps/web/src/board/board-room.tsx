import type { Occupancy, OccupancyReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, api } from '../api/index.ts';
import { useReply } from '../access/index.ts';
import { formatNumber, formatTime, useMessages } from '../i18n/index.ts';
import { useNow, useOccupancy, type LiveOccupancy } from '../live/index.ts';
import { ErrorState, Loading, Page, VerdictShape, closedMessages, describeClosed, type Shape } from '../ui/index.ts';
import './board.css';
import { shiftAt } from './burn-in.ts';
import { boardMessages } from './messages.ts';
import { boardState, type BoardState } from './traffic-light.ts';
import { useWakeLock } from './use-wake-lock.ts';

const oldAfterSeconds = 15;

const shapes: Record<BoardState, Shape> = {
  free: 'green',
  nearly: 'yellow',
  full: 'red',
  over: 'black',
  closed: 'closed',
};

/** The screen at the door: how many are inside, and whether there is room. */
export function BoardRoom({ venueId }: { venueId: string }): VNode {
  const m = useMessages(boardMessages);
  const live = useOccupancy(venueId);
  const { value, problem, reload } = useReply(venueId, () => api.occupancy(venueId));
  const reply = live.reply ?? value;
  if (reply !== undefined) return <Board reply={reply} live={live} />;
  const isRefused = problem instanceof ApiProblem && problem.status >= 400 && problem.status < 500;
  return (
    <Page title={m.board}>
      {problem === undefined || !isRefused ? <Loading /> : <ErrorState problem={problem} onRetry={reload} />}
    </Page>
  );
}

function Board({ reply, live }: { reply: OccupancyReply; live: LiveOccupancy }): VNode {
  const m = useMessages(boardMessages);
  const nowMs = useNow(1000);
  const [shownAtMs] = useState(Date.now);
  const lit = useWakeLock();
  const c = useMessages(closedMessages);
  const { venue, occupancy } = reply;
  const seconds = Math.max(0, Math.floor((nowMs - (live.heardAtMs ?? shownAtMs)) / 1000));
  const isOld = live.state !== 'live' && seconds >= oldAfterSeconds;
  const state = boardState(reply);
  const shift = shiftAt(nowMs);
  useEffect(() => {
    document.title = m.title(venue.name);
  }, [m, venue.name]);
  return (
    <main class={`board ${isOld ? 'is-old' : `is-${shapes[state]}`}`}>
      <div class="board__picture" style={`--x:${shift.x};--y:${shift.y}`}>
        <header class="board__head">
          <h1>{venue.name}</h1>
          <p>{formatTime(new Date(nowMs), venue.timeZone)}</p>
        </header>
        <BoardCount {...reply} />
        <p class="board__state" role="status">
          {!isOld && <VerdictShape shape={shapes[state]} size="1em" />}
          {isOld ? m.stale : state === 'closed' ? c.word : m.states[state]}
        </p>
        <BoardFoot occupancy={occupancy} seconds={seconds} isConnected={live.state !== 'lost'} />
        {!lit && <p class="board__hint">{m.screenMayDim}</p>}
      </div>
    </main>
  );
}

function BoardCount({ occupancy, closed }: OccupancyReply): VNode {
  const m = useMessages(boardMessages);
  const c = useMessages(closedMessages);
  const inside = formatNumber(occupancy.inside);
  return (
    <div class="board__count" style={`--digits:${inside.length}`}>
      <p class="board__number">{inside}</p>
      <p class="board__inside">
        {closed === undefined ? m.inside : c.stillInside} ·{' '}
        <strong>{closed === undefined ? m.limit(formatNumber(occupancy.limit)) : describeClosed(closed, c)}</strong>
      </p>
    </div>
  );
}

interface BoardFootProps {
  readonly occupancy: Occupancy;
  readonly seconds: number;
  readonly isConnected: boolean;
}

function BoardFoot({ occupancy: { visitors, employees }, seconds, isConnected }: BoardFootProps): VNode {
  const m = useMessages(boardMessages);
  const age = seconds < 120 ? m.age(seconds) : m.ageMinutes(Math.floor(seconds / 60));
  return (
    <dl class="board__foot">
      <div>
        <dt>{m.visitors}</dt>
        <dd>{formatNumber(visitors)}</dd>
      </div>
      <div>
        <dt>{m.employees}</dt>
        <dd>{formatNumber(employees)}</dd>
      </div>
      <div class="board__age">
        <dt class="visually-hidden">{m.board}</dt>
        <dd>{isConnected ? age : `${age}. ${m.noConnection}`}</dd>
      </div>
    </dl>
  );
}
