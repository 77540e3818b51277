import type { GateReply } from '@gapura/contract';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { pickText, useMessages } from '../i18n/index.ts';
import { listOpenVisits, recordStore, startCourier, useStored } from '../offline/index.ts';
import { ErrorState, Loading, Page, uiMessages } from '../ui/index.ts';
import { CheckInForm } from './check-in-form.tsx';
import { visitorMessages } from './messages.ts';
import { OccupancyBar, useOccupancy } from './occupancy-bar.tsx';
import { useGate } from './open-gate.ts';
import { OpenVisits } from './open-visits.tsx';
import { findGateCode } from './poster.ts';
import './visitor.css';

export interface GatePageProps {
  readonly code?: string;
  readonly signature?: string;
}

/** A poster's address: the venue, how many are inside, and the check-in. */
export function GatePage({ code = '', signature }: GatePageProps): VNode {
  const t = useMessages(visitorMessages);
  useEffect(startCourier, []);
  const signed = signature?.toUpperCase() ?? null;
  const [view, again] = useGate(code, signed);
  switch (view.is) {
    case 'loading':
      return <Page title={t.openingGate} children={<Loading />} />;
    case 'forged':
      return <BadPoster title={t.forgedTitle} text={t.forgedText} />;
    case 'unknown':
      return <BadPoster title={t.unknownGateTitle} text={t.unknownGateText(code.toUpperCase())} />;
    case 'failed':
      return (
        <Page title={t.gateFailedTitle} back="/" children={<ErrorState problem={view.problem} onRetry={again} />} />
      );
    case 'unseen':
      return <UnseenGate code={findGateCode(code) ?? ''} signature={signed} onRetry={again} />;
    default:
      return <OpenGate reply={view.reply} signature={signed} isFresh={view.isFresh} onRetry={again} />;
  }
}

interface OpenGateProps {
  readonly reply: GateReply;
  readonly signature: string | null;
  readonly isFresh: boolean;
  readonly onRetry: () => void;
}

function OpenGate({ reply, signature, isFresh, onRetry }: OpenGateProps): VNode {
  const t = useMessages(visitorMessages);
  const { venue, gate, asks, open } = reply;
  const live = useOccupancy(venue.id, reply.occupancy);
  const inside = useStored(recordStore.list)?.flatMap(listOpenVisits);
  const here = (inside ?? []).filter(({ visit }) => visit.venue === venue.id);
  return (
    <Page title={venue.name} lead={<GateLine reply={reply} />} back="/">
      <OccupancyBar {...live} isClosed={isFresh && !open} />
      {!isFresh && <OfflineNotice onRetry={onRetry} />}
      {!open && isFresh && (
        <p class="notice">
          {venue.opensAt === null ? t.closedNow : t.closedHours(venue.opensAt, venue.closesAt ?? '')}
        </p>
      )}
      <OpenVisits visits={here} />
      {gate.direction === 'out' ? (
        <p class="notice is-calm">{here.length > 0 ? t.exitGate : t.exitGateNobody}</p>
      ) : (
        <CheckInForm gate={gate.code} signature={signature} asks={asks} venueId={venue.id} />
      )}
      {asks.rules.length > 0 && <Rules rules={asks.rules} />}
    </Page>
  );
}

function GateLine({ reply: { venue, gate } }: { reply: GateReply }): VNode {
  const t = useMessages(visitorMessages);
  return (
    <>
      <strong>{t.gateNamed(gate.name)}</strong>
      {venue.address !== '' && ` · ${venue.address}`}
    </>
  );
}

function Rules({ rules }: { rules: GateReply['asks']['rules'] }): VNode {
  const u = useMessages(uiMessages);
  const t = useMessages(visitorMessages);
  return (
    <details class="card">
      <summary>{t.rulesHere}</summary>
      <ul class="stack">
        {rules.map(({ rule, colour, texts }) => (
          <li key={rule}>
            <strong class={`rule-mark is-${colour}`}>{u.colours[colour]}</strong>
            <span>{pickText(texts)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function OfflineNotice({ onRetry }: { onRetry: () => void }): VNode {
  const t = useMessages(visitorMessages);
  return (
    <div class="notice" role="status">
      <h2>{t.offlineTitle}</h2>
      <p>{t.offlineCheckIn}</p>
      <p>
        <button type="button" class="button" onClick={onRetry}>
          {t.retry}
        </button>
      </p>
    </div>
  );
}

interface UnseenGateProps {
  readonly code: string;
  readonly signature: string | null;
  readonly onRetry: () => void;
}

/** The poster is genuine, but neither the server nor this phone can say of which venue. */
function UnseenGate({ code, signature, onRetry }: UnseenGateProps): VNode {
  const t = useMessages(visitorMessages);
  return (
    <Page title={t.genuinePoster} lead={<span class="code">{code}</span>} back="/">
      <OfflineNotice onRetry={onRetry} />
      <CheckInForm gate={code} signature={signature} asks={undefined} venueId={undefined} />
    </Page>
  );
}

function BadPoster({ title, text, children }: { title: string; text: string; children?: ComponentChildren }): VNode {
  const t = useMessages(visitorMessages);
  return (
    <Page title={title} back="/">
      <div class="notice is-error" role="alert">
        <p>{text}</p>
        <p>{t.askOfficer}</p>
      </div>
      {children}
    </Page>
  );
}
