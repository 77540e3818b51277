import type { Outlook } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatDateTime, useMessages } from '../i18n/index.ts';
import { uiMessages } from '../ui/index.ts';
import { moreMessages } from './more-messages.ts';
import './outlook.css';

interface OutlookTextProps {
  readonly outlook: Outlook;
  readonly timeZone: string;
  /** When the door, or this phone, reckoned it. */
  readonly at: string;
}

/** When somebody is no longer black, turns green by waiting, and what one more dose, test or companion would do. */
export function OutlookText({ outlook: { greenFrom, afterBlack, needs }, timeZone, at }: OutlookTextProps): VNode {
  const m = useMessages(moreMessages);
  const u = useMessages(uiMessages);
  return (
    <div class="outlook">
      {afterBlack !== undefined && afterBlack.from !== greenFrom && (
        <p>
          <strong>{m.afterBlack(formatDateTime(afterBlack.from, timeZone), u.colours[afterBlack.colour])}</strong>
        </p>
      )}
      <p>
        <strong>{greenFrom === null ? m.waitingDoesNotHelp : m.greenFrom(formatDateTime(greenFrom, timeZone))}</strong>
      </p>
      {needs.length > 0 && (
        <>
          <p>{m.turnsGreen}</p>
          <ul>
            {needs.map((need) => (
              <li key={need.what}>{needText(m, need, { timeZone, at })}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

type Words = (typeof moreMessages)['texts']['value'];

function needText(
  m: Words,
  need: Outlook['needs'][number],
  { timeZone, at }: { timeZone: string; at: string },
): string {
  const what = m.needs[need.what];
  if (need.hours !== null) {
    return m.needForHours(what, need.hours);
  }
  return Date.parse(need.greenFrom) > Date.parse(at)
    ? m.needFrom(what, formatDateTime(need.greenFrom, timeZone))
    : what;
}
