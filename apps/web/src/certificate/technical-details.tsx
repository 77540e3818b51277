import type { VNode } from 'preact';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { Term } from './certificate-card.tsx';
import { certificateMessages } from './messages.ts';
import type { Report } from './report.ts';

/** For whoever is asked for help: codes and places, folded. */
export function TechnicalDetails({ report: { finding, text } }: { report: Report }): VNode {
  const t = useMessages(certificateMessages);
  const { facts } = finding;
  const violation = 'violation' in finding ? finding.violation : null;
  const terms = [
    [t.code, violation?.code],
    [t.layer, violation?.layer],
    [t.section, violation?.section],
    [t.place, violation?.detail],
    [t.format, facts?.format],
    [t.keyId, facts?.issuer.keyId],
    [t.certificateId, facts?.certificateId],
    [t.length, t.symbols(formatNumber(text.length))],
  ] as const;
  return (
    <details class="card technical">
      <summary>{t.technical}</summary>
      <dl class="terms">
        {terms.map(([name, value]) => (value ? <Term key={name} name={name} value={value} /> : null))}
      </dl>
    </details>
  );
}
