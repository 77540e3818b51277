import type { CheckInReply, CheckInRequest, CheckOutReply, CheckOutRequest, FeedEntry } from '@gapura/contract';
import { useRef, useState } from 'preact/hooks';
import { ApiProblem, api } from '../api/index.ts';
import { announce } from './sound-switch.tsx';
import { verdictOf, type Verdict } from './verdict.ts';

/** What was asked of the server. It is kept with its event id, so that asking again can never count twice. */
export type DoorRequest =
  | { readonly way: 'in'; readonly body: CheckInRequest }
  | { readonly way: 'out'; readonly body: CheckOutRequest };

/** The part of a check-in's answer that the officer sees, whether it came by a scan or by the feed. */
export type Answer = Pick<CheckInReply, 'eventId' | 'outcome' | 'code' | 'disputableUntil'> & {
  readonly persons: readonly Pick<FeedEntry['persons'][number], 'kind' | 'colour' | 'reasons'>[];
  readonly review?: FeedEntry['review'];
};

/** What fills the screen. */
export type Shown =
  | { readonly of: 'check-in'; readonly verdict: Verdict; readonly answer: Answer }
  | { readonly of: 'check-out'; readonly verdict: 'left'; readonly count: number }
  | {
      readonly of: 'problem';
      readonly verdict: 'unknown' | 'failed';
      readonly problem: unknown;
      readonly request: DoorRequest;
    };

export interface Door {
  readonly shown: Shown | undefined;
  /** Counts what was shown, so that each answer gets a screen of its own. */
  readonly shownCount: number;
  readonly busy: boolean;
  readonly ask: (request: DoorRequest) => void;
  readonly showAnswer: (answer: Answer) => void;
  readonly close: () => void;
  /** Whether this screen itself asked for the check-in: its own verdict has sounded already. */
  readonly asked: (eventId: string) => boolean;
}

const rememberedIds = 200;

/** Sends what the officer scans and shows each answer as one verdict. */
export function useDoor(): Door {
  const [shown, setShown] = useState<Shown>();
  const [shownCount, setShownCount] = useState(0);
  const [running, setRunning] = useState(0);
  const ids = useRef<string[]>([]);
  const show = (next: Shown): void => {
    setShown(next);
    setShownCount((count) => count + 1);
    announce(next.verdict);
  };
  const ask = (request: DoorRequest): void => {
    ids.current = [request.body.eventId, ...ids.current].slice(0, rememberedIds);
    setRunning((count) => count + 1);
    void send(request)
      .catch((problem: unknown): Shown => ({ of: 'problem', verdict: failureOf(problem), problem, request }))
      .then(show)
      .finally(() => setRunning((count) => count - 1));
  };
  return {
    shown,
    shownCount,
    busy: running > 0,
    ask,
    showAnswer: (answer) => show(shownAnswer(answer)),
    close: () => setShown(undefined),
    asked: (eventId) => ids.current.includes(eventId),
  };
}

async function send(request: DoorRequest): Promise<Shown> {
  if (request.way === 'in') return shownAnswer(await api.checkIn(request.body));
  const { visits }: CheckOutReply = await api.checkOut(request.body);
  return { of: 'check-out', verdict: 'left', count: visits.length };
}

/** Without the server's word, nobody knows whether it was counted; the same request may be sent again. */
function failureOf(problem: unknown): 'unknown' | 'failed' {
  return problem instanceof ApiProblem && !problem.mayRetry ? 'failed' : 'unknown';
}

function shownAnswer(answer: Answer): Shown {
  return { of: 'check-in', verdict: verdictOf(answer), answer };
}
