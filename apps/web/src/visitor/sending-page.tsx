import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { announceChange, outboxStore, runCourier, type CheckInEntry } from '../offline/index.ts';
import { Page } from '../ui/index.ts';
import { cancelCheckIn, startAgain } from './check-in.ts';
import { moreMessages } from './more-messages.ts';

/** A check-in without an answer. It never looks like an admission. */
export function SendingPage({ entry }: { entry: CheckInEntry }): VNode {
  const t = useMessages(moreMessages);
  if (entry.cancelled) {
    return <Page title={t.cancellingTitle} lead={t.cancellingText} children={<ToStart />} />;
  }
  if (entry.state !== 'waiting') {
    return <NotSent entry={entry} />;
  }
  return entry.attempts === 0 ? <Sending /> : <Waiting entry={entry} />;
}

function Sending(): VNode {
  const t = useMessages(moreMessages);
  return (
    <Page title={t.sendingTitle}>
      <div class="state" role="status">
        <span class="spinner" aria-hidden="true" />
        <p>{t.sendingText}</p>
      </div>
    </Page>
  );
}

function Waiting({ entry }: { entry: CheckInEntry }): VNode {
  const t = useMessages(moreMessages);
  const { route } = useLocation();
  const seconds = useSecondsUntil(entry.nextAttemptAt);
  const cancel = (): void => {
    cancelCheckIn(entry).then(() => route('/'), reportError);
  };
  return (
    <Page title={t.notSentTitle} lead={t.notSentLead}>
      <div class="notice" role="status">
        <p>{entry.problem?.code === 'network' ? t.noConnection : (entry.problem?.title ?? '')}</p>
      </div>
      {/* The seconds tick for the eye only: a screen reader would read each of them out. */}
      <p class="soft">{seconds > 0 ? t.nextAttempt(seconds) : t.tryingNow}</p>
      <button type="button" class="button is-primary is-large" onClick={() => runCourier(true)}>
        {t.sendNow}
      </button>
      <button type="button" class="button is-quiet" onClick={cancel}>
        {t.cancelCheckIn}
      </button>
      <p>{t.meanwhileOfficer}</p>
    </Page>
  );
}

function useSecondsUntil(at: string): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
}

/** The server refused the request, or it grew too old: nothing was counted. */
function NotSent({ entry }: { entry: CheckInEntry }): VNode {
  const t = useMessages(moreMessages);
  const { route } = useLocation();
  const again = async (): Promise<void> => {
    const eventId = await startAgain(entry);
    await outboxStore.removeEntry(entry.eventId);
    announceChange();
    route(`/pass/${eventId}`, true);
  };
  const hasLapsed = entry.state === 'lapsed';
  return (
    <Page title={hasLapsed ? t.lapsedTitle : t.failedTitle}>
      <div class="notice is-error" role="alert">
        <p>{hasLapsed ? t.lapsedText : (entry.problem?.title ?? '')}</p>
        <p>{t.nothingCounted}</p>
      </div>
      <button type="button" class="button is-primary is-large" onClick={() => void again().catch(reportError)}>
        {t.checkInAgain}
      </button>
      <ToStart />
    </Page>
  );
}

function ToStart(): VNode {
  const t = useMessages(moreMessages);
  return (
    <a class="button is-quiet" href="/">
      {t.toStart}
    </a>
  );
}
