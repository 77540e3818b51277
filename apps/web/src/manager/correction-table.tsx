import type { Correction } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatNumber, formatTime, useMessages } from '../i18n/index.ts';
import { managerMessages, type ManagerMessages } from './messages.ts';

/** What officers corrected by hand today. */
export function CorrectionTable({
  corrections,
  timeZone,
}: {
  corrections: readonly Correction[];
  timeZone: string;
}): VNode {
  const m = useMessages(managerMessages);
  return (
    <div class="manager-scroll is-words" role="group" aria-label={m.corrections} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {[m.time, m.change, m.reason, m.gate, m.officer].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {corrections.map((correction) => (
            <tr key={correction.eventId}>
              <th scope="row">{formatTime(correction.at, timeZone)}</th>
              <td>{changeOf(correction, m)}</td>
              <td>{correction.reason}</td>
              <td>{correction.gate.name}</td>
              <td>{correction.by ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function changeOf({ act, count, change, outcome, undoneAt }: Correction, m: ManagerMessages): string {
  const signed = change > 0 ? `+${formatNumber(change)}` : formatNumber(change);
  const words = act === 'recount' ? m.recounted(formatNumber(count), signed) : signed;
  if (undoneAt !== null) return m.undone(words);
  return outcome === 'applied' ? words : m.notApplied;
}
